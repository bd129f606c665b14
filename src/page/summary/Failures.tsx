import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Row } from '../../render/model/rows.js';
import { Badge } from '../shared/Badge.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf, type Place } from '../shared/place.js';
import { type Thing, thingText } from '../shared/things.js';
import { sinceText, utcText } from '../shared/times.js';
import { EventLink } from './Facts.js';
import { endOf, failuresIn } from './runFacts.js';

/** More failures are left out: the timeline has them. */
const MOST = 50;

interface FailuresProps {
  readonly rows: readonly Row[];
  readonly run: LoadedRun;
  readonly place: Place;
}

/** The attempts that went wrong, with links to them. */
export function Failures({ rows, run, place }: FailuresProps): JSX.Element | null {
  const failures = useMemo(() => failuresIn(rows), [rows]);
  if (failures.length === 0) return null;
  return (
    <section aria-label="Failures">
      <h2>Failures</h2>
      <table class="sum-table sum-failures">
        <tbody>
          {failures.slice(0, MOST).map((thing) => (
            <FailureLine key={thing.attempt.scheduled.id} thing={thing} run={run} place={place} />
          ))}
        </tbody>
      </table>
      {failures.length > MOST && (
        <p class="faint">
          {failures.length - MOST} more: <a href={hashOf({ ...place, view: 'timeline' })}>see the timeline</a>
        </p>
      )}
    </section>
  );
}

type FailureLineProps = Omit<FailuresProps, 'rows'> & { readonly thing: Thing };

function FailureLine({ thing: { row, attempt }, run, place }: FailureLineProps): JSX.Element {
  const end = endOf(attempt);
  return (
    <tr>
      <td>
        <EventLink id={end.id} place={place} />
      </td>
      <td title={utcText(end.at)}>{sinceText(end.at, run.began)}</td>
      <th scope="row">
        <a href={hashOf({ ...place, view: 'timeline', event: attempt.scheduled.id })}>{thingText(row)}</a>
      </th>
      <td>
        <Badge status={attempt.status} />
        {attempt.outcome && <div class="sum-outcome">{attempt.outcome}</div>}
      </td>
    </tr>
  );
}
