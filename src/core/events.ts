import type { EventType as SdkEventType, HistoryEvent as SdkHistoryEvent } from '@aws-sdk/client-swf';
import { withGiven } from './given.js';
import type { EventId, Instant } from './ids.js';
import type { HistoryEvent, Known } from './types.js';

export type EventType = SdkEventType;

type AttributesKey<T extends EventType> = `${Uncapitalize<T>}EventAttributes` & keyof SdkHistoryEvent;

/** The attributes of one type of event, as AWS shows them: a member without a value is absent. */
export type Attributes<T extends EventType> = Known<Exclude<SdkHistoryEvent[AttributesKey<T>], undefined>>;

/** What happened, before it has a place in a history. */
export type Happening = {
  readonly [T in EventType]: { readonly type: T; readonly attributes: Attributes<T> };
}[EventType];

/** A history event as the core keeps it, frozen; `toHistoryEvent` gives AWS's form. */
export type CoreEvent = Happening & { readonly id: EventId; readonly at: Instant };

export type EventOf<T extends EventType> = Extract<CoreEvent, { readonly type: T }>;

type IsOptional<A, K extends keyof A> = Record<never, never> extends Pick<A, K> ? true : false;
type Always<A> = { readonly [K in keyof A as IsOptional<A, K> extends true ? never : K]: A[K] };
type Sometimes<A> = { readonly [K in keyof A as IsOptional<A, K> extends true ? K : never]?: A[K] | undefined };

/**
 * What happened: the attributes that the event always has, then those that it has if they have a value. They are frozen:
 * from here on they are part of a history, which never changes and may be shared.
 */
export const happened = <T extends EventType>(
  type: T,
  always: Always<Attributes<T>>,
  sometimes?: Sometimes<Attributes<T>>,
): Happening =>
  ({ type, attributes: Object.freeze(sometimes ? withGiven(always, sometimes) : always) }) as unknown as Happening;

/** AWS's form of an event. The attributes are the history's own, frozen. */
export function toHistoryEvent({ id, at, type, attributes }: CoreEvent): HistoryEvent {
  const event: Record<string, unknown> = { eventTimestamp: at, eventType: type, eventId: id };
  event[attributesKey(type)] = attributes;
  return event as unknown as HistoryEvent;
}

const keys = new Map<EventType, string>();

/** The member of a history event that holds the attributes of its type. */
export function attributesKey(type: EventType): string {
  const known = keys.get(type);
  if (known) return known;
  const key = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;
  keys.set(type, key);
  return key;
}
