import { type EventTime, millisOfTime } from '../history/eventTime.js';
import { NAME_MEMBERS, nameIn, REFERENCE_MEMBERS } from '../tables/subjects.js';
import { durationText } from './durationText.js';
import { attributeText, subjectText, type ValueStyle } from './values.js';

/** A history event: the part that a line needs, of the SDK's `HistoryEvent`. */
export interface TimelineEvent {
  /** The id of the event. */
  readonly eventId?: number | undefined;
  /** The type of the event. */
  readonly eventType?: string | undefined;
  /** The time of the event: a `Date`, a number of seconds since the epoch, or an ISO 8601 string. */
  readonly eventTimestamp?: Date | number | string | undefined;
}

type Attributes = Readonly<Record<string, unknown>>;

/** An event of a history, in the form that rows are made of. An event that `readHistory` returns has this form. */
export interface RowEvent {
  readonly id: number | undefined;
  /** The time in milliseconds since the epoch; `NaN` without a time. */
  readonly at: number;
  readonly type: string | undefined;
  readonly attributes: object;
}

/** The parts of a line of a timeline. */
export interface TimelineRow {
  /** The id: `#5`. */
  readonly id: string;
  /** The time since the first event: `+30s`. */
  readonly time: string;
  readonly type: string;
  /** The subject: the id or name of an activity, timer, signal, marker or function. Empty if the event has none. */
  readonly subject: string;
  /** The ids of the events that it refers to: `(5, 6)`. Empty if there is none. */
  readonly refs: string;
  /** The other attributes, as `name=value`. */
  readonly others: readonly string[];
}

/** Makes the rows of one history. The history must be in order. A row costs the same however long the history is. */
export class TimelineRows {
  readonly #events: readonly RowEvent[];
  readonly #began: number;

  constructor(events: readonly RowEvent[]) {
    this.#events = events;
    this.#began = events[0]?.at ?? Number.NaN;
  }

  /** Returns the parts of the line of an event. */
  rowOf(event: RowEvent, all: boolean, values: ValueStyle): TimelineRow {
    const attributes = membersOf(event);
    return {
      id: `#${event.id}`,
      time: `+${durationText(event.at - this.#began)}`,
      type: event.type ?? '?',
      subject: subjectText(this.subjectOf(event), values),
      refs: refsOf(attributes),
      others: othersOf(attributes, all, values),
    };
  }

  /** Makes the rows of events, one after the other. */
  *rowsOf(events: Iterable<RowEvent>, all: boolean, values: ValueStyle): Generator<TimelineRow, void> {
    for (const event of events) yield this.rowOf(event, all, values);
  }

  /** Returns the id or the name that an event is about. Empty if there is none. */
  subjectOf(event: RowEvent): string {
    const attributes = membersOf(event);
    const own = nameIn(attributes);
    if (own !== undefined) return own;
    // An event that has no subject of its own has that of the event that scheduled it.
    const scheduled = this.#eventOf(attributes.scheduledEventId);
    return (scheduled && nameIn(membersOf(scheduled))) ?? '';
  }

  /** Returns the event of an id. In most histories no id is missing, so its place follows from the first one. */
  #eventOf(id: unknown): RowEvent | undefined {
    if (typeof id !== 'number') return undefined;
    const likely = this.#events[id - (this.#events[0]?.id ?? 1)];
    return likely?.id === id ? likely : this.#index().get(id);
  }

  #byId: ReadonlyMap<unknown, RowEvent> | undefined;

  // Of two events with one id, the first one counts.
  #index(): ReadonlyMap<unknown, RowEvent> {
    this.#byId ??= new Map(this.#events.map((event) => [event.id, event] as const).toReversed());
    return this.#byId;
  }
}

const membersOf = ({ attributes }: RowEvent): Attributes => attributes as Attributes;

/** Returns an event of the SDK or of the AWS CLI in the form that rows are made of. */
export const rowEventOf = (event: TimelineEvent): RowEvent => ({
  id: event.eventId,
  at: millisOfTime(event.eventTimestamp as EventTime) ?? Number.NaN,
  type: event.eventType,
  attributes: attributesOf(event),
});

/** Returns the attributes of an event. */
export function attributesOf(event: TimelineEvent | undefined): Attributes {
  for (const name in event) {
    if (name.endsWith('EventAttributes')) return (event as Readonly<Record<string, Attributes>>)[name] ?? {};
  }
  return {};
}

/** Returns the text of a line without the id and the time. */
export function rowText({ type, subject, refs, others }: TimelineRow): string {
  const words = [type];
  if (subject !== '') words.push(subject);
  if (refs !== '') words.push(refs);
  // V8 joins a list into one flat text. A text made by + keeps its pieces, and 24,000 of them are slow to collect.
  return [...words, ...others].join(' ');
}

/** Returns rows as text, a line each, in columns. */
export function rowLines(rows: Iterable<TimelineRow>): readonly string[] {
  // Rows are many objects: a long history keeps only their texts.
  const cells = Array.from(rows, (row) => ({ id: row.id, time: row.time, text: rowText(row) }));
  const idWidth = cells.reduce((widest, { id }) => Math.max(widest, id.length), 0);
  const timeWidth = cells.reduce((widest, { time }) => Math.max(widest, time.length), 0);
  return cells.map(({ id, time, text }) => `${id.padStart(idWidth)}  ${time.padEnd(timeWidth)}  ${text}`);
}

const SETTINGS = new Set([
  'childPolicy',
  'decisionTaskCompletedEventId',
  'executionStartToCloseTimeout',
  'externalInitiatedEventId',
  'heartbeatTimeout',
  'parentInitiatedEventId',
  'scheduleToCloseTimeout',
  'scheduleToStartTimeout',
  'startToCloseTimeout',
  'taskList',
  'taskStartToCloseTimeout',
]);

const ELSEWHERE = new Set([...NAME_MEMBERS, ...REFERENCE_MEMBERS]);

function refsOf(attributes: Attributes): string {
  let refs = '';
  for (const name of REFERENCE_MEMBERS) {
    const id = attributes[name];
    if (id !== undefined) refs += refs === '' ? String(id) : `, ${id}`;
  }
  return refs === '' ? '' : `(${refs})`;
}

function othersOf(attributes: Attributes, all: boolean, values: ValueStyle): readonly string[] {
  const others: string[] = [];
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (value === undefined || ELSEWHERE.has(name) || (!all && SETTINGS.has(name))) continue;
    others.push(`${name}=${attributeText(name, value, values)}`);
  }
  return others;
}
