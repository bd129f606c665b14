import type { EventType as SdkEventType, HistoryEvent as SdkHistoryEvent } from '@aws-sdk/client-swf';
import type { HistoryEvent, Known } from './api.js';
import type { EventId, Instant } from './ids.js';
import { withDefined } from './optional.js';

/** The type of a history event: `TimerFired` (docs/swf.md 4). */
export type EventType = SdkEventType;

type AttributesKey<T extends EventType> = `${Uncapitalize<T>}EventAttributes` & keyof SdkHistoryEvent;

/** The attributes of one type of event, as AWS names them. A member without a value is absent, never `undefined`. */
export type Attributes<T extends EventType> = Known<Exclude<SdkHistoryEvent[AttributesKey<T>], undefined>>;

/** An event before it is appended to a history: it has no id and no time yet. */
export type NewEvent = {
  readonly [T in EventType]: { readonly type: T; readonly attributes: Attributes<T> };
}[EventType];

/** A history event in the form of the core, which never changes. `toHistoryEvent` returns the form of AWS. */
export type CoreEvent = NewEvent & {
  /** The id: 1, 2, 3 and so on in one run. */
  readonly id: EventId;
  /** The time, in milliseconds since the epoch. */
  readonly at: Instant;
};

/** The history event of one type. */
export type EventOf<T extends EventType> = Extract<CoreEvent, { readonly type: T }>;

type IsOptional<A, K extends keyof A> = Record<never, never> extends Pick<A, K> ? true : false;
type Always<A> = { readonly [K in keyof A as IsOptional<A, K> extends true ? never : K]: A[K] };
type Sometimes<A> = { readonly [K in keyof A as IsOptional<A, K> extends true ? K : never]?: A[K] | undefined };

/**
 * Returns an event to append: its type, the attributes that it always has, and the attributes that it has only if they
 * have a value.
 */
export const newEvent = <T extends EventType>(
  type: T,
  always: Always<Attributes<T>>,
  sometimes?: Sometimes<Attributes<T>>,
): NewEvent =>
  ({ id: 0, at: 0, type, attributes: sometimes ? withDefined(always, sometimes) : always }) as unknown as NewEvent;

/** Freezes an event, because a caller gets it, and forks share it. */
export function freezeEvent(event: CoreEvent): void {
  Object.freeze(event.attributes);
  Object.freeze(event);
}

/**
 * Returns a history event in the form of AWS. Its attributes are those of the state, which forks share, so they are frozen.
 */
export function toHistoryEvent({ id, at, type, attributes }: CoreEvent): HistoryEvent {
  const event: Record<string, unknown> = { eventTimestamp: at, eventType: type, eventId: id };
  // Frozen here and not when it is made: to freeze an object takes longer than to make it, and most are never read.
  event[attributesKey(type)] = Object.freeze(attributes);
  return event as unknown as HistoryEvent;
}

const keys = new Map<EventType, string>();

/** Returns the name of the member with the attributes of an event: `timerFiredEventAttributes`. */
export function attributesKey(type: EventType): string {
  const known = keys.get(type);
  if (known) return known;
  const key = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;
  keys.set(type, key);
  return key;
}
