import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Recorded } from '../../history/readHistory.js';
import type { StateAt } from '../../render/model/stateAt.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import { hashOf, type Place } from '../shared/place.js';
import { thingsOf, thingText } from '../shared/things.js';
import { sinceText, utcText } from '../shared/times.js';
import { useSelectedEvent } from '../shared/useSelectedEvent.js';
import type { ViewProps } from '../shared/viewProps.js';
import { leftText, OpenThings } from './OpenThings.js';
import { openAt } from './openAt.js';
import { StepButtons } from './StepButtons.js';
import { indexAt } from './steps.js';

/** The state of a run at one of its events: what is open, and what is due next. */
export function StateView(props: ViewProps): JSX.Element {
  const run = props.runs[props.place.run];
  if (!run || run.events.length === 0) return <p>This page has no events.</p>;
  return <StateOfRun key={props.place.run} {...props} run={run} />;
}

function StateOfRun({ run, place, go }: ViewProps & { readonly run: LoadedRun }): JSX.Element {
  const [selected, select] = useSelectedEvent(place, go);
  const last = run.events.length - 1;
  const index = selected === undefined ? last : indexAt(run, selected);
  const event = run.events[index];
  const state = useMemo(() => event && openAt(run, event.id), [run, event]);
  if (!event || !state) return <p>This page has no events.</p>;
  const moveTo = (to: number): void => select(run.events[to]?.id ?? event.id);
  return (
    <div class="state">
      <input
        type="range"
        class="state-slider"
        min={0}
        max={last}
        value={index}
        aria-label="Event"
        aria-valuetext={`Event ${event.id}, ${event.type}`}
        onInput={({ currentTarget }) => moveTo(Number(currentTarget.value))}
      />
      <div class="state-bar">
        <StepButtons run={run} index={index} moveTo={moveTo} />
        <EventField run={run} id={event.id} moveTo={moveTo} />
      </div>
      <EventLine run={run} event={event} place={place} />
      <RunLine state={state} run={run} />
      <h2>Open at this event ({things(state).length})</h2>
      <OpenThings key={place.run} run={run} place={place} at={state.at} open={things(state)} />
    </div>
  );
}

// The run has a line of its own.
const things = ({ open }: StateAt): StateAt['open'] => open.filter(({ row }) => row.kind !== 'run');

interface EventFieldProps {
  readonly run: LoadedRun;
  readonly id: number;
  readonly moveTo: (index: number) => void;
}

/** A field for the id of an event. What is typed stays until it is entered, whatever else changes. */
function EventField({ run, id, moveTo }: EventFieldProps): JSX.Element {
  const [typed, setTyped] = useState<string>();
  const enter = (value: string): void => {
    setTyped(undefined);
    moveTo(indexAt(run, Number(value)));
  };
  return (
    <label class="state-goto">
      Event{' '}
      <input
        type="number"
        min={run.events[0]?.id ?? 1}
        max={run.events.at(-1)?.id ?? 1}
        value={typed ?? id}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => enter(currentTarget.value)}
      />{' '}
      <span class="faint">of {run.events.length.toLocaleString('en')}</span>
    </label>
  );
}

interface EventLineProps {
  readonly run: LoadedRun;
  readonly event: Recorded;
  readonly place: Place;
}

function EventLine({ run, event, place }: EventLineProps): JSX.Element {
  const thing = thingsOf(run.rows).get(event.id);
  return (
    <p class="state-event">
      <a class="mono" href={hashOf({ ...place, view: 'events', event: event.id })}>
        #{event.id} {event.type}
      </a>
      {thing && thing.row.name !== '' && <span class="state-name">{thingText(thing.row)}</span>}
      <span class="mono">
        {sinceText(event.at, run.began)} <span class="faint">{utcText(event.at)}</span>
      </span>
    </p>
  );
}

/** The state of the run itself, and what is due next. */
function RunLine({ state, run }: { readonly state: StateAt; readonly run: LoadedRun }): JSX.Element {
  const { next, at } = state;
  return (
    <dl class="state-run">
      <div>
        <dt>Run</dt>
        <dd>
          {state.closed ? 'closed' : 'open'}
          {state.cancelRequested && ', cancel requested'}
        </dd>
      </div>
      <div>
        <dt>Due next</dt>
        <dd>
          {next ? (
            <>
              <span class="state-name">{next.what}</span>{' '}
              <span class="mono">
                {leftText(next.at, at)}, at {sinceText(next.at, run.began)}{' '}
                <span class="faint">{utcText(next.at)}</span>
              </span>
            </>
          ) : (
            <span class="faint">nothing</span>
          )}
        </dd>
      </div>
    </dl>
  );
}
