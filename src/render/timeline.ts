import { checkNames, checkValue } from '../args/checkOptions.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { readHistory, sdkEvent } from '../history/readHistory.js';
import { NAME_MEMBERS, nameIn, REFERENCE_MEMBERS } from '../tables/subjects.js';
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

/** Options of a timeline. */
export interface TimelineOptions {
  /** `true` shows every attribute; `false` leaves out timeouts, task lists, child policies and some ids. Default `false`. */
  readonly all?: boolean;
  /** How values are shown: `'short'`, `'whole'` or `'exact'`. Default `'short'`: a value of over 200 characters is cut. */
  readonly values?: ValueStyle;
}

/**
 * Returns a history as text: a line for each event. A line has the id, the time since the first event, the type, the subject
 * (like an activity id), the ids of other events in brackets, and the other attributes. JSON in a text is shown as JSON, a
 * value of over 200 characters is cut, and run ids are shortened: see `values` of the options.
 *
 * `exported` is what `replay()` takes: events of the SDK, the output of the AWS CLI, or pages.
 *
 * @throws TypeError if `exported` is no history of SWF.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { timeline } from 'swfake/render';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', input: 'card 7', timeouts: { scheduleToStart: '30s' } });
 * swf.clock.advance('1m');
 * const lines = timeline(swf.history(run)).split('\n');
 * equal(lines[4], '#5  +0s   ActivityTaskScheduled Charge-1 activityType=Charge@1 input="card 7"');
 * equal(lines[5], '#6  +30s  ActivityTaskTimedOut Charge-1 (5, 0) timeoutType=SCHEDULE_TO_START');
 * ```
 */
export function timeline(exported: ExportedHistory, options: TimelineOptions = {}): string {
  checkNames('timeline()', options, { all: true, values: true });
  checkValue('values', options.values, ['short', 'whole', 'exact']);
  const { all = false, values = 'short' } = options;
  const ordered = readHistory(exported)
    .toSorted((a, b) => a.id - b.id)
    .map(sdkEvent);
  const rows = ordered.map((event) => {
    const row = rowOf(event, ordered, all, values);
    return [row.id, row.time, rowText(row)];
  });
  const width = (column: number): number => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1)];
  return rows
    .map(([id = '', time = '', text = '']) => `${id.padStart(widths[0] ?? 0)}  ${time.padEnd(widths[1] ?? 0)}  ${text}`)
    .join('\n');
}

type Attributes = Readonly<Record<string, unknown>>;

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

/** Returns the parts of the line of an event. The history must be in order. */
export function rowOf(
  event: TimelineEvent,
  history: readonly TimelineEvent[],
  all: boolean,
  values: ValueStyle,
): TimelineRow {
  const attributes = attributesOf(event);
  const first = history[0] ?? event;
  return {
    id: `#${event.eventId}`,
    time: `+${durationText(millisOf(event) - millisOf(first))}`,
    type: event.eventType ?? '?',
    subject: subjectText(subjectOf(attributes, history), values),
    refs: refsOf(attributes),
    others: othersOf(attributes, all, values),
  };
}

/** Returns the text of a line without the id and the time. */
export const rowText = ({ type, subject, refs, others }: TimelineRow): string =>
  [type, subject, refs, ...others].filter((word) => word !== '').join(' ');

const attributesOf = (event: TimelineEvent): Attributes =>
  Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1] ?? {};

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

// An event that has no subject of its own has that of the event that scheduled it.
function subjectOf(attributes: Attributes, history: readonly TimelineEvent[]): string {
  const own = nameIn(attributes);
  if (own !== undefined) return own;
  const scheduled = history.find((event) => event.eventId === attributes.scheduledEventId);
  return (scheduled && nameIn(attributesOf(scheduled))) ?? '';
}

function refsOf(attributes: Attributes): string {
  const refs = REFERENCE_MEMBERS.map((name) => attributes[name]).filter((id) => id !== undefined);
  return refs.length > 0 ? `(${refs.join(', ')})` : '';
}

const othersOf = (attributes: Attributes, all: boolean, values: ValueStyle): readonly string[] =>
  Object.entries(attributes)
    .filter(([name, value]) => value !== undefined && !NAME_MEMBERS.includes(name) && !REFERENCE_MEMBERS.includes(name))
    .filter(([name]) => all || !SETTINGS.has(name))
    .map(([name, value]) => `${name}=${attributeText(name, value, values)}`);

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

/** Returns a duration in milliseconds as text: `1m30s500ms` for 90,500. */
export function durationText(millis: number): string {
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
