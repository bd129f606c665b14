import type { EventType, HistoryEvent } from '@aws-sdk/client-swf';

type MemberOf<T extends string> = `${Uncapitalize<T>}EventAttributes` & keyof HistoryEvent;

/** The attributes that the SDK declares for a type of event. */
export type SdkAttributes<T extends string> = NonNullable<HistoryEvent[MemberOf<T>]>;

/**
 * The values that the SDK declares for one attribute of a type of event; `never` if the event has no such attribute.
 */
export type ValuesOf<T extends string, Name extends string> =
  SdkAttributes<T> extends { readonly [N in Name]?: infer V } ? NonNullable<V> : never;

/** The types of events whose attributes name the cause of a failure. */
export type FailedEvent = {
  [T in EventType]: T extends `${string}Failed` ? ('cause' extends keyof SdkAttributes<T> ? T : never) : never;
}[EventType];

/** The causes that a type of failure event can name. */
export type CauseOf<T extends string> = Extract<ValuesOf<T, 'cause'>, string>;

/** The types of events that show a timeout. */
export type TimedOutEvent = Extract<EventType, `${string}TimedOut`>;

/** The kinds of timeout that a type of timeout event can show. */
export type TimeoutTypeOf<T extends string> = Extract<ValuesOf<T, 'timeoutType'>, string>;
