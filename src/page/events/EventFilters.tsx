import type { JSX } from 'preact';
import type { LoadedRun } from '../shared/loadedRun.js';
import { thingText } from '../shared/things.js';
import { type Counts, type EventFilter, type EventIndex, NO_FILTER } from './eventIndex.js';

interface EventFiltersProps {
  readonly run: LoadedRun;
  readonly index: EventIndex;
  readonly filter: EventFilter;
  /** The number of events that the filter leaves. */
  readonly left: number;
  readonly change: (filter: EventFilter) => void;
}

/** The search and the filters above the events, with the number of events that they leave. */
export function EventFilters({ run, index, filter, left, change }: EventFiltersProps): JSX.Element {
  const set = (part: Partial<EventFilter>): void => change({ ...filter, ...part });
  const all = run.events.length;
  return (
    <search class="events-filters">
      <input
        type="search"
        aria-label="Search events"
        placeholder="Search ids, types, names, attributes"
        value={filter.text}
        onFocus={() => index.prepare()}
        onInput={(event) => set({ text: event.currentTarget.value })}
      />
      <Choice label="Kind" value={filter.kind} counts={index.kinds} choose={(kind) => set({ kind })} />
      <Choice label="Type" value={filter.type} counts={index.types} choose={(type) => set({ type })} />
      <label class="events-check">
        <input
          type="checkbox"
          checked={filter.failuresOnly}
          onChange={(event) => set({ failuresOnly: event.currentTarget.checked })}
        />
        Failures only
      </label>
      {filter.thing !== '' && <OneThing run={run} thing={filter.thing} showAll={() => set({ thing: '' })} />}
      <output class="events-count" aria-live="polite">
        {left === all ? `${count(all)} events` : `${count(left)} of ${count(all)} events`}
      </output>
      {left !== all && (
        <button type="button" onClick={() => change(NO_FILTER)}>
          Clear filters
        </button>
      )}
    </search>
  );
}

interface OneThingProps {
  readonly run: LoadedRun;
  /** The key of the row of the thing. */
  readonly thing: string;
  readonly showAll: () => void;
}

/** A button that says which thing the events are about, and shows all again. */
function OneThing({ run, thing, showAll }: OneThingProps): JSX.Element {
  const row = run.rows.find(({ key }) => key === thing);
  return (
    <button type="button" class="events-thing" onClick={showAll}>
      <span>Only {row ? thingText(row) : 'one thing'}</span>
      <span aria-hidden="true">✕</span>
      <span class="visually-hidden">, show all things</span>
    </button>
  );
}

const count = (number: number): string => number.toLocaleString('en');

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly counts: Counts;
  readonly choose: (value: string) => void;
}

function Choice({ label, value, counts, choose }: ChoiceProps): JSX.Element {
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{label}: all</option>
      {[...counts].map(([one, events]) => (
        <option key={one} value={one}>
          {one} ({count(events)})
        </option>
      ))}
    </select>
  );
}
