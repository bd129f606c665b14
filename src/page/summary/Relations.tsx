import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf, type Place } from '../shared/place.js';
import { EventLink } from './Facts.js';
import { type Relation, relationsOf } from './otherRuns.js';

/** More runs are left out: the view of events has them. */
const MOST = 100;

interface RelationsProps {
  readonly run: LoadedRun;
  readonly runs: readonly LoadedRun[];
  readonly place: Place;
}

/** The other runs that a history names. Those whose history is in the page are links. */
export function Relations({ run, runs, place }: RelationsProps): JSX.Element | null {
  const relations = useMemo(() => relationsOf(run, runs), [run, runs]);
  if (relations.length === 0) return null;
  return (
    <section aria-label="Other runs">
      <h2>Other runs</h2>
      <table class="sum-table sum-relations">
        <tbody>
          {relations.slice(0, MOST).map((relation) => (
            <tr key={`${relation.as} ${relation.event}`}>
              <th scope="row">{relation.as}</th>
              <td>
                <RunName relation={relation} />
              </td>
              <td>
                <EventLink id={relation.event} place={place} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {relations.length > MOST && <p class="faint">{relations.length - MOST} more</p>}
    </section>
  );
}

function RunName({ relation: { workflowId, runId, index } }: { readonly relation: Relation }): JSX.Element {
  const name = workflowId ?? runId;
  return (
    <>
      {index === undefined ? name : <a href={hashOf({ view: 'summary', run: index })}>{name}</a>}
      {workflowId !== undefined && runId !== undefined && <span class="faint sum-run-id">{runId}</span>}
    </>
  );
}
