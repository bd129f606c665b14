/** As much of a history event as a picture needs: the SDK's `HistoryEvent`, or what the AWS CLI prints. */
export interface TimelineEvent {
  readonly eventId?: number | undefined;
  readonly eventType?: string | undefined;
  /** A `Date`, or seconds since the epoch. */
  readonly eventTimestamp?: Date | number | string | undefined;
}

export interface TimelineOptions {
  /** Every attribute, resolved settings too. Default: what tells the story. */
  readonly all?: boolean;
}

/**
 * A history as text: one event a line, with its id, the time since the first, what it is about, the events that it refers
 * to in brackets (scheduled, started), and its other attributes.
 */
export function timeline(history: readonly TimelineEvent[], { all = false }: TimelineOptions = {}): string {
  const ordered = history.toSorted((a, b) => (a.eventId ?? 0) - (b.eventId ?? 0));
  const rows = ordered.map((event) => {
    const row = rowOf(event, ordered, all);
    return [row.id, row.time, wordsOf(row)];
  });
  const width = (column: number): number => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1)];
  return rows
    .map(([id = '', time = '', text = '']) => `${id.padStart(widths[0] ?? 0)}  ${time.padEnd(widths[1] ?? 0)}  ${text}`)
    .join('\n');
}

type Attributes = Readonly<Record<string, unknown>>;

/** What a timeline says of one event, in its parts. */
export interface TimelineRow {
  /** `#5` */
  readonly id: string;
  /** The time since the first event: `+30s`. */
  readonly time: string;
  readonly type: string;
  /** What the event is about: an activity, a timer, a signal, a marker, a function; or nothing. */
  readonly subject: string;
  /** The events that it refers to: `(5, 6)`, or nothing. */
  readonly refs: string;
  /** Its other attributes, as `name=value`. */
  readonly others: readonly string[];
}

/** The row of one event of a history that is in order. */
export function rowOf(event: TimelineEvent, history: readonly TimelineEvent[], all: boolean): TimelineRow {
  const attributes = attributesOf(event);
  const first = history[0] ?? event;
  return {
    id: `#${event.eventId}`,
    time: `+${span(millisOf(event) - millisOf(first))}`,
    type: event.eventType ?? '?',
    subject: subjectOf(attributes, history),
    refs: refsOf(attributes),
    others: othersOf(attributes, all),
  };
}

/** A row without its id and its time. */
export const wordsOf = ({ type, subject, refs, others }: TimelineRow): string =>
  [type, subject, refs, ...others].filter((word) => word !== '').join(' ');

const attributesOf = (event: TimelineEvent): Attributes =>
  Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1] ?? {};

const SUBJECTS = ['activityId', 'timerId', 'signalName', 'markerName', 'id'];
const REFERENCES = ['scheduledEventId', 'startedEventId', 'initiatedEventId', 'latestCancelRequestedEventId'];
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

/** What the event is about, or what the event is about that began it. */
function subjectOf(attributes: Attributes, history: readonly TimelineEvent[]): string {
  for (const name of SUBJECTS) if (attributes[name] !== undefined) return String(attributes[name]);
  const begun = history.find((event) => event.eventId === attributes.scheduledEventId);
  const { activityId, id } = begun ? attributesOf(begun) : {};
  return String(activityId ?? id ?? '');
}

function refsOf(attributes: Attributes): string {
  const refs = REFERENCES.map((name) => attributes[name]).filter((id) => id !== undefined);
  return refs.length > 0 ? `(${refs.join(', ')})` : '';
}

const othersOf = (attributes: Attributes, all: boolean): readonly string[] =>
  Object.entries(attributes)
    .filter(([name, value]) => value !== undefined && !SUBJECTS.includes(name) && !REFERENCES.includes(name))
    .filter(([name]) => all || !SETTINGS.has(name))
    .map(([name, value]) => `${name}=${textOf(value)}`);

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return /^[\w.@:+/=-]+$/.test(String(value)) ? String(value) : JSON.stringify(value);
  const { name, version, ...others } = value as { name?: unknown; version?: unknown };
  if (typeof name !== 'string' || Object.keys(others).length > 0) return JSON.stringify(value);
  return typeof version === 'string' ? `${name}@${version}` : name;
}

function millisOf({ eventTimestamp = 0 }: TimelineEvent): number {
  if (typeof eventTimestamp === 'number') return Math.round(eventTimestamp * 1000);
  return new Date(eventTimestamp).getTime();
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** `90500` milliseconds as `1m30s500ms`. */
export function span(millis: number): string {
  if (!Number.isFinite(millis) || millis === 0) return '0s';
  let left = Math.abs(millis);
  let text = millis < 0 ? '-' : '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}
