import type { JSX } from 'preact';
import { durationText } from '../../render/durationText.js';
import type { Attempt, Moment, Row } from '../../render/model/rows.js';
import { Badge } from '../shared/Badge.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf, type Place } from '../shared/place.js';
import { TextValue } from '../shared/TextValue.js';
import { kindText, type Thing } from '../shared/things.js';
import { sinceText, utcText } from '../shared/times.js';

interface DetailProps {
  readonly thing: Thing;
  readonly run: LoadedRun;
  readonly place: Place;
  onSelect(event: number | undefined): void;
}

/** More links to events are left out. */
const MOST_EVENTS = 100;

/** The panel with all that is known of a selected bar. */
export function Detail({ thing: { row, attempt }, run, place, onSelect }: DetailProps): JSX.Element {
  const { status, input, outcome } = attempt;
  return (
    <section class="tl-detail" aria-label="Details of the selected bar">
      <div class="tl-detail-head">
        <h2>
          {kindText(row.kind)} <span class="mono">{row.name}</span>
        </h2>
        <button type="button" aria-label="Close the details" onClick={() => onSelect(undefined)}>
          ✕
        </button>
      </div>
      <p class="tl-detail-status">
        <Badge status={status} />
        {row.type !== '' && <span class="mono">{row.type}</span>}
        {attempt.cancelRequested && <span>cancel requested</span>}
      </p>
      <AttemptPicker row={row} attempt={attempt} onSelect={onSelect} />
      <Times attempt={attempt} run={run} place={place} />
      {input !== undefined && <Value name={row.kind === 'marker' ? 'Details' : 'Input'} text={input} />}
      {outcome !== undefined && <Value name="Outcome" text={outcome} />}
      <h3>Events</h3>
      <Events attempt={attempt} run={run} place={place} />
    </section>
  );
}

const Value = ({ name, text }: { readonly name: string; readonly text: string }): JSX.Element => (
  <>
    <h3>{name}</h3>
    <TextValue text={text} label={name} />
  </>
);

interface AttemptPickerProps {
  readonly row: Row;
  readonly attempt: Attempt;
  onSelect(event: number | undefined): void;
}

function AttemptPicker({ row, attempt, onSelect }: AttemptPickerProps): JSX.Element | null {
  if (row.attempts.length < 2) return null;
  const index = row.attempts.indexOf(attempt);
  const to = (by: number) => {
    const other = row.attempts[index + by];
    return { disabled: other === undefined, onClick: () => onSelect(other?.scheduled.id) };
  };
  return (
    <p class="tl-attempts">
      <button type="button" aria-label="Previous attempt" {...to(-1)}>
        ‹
      </button>
      attempt {index + 1} of {row.attempts.length}
      <button type="button" aria-label="Next attempt" {...to(1)}>
        ›
      </button>
    </p>
  );
}

type PartProps = Pick<DetailProps, 'run' | 'place'> & { readonly attempt: Attempt };

function Times({ attempt, run, place }: PartProps): JSX.Element {
  const { scheduled, started, closed, due } = attempt;
  const isOwnStart = started?.id === scheduled.id;
  const isPoint = closed?.id === scheduled.id;
  const moments: readonly (readonly [string, Moment | undefined])[] = [
    [isPoint ? 'at' : isOwnStart ? 'started' : 'scheduled', scheduled],
    ['started', isOwnStart ? undefined : started],
    ['closed', isPoint ? undefined : closed],
  ];
  return (
    <>
      <table class="tl-times">
        <tbody>
          {moments.map(([name, moment]) => moment && <TimeLine name={name} moment={moment} run={run} place={place} />)}
          {due !== undefined && (
            <tr>
              <th scope="row">due</th>
              <td />
              <TimeCell at={due} run={run} />
            </tr>
          )}
        </tbody>
      </table>
      <p class="faint">{spansText(attempt)}</p>
    </>
  );
}

type TimeLineProps = Pick<DetailProps, 'run' | 'place'> & { readonly name: string; readonly moment: Moment };

const TimeLine = ({ name, moment, run, place }: TimeLineProps): JSX.Element => (
  <tr>
    <th scope="row">{name}</th>
    <td>
      <a href={hashOf({ ...place, view: 'events', event: moment.id })}>#{moment.id}</a>
    </td>
    <TimeCell at={moment.at} run={run} />
  </tr>
);

const TimeCell = ({ at, run }: { readonly at: number; readonly run: LoadedRun }): JSX.Element => (
  <td>
    <span>{sinceText(at, run.began)}</span> <span>{utcText(at)}</span>
  </td>
);

/** Returns how long an attempt waited and worked; empty if the history has no times. */
export function spansText({ scheduled, started, closed }: Attempt): string {
  if (closed?.id === scheduled.id) return '';
  const span = (what: string, from: Moment | undefined, to: Moment | undefined): string =>
    from && to && Number.isFinite(to.at - from.at) ? `${what} ${durationText(to.at - from.at)}` : '';
  const waited = started?.id === scheduled.id ? '' : span('waited', scheduled, started ?? closed);
  return [waited, span('worked', started, closed)].filter((text) => text !== '').join(', ');
}

function Events({ attempt, run, place }: PartProps): JSX.Element {
  const { events } = attempt;
  const more = events.length - MOST_EVENTS;
  return (
    <ul class="tl-events">
      {events.slice(0, MOST_EVENTS).map((id) => (
        <li key={id}>
          <a href={hashOf({ ...place, view: 'events', event: id })}>
            #{id} {run.events[run.indexOf.get(id) ?? -1]?.type}
          </a>
        </li>
      ))}
      {more > 0 && <li class="faint">{more} more</li>}
    </ul>
  );
}
