import type { HistoryEvent } from '@aws-sdk/client-swf';
import { quoted } from '../args/quoted.js';
import { attributesKey, type CoreEvent, type EventType } from '../core/model/events.js';
import { eventId, instant } from '../core/model/ids.js';
import { millisOfTime } from './eventTime.js';
import { type ExportedHistory, type HistoryLike, joinPages } from './historyPages.js';

/** A recorded event in the form of the core. Without a timestamp, `at` is `NaN`. */
export type Recorded = CoreEvent;

/**
 * Returns the events of an exported history in the form of the core, in the order of the export. A history that is newest
 * first is reversed.
 *
 * @throws TypeError if it is no history: the message names the entry at fault.
 */
export const readHistory = (exported: ExportedHistory): readonly Recorded[] => readEvents(joinPages(exported).events);

/**
 * Returns events in the form of the core. A list that is newest first is reversed.
 *
 * @throws TypeError if an entry is no event: the message names it.
 */
export function readEvents(events: readonly HistoryLike[]): readonly Recorded[] {
  const read = events.map(readEvent);
  // With `reverseOrder`, the service returns the newest event first.
  const reversed = read.length > 1 && (read[0]?.id ?? 0) > (read.at(-1)?.id ?? 0);
  return reversed ? read.toReversed() : read;
}

function readEvent(event: HistoryLike, index: number): Recorded {
  const { eventId: id, eventType: type, eventTimestamp } = event ?? {};
  if (!isId(id)) throw noEvent(index, 'eventId', id, 'a number');
  if (typeof type !== 'string') throw noEvent(index, 'eventType', type, "a text such as 'TimerFired'");
  const member = attributesKey(type as EventType);
  const attributes = (event as Readonly<Record<string, unknown>>)[member] ?? {};
  if (typeof attributes !== 'object') throw noEvent(index, member, attributes, 'an object');
  const at = millisOfTime(eventTimestamp);
  if (at === undefined) throw noEvent(index, 'eventTimestamp', eventTimestamp, A_TIME);
  return {
    id: eventId(Number(id)),
    at: instant(at),
    type,
    attributes: readAttributes(attributes),
  } as unknown as Recorded;
}

const A_TIME = 'a Date, seconds or milliseconds since the epoch, or a text of ISO 8601';

const noEvent = (index: number, member: string, value: unknown, expected: string): TypeError =>
  new TypeError(
    `swfake: entry ${index + 1} of the history is no event: its ${member} is ${quoted(value)}; expected ${expected}`,
  );

// Some exporters write every 64-bit integer as a text.
const isId = (id: unknown): boolean => typeof id === 'number' || (typeof id === 'string' && /^\d+$/.test(id));

/** Returns attributes without those that are null, as some exporters write absent ones, and with numbers for ids. */
function readAttributes(attributes: object): object {
  const entries = Object.entries(attributes);
  if (!entries.some(isRewritten)) return attributes;
  const present = entries.filter(([, value]) => value !== null);
  return Object.fromEntries(present.map((entry) => (isRewritten(entry) ? [entry[0], Number(entry[1])] : entry)));
}

const isRewritten = ([name, value]: readonly [string, unknown]): boolean =>
  value === null || (name.endsWith('EventId') && typeof value === 'string' && isId(value));

/** Returns true if the event has a timestamp. */
export const isTimed = ({ at }: Recorded): boolean => !Number.isNaN(at);

/** Returns an event in the form of the SDK. One that was recorded without a timestamp has none. */
export function sdkEvent({ id, at, type, attributes }: Recorded): HistoryEvent {
  // Built without spreads: html() makes tens of thousands of them.
  const event: Record<string, unknown> = Number.isNaN(at) ? {} : { eventTimestamp: new Date(at) };
  event.eventType = type;
  event.eventId = id;
  event[attributesKey(type)] = attributes;
  return event as unknown as HistoryEvent;
}
