import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OpenThing } from '../../render/model/stateAt.js';
import { durationText } from '../../render/timeline.js';
import { Badge } from '../shared/Badge.js';
import { EventLinks } from '../shared/EventLinks.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import type { Place } from '../shared/place.js';
import { TextValue } from '../shared/TextValue.js';
import { kindText, thingsOf } from '../shared/things.js';
import { sinceText, utcText } from '../shared/times.js';
import { type Heartbeat, heartbeatOf } from './openAt.js';

/** The number of things to show at first: a run can have thousands of open timers. */
const FIRST = 100;

interface OpenThingsProps {
  readonly run: LoadedRun;
  readonly place: Place;
  /** The time of the event, in milliseconds since the epoch. */
  readonly at: number;
  readonly open: readonly OpenThing[];
}

/** The things that are open at an event, those that are due first at the top. */
export function OpenThings({ run, place, at, open }: OpenThingsProps): JSX.Element {
  const [most, setMost] = useState(FIRST);
  const ordered = open.toSorted((a, b) => (a.dueAt ?? Number.MAX_VALUE) - (b.dueAt ?? Number.MAX_VALUE));
  if (open.length === 0) return <p class="faint">Nothing is open at this event.</p>;
  return (
    <>
      <div class="state-scroll">
        <table class="state-open">
          <thead>
            <tr>
              <th>What</th>
              <th>Status</th>
              <th>Since</th>
              <th>Due</th>
            </tr>
          </thead>
          <tbody>
            {ordered.slice(0, most).map((thing) => (
              <OpenRow
                key={`${thing.row.key} ${thing.attempt.scheduled.id}`}
                run={run}
                place={place}
                at={at}
                thing={thing}
              />
            ))}
          </tbody>
        </table>
      </div>
      {open.length > most && (
        <p>
          <button type="button" onClick={() => setMost(most + FIRST)}>
            Show more: {(open.length - most).toLocaleString('en')} are left
          </button>
        </p>
      )}
    </>
  );
}

interface OpenRowProps extends Omit<OpenThingsProps, 'open'> {
  readonly thing: OpenThing;
}

function OpenRow({ run, place, at, thing }: OpenRowProps): JSX.Element {
  const { row, attempt, since, cancelRequested, dueAt } = thing;
  const heartbeat = attempt.started && row.kind === 'activity' ? laterHeartbeat(run, thing) : undefined;
  return (
    <tr>
      <td class="state-what">
        <span class="faint">{kindText(row.kind)}</span> <span class="state-name">{row.name}</span>{' '}
        {row.type !== '' && <span class="faint state-name">{row.type}</span>}
        {heartbeat && (
          <div class="state-heartbeat">
            <span class="faint">
              last heartbeat, as the timeout tells: <EventLinks ids={[heartbeat.knownFrom]} place={place} />
            </span>
            <TextValue text={heartbeat.details} label="details of the last heartbeat" />
          </div>
        )}
      </td>
      <td>
        <Badge status={attempt.status} />
        {cancelRequested && <div class="state-cancel">cancel requested</div>}
      </td>
      <td class="state-time">
        <Time title={utcText(since.at)}>{sinceText(since.at, run.began)}</Time>{' '}
        <EventLinks ids={[since.id]} place={place} />
      </td>
      <td class="state-time">{dueAt !== undefined && <Time title={utcText(dueAt)}>{leftText(dueAt, at)}</Time>}</td>
    </tr>
  );
}

const Time = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element => (
  <span title={title}>{children}</span>
);

/** Returns the time that is left as text. */
export const leftText = (dueAt: number, at: number): string =>
  dueAt < at ? `${durationText(at - dueAt)} ago` : dueAt === at ? 'now' : `in ${durationText(dueAt - at)}`;

// The state has the events up to its own only: the later ones are in the rows of the whole history.
function laterHeartbeat(run: LoadedRun, { attempt }: OpenThing): Heartbeat | undefined {
  const whole = thingsOf(run.rows).get(attempt.scheduled.id)?.attempt;
  return whole && heartbeatOf(run, whole.events);
}
