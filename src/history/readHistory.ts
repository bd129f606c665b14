import { quoted } from '../args/quoted.js';
import { attributesKey, type CoreEvent, type EventType, eventId, type Instant, instant } from '../core/index.js';

/** A history event: the SDK's `HistoryEvent`, or an event that `aws swf get-workflow-execution-history` prints. */
export interface HistoryLike {
  /** The id of the event: 1 for the first event of a history. */
  readonly eventId?: number | undefined;
  /** The type of the event, like `ActivityTaskScheduled`. Its attributes are in a member named after it. */
  readonly eventType?: string | undefined;
  /** The time of the event: a `Date`, a number of seconds since the epoch, or an ISO 8601 string. */
  readonly eventTimestamp?: Date | number | string | undefined;
}

/** A recorded event in the form of the core. Without a timestamp, `at` is `NaN`. */
export type Recorded = CoreEvent;

/**
 * Returns the events in the form of the core. A list that is newest first is reversed.
 *
 * @throws TypeError if `events` is no list of events: the message names the entry at fault.
 */
export function readHistory(events: readonly HistoryLike[]): readonly Recorded[] {
  if (!Array.isArray(events))
    throw new TypeError(`swfake: expected a history as a list of events, but got ${quoted(events)}`);
  const read = events.map(readEvent);
  // With `reverseOrder`, the service returns the newest event first.
  const reversed = read.length > 1 && (read[0]?.id ?? 0) > (read.at(-1)?.id ?? 0);
  return reversed ? read.toReversed() : read;
}

function readEvent(event: HistoryLike, index: number): Recorded {
  const { eventId: id, eventType: type } = event ?? {};
  if (typeof id !== 'number') {
    throw new TypeError(
      `swfake: entry ${index + 1} of the history is no event: its eventId is ${quoted(id)}; expected a number`,
    );
  }
  if (typeof type !== 'string') {
    throw new TypeError(
      `swfake: entry ${index + 1} of the history is no event: its eventType is ${quoted(type)}; expected a text such as 'TimerFired'`,
    );
  }
  const member = attributesKey(type as EventType);
  const attributes = (event as Readonly<Record<string, unknown>>)[member] ?? {};
  if (typeof attributes !== 'object') {
    throw new TypeError(
      `swfake: entry ${index + 1} of the history is no event: its ${member} is ${quoted(attributes)}; expected an object`,
    );
  }
  return {
    id: eventId(id),
    at: timeOf(event.eventTimestamp),
    type,
    attributes: withoutNulls(attributes),
  } as unknown as Recorded;
}

// Some exporters write null for an attribute that is absent.
function withoutNulls(attributes: object): object {
  if (!Object.values(attributes).includes(null)) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}

function timeOf(timestamp: HistoryLike['eventTimestamp'] | null): Instant {
  if (timestamp === undefined || timestamp === null) return instant(Number.NaN);
  if (typeof timestamp === 'number') return instant(Math.round(timestamp * 1000));
  return instant(new Date(timestamp).getTime());
}

/** Returns true if the event has a timestamp. */
export const isTimed = ({ at }: Recorded): boolean => !Number.isNaN(at);
