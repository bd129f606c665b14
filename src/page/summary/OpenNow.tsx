import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { durationText } from '../../render/durationText.js';
import { type OpenThing, type StateAt, stateAt } from '../../render/model/stateAt.js';
import { Badge } from '../shared/Badge.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf, type Place } from '../shared/place.js';
import { thingText } from '../shared/things.js';
import { sinceText, utcText } from '../shared/times.js';

/** More open things are left out: the view of the state has them. */
const MOST = 50;

interface OpenNowProps {
  readonly run: LoadedRun;
  readonly place: Place;
}

/** The things that are open after the last event, and what is due next. */
export function OpenNow({ run, place }: OpenNowProps): JSX.Element {
  const state = useMemo(() => stateAt(run.events, run.events.at(-1)?.id ?? 0), [run]);
  const open = state.open.filter(({ row }) => row.kind !== 'run');
  return (
    <section aria-label="Open now">
      <h2>Open after the last event</h2>
      {open.length === 0 ? (
        <p>Nothing but the run itself.</p>
      ) : (
        <table class="sum-table">
          <thead>
            <tr>
              <th scope="col">thing</th>
              <th scope="col">state</th>
              <th scope="col">since</th>
              <th scope="col">due in</th>
            </tr>
          </thead>
          <tbody>
            {open.slice(0, MOST).map((thing) => (
              <OpenLine
                key={`${thing.row.key} ${thing.since.id}`}
                thing={thing}
                state={state}
                run={run}
                place={place}
              />
            ))}
          </tbody>
        </table>
      )}
      {open.length > MOST && <p class="faint">{open.length - MOST} more</p>}
      <Next state={state} began={run.began} />
    </section>
  );
}

type OpenLineProps = OpenNowProps & { readonly thing: OpenThing; readonly state: StateAt };

function OpenLine({ thing, state, run, place }: OpenLineProps): JSX.Element {
  const { row, attempt, since, dueAt, cancelRequested } = thing;
  return (
    <tr>
      <th scope="row">
        <a href={hashOf({ ...place, view: 'timeline', event: attempt.scheduled.id })}>{thingText(row)}</a>
      </th>
      <td>
        <Badge status={attempt.status} />
        {cancelRequested && ' cancel requested'}
      </td>
      <td title={utcText(since.at)}>{sinceText(since.at, run.began) || `#${since.id}`}</td>
      <td title={dueAt === undefined ? '' : utcText(dueAt)}>{dueAt === undefined ? '' : leftText(dueAt - state.at)}</td>
    </tr>
  );
}

// The last event of a history can be later than what it says is due: of a recording that was cut or edited.
const leftText = (millis: number): string => (millis < 0 ? 'past due' : durationText(millis));

function Next({ state: { next, at }, began }: { readonly state: StateAt; readonly began: number }): JSX.Element | null {
  if (!next) return null;
  return (
    <p class="sum-next">
      <strong>Due next:</strong> {next.what}, {next.at < at ? '' : 'in '}
      {leftText(next.at - at)}{' '}
      <span class="faint">
        ({sinceText(next.at, began)}, {utcText(next.at)})
      </span>
    </p>
  );
}
