import type { HistoryEvent } from '@aws-sdk/client-swf';
import { nearest } from '../args/didYouMean.js';
import { quoted, quotedNames } from '../args/quoted.js';
import { attributesKey, EVENT_TYPES, type EventType } from '../core/index.js';

type AttributesMember<T extends EventType> = `${Uncapitalize<T>}EventAttributes` & keyof HistoryEvent;

/** An SDK type of which every required member has a value. */
type Present<T> = T extends Date
  ? T
  : T extends readonly (infer U)[]
    ? Present<U>[]
    : T extends object
      ? {
          [K in keyof T]: Record<never, never> extends Pick<T, K> ? Present<T[K]> : Present<Exclude<T[K], undefined>>;
        }
      : T;

/** A history event of one type, in the form of the SDK: its attributes are present and have the types of this event. */
export type HistoryEventOf<T extends EventType> = T extends EventType
  ? Present<Pick<HistoryEvent, 'eventTimestamp' | 'eventId'>> & { eventType: T } & {
      [K in AttributesMember<T>]: Present<NonNullable<HistoryEvent[K]>>;
    }
  : never;

/**
 * Returns the events of one type, in the order of the history. The attributes of each are typed, and never `undefined`.
 * `history` is a list of events of the SDK: `swf.history()`, or the events of a decision task.
 *
 * @throws TypeError if `history` is no list of events, or SWF has no such type of event.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { eventsOf, SwfFake } from 'swfake';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1', input: '1200' });
 * const [scheduled] = eventsOf(swf.history(run), 'ActivityTaskScheduled');
 * deepEqual(scheduled?.activityTaskScheduledEventAttributes.activityType, { name: 'Charge', version: '1' });
 * ```
 */
export function eventsOf<T extends EventType>(history: readonly HistoryEvent[], eventType: T): HistoryEventOf<T>[] {
  if (!EVENT_TYPES.has(eventType)) throw unknownType(eventType);
  if (!Array.isArray(history) || !history.every(isEvent)) {
    throw new TypeError(
      `swfake: eventsOf() was given ${Array.isArray(history) ? 'a list with an entry that is no event' : quoted(history)}; ` +
        "expected the events of a history, for example swf.history({ workflowId: 'order-7' })",
    );
  }
  const member = attributesKey(eventType);
  return history
    .filter((event) => event.eventType === eventType)
    .map((event) => (member in event ? event : { ...event, [member]: {} })) as unknown as HistoryEventOf<T>[];
}

const isEvent = (event: unknown): boolean => typeof event === 'object' && event !== null && 'eventType' in event;

function unknownType(eventType: unknown): TypeError {
  const near = nearest(String(eventType), EVENT_TYPES);
  return new TypeError(
    `swfake: SWF has no events of the type ${quoted(eventType)}; ` +
      (near ? `did you mean '${near.name}'?` : `expected one of ${quotedNames(EVENT_TYPES)}`),
  );
}
