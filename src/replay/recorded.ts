import type { CoreEvent, EventType } from '../core/events.js';
import { attributesKey } from '../core/events.js';
import { eventId, type Instant, instant } from '../core/ids.js';

/** A history event as it comes: the SDK's `HistoryEvent`, or what `aws swf get-workflow-execution-history` prints. */
export interface HistoryLike {
  readonly eventId?: number | undefined;
  readonly eventType?: string | undefined;
  /** A `Date`, seconds since the epoch, or an ISO date. */
  readonly eventTimestamp?: Date | number | string | undefined;
}

/** A recorded event in the core's form. Without a timestamp, `at` is not a number. */
export type Recorded = CoreEvent;

/** @throws TypeError if `events` is no history: what is wrong, and with which event. */
export function readHistory(events: readonly HistoryLike[]): readonly Recorded[] {
  if (!Array.isArray(events)) throw new TypeError('swfake: a history is a list of events, but this is none');
  const read = events.map(readEvent);
  // The service gives histories newest first when asked with reverseOrder, and people export them so.
  const reversed = read.length > 1 && (read[0]?.id ?? 0) > (read.at(-1)?.id ?? 0);
  return reversed ? read.toReversed() : read;
}

function readEvent(event: HistoryLike, index: number): Recorded {
  const { eventId: id, eventType: type } = event ?? {};
  if (typeof id !== 'number' || typeof type !== 'string') {
    throw new TypeError(`swfake: the history's entry ${index} is no event: it has no eventId or no eventType`);
  }
  const attributes = (event as Readonly<Record<string, unknown>>)[attributesKey(type as EventType)] ?? {};
  if (typeof attributes !== 'object') {
    throw new TypeError(`swfake: the history's entry ${index} is no event: its attributes are ${typeof attributes}`);
  }
  return {
    id: eventId(id),
    at: timeOf(event.eventTimestamp),
    type,
    attributes: setIn(attributes),
  } as unknown as Recorded;
}

/** The members that are set: some exporters write null for the others. */
function setIn(attributes: object): object {
  if (!Object.values(attributes).includes(null)) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}

function timeOf(timestamp: HistoryLike['eventTimestamp'] | null): Instant {
  if (timestamp === undefined || timestamp === null) return instant(Number.NaN);
  if (typeof timestamp === 'number') return instant(Math.round(timestamp * 1000));
  return instant(new Date(timestamp).getTime());
}

export const isTimed = ({ at }: Recorded): boolean => !Number.isNaN(at);
