import { type CoreEvent, type OperationName, type SdkInput, toHistoryEvent } from '../core/index.js';
import type { SdkHistoryEvent } from './clientOptions.js';
import { millisOfSeconds, TIMES } from './wire/times.js';

/** Returns a deep copy in the form of the SDK, with `Date`s. The caller may change it. */
export function toSdk(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    copy[name] = TIMES.has(name) ? new Date(member as number) : copyOf(member);
  }
  return copy;
}

type HasDate<T> = T extends Date
  ? true
  : T extends readonly (infer U)[]
    ? HasDate<U>
    : T extends object
      ? { [K in keyof T]-?: HasDate<NonNullable<T[K]>> }[keyof T]
      : never;
type MembersWithDates<T> = T extends unknown
  ? { [K in keyof T & string]-?: [HasDate<NonNullable<T[K]>>] extends [never] ? never : K }[keyof T & string]
  : never;

// A member with dates that is not in the table does not compile.
const TIME_FILTERS = Object.keys({
  startTimeFilter: true,
  closeTimeFilter: true,
} satisfies { readonly [M in MembersWithDates<SdkInput<OperationName>>]: true });

/**
 * Returns an input in the form of the core: milliseconds for the times of time filters. No other input has times. The SDK
 * sends a number as it is, so a number is seconds since the epoch (docs/swf.md 9.1).
 */
export function fromSdk(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const members = input as Readonly<Record<string, unknown>>;
  if (TIME_FILTERS.every((name) => members[name] === undefined)) return input;
  return { ...input, ...Object.fromEntries(TIME_FILTERS.map((name) => [name, inMillis(members[name])])) };
}

function inMillis(filter: unknown): unknown {
  if (typeof filter !== 'object' || filter === null) return filter;
  return Object.fromEntries(Object.entries(filter).map(([name, time]) => [name, millisOfTime(time)]));
}

const millisOfTime = (time: unknown): unknown => (time instanceof Date ? time.getTime() : millisOfSeconds(time));

/** Returns a history event in the form of the SDK. Its attributes are shared with the history, and frozen. */
export const sharedSdkEvent = (event: CoreEvent): SdkHistoryEvent =>
  ({ ...toHistoryEvent(event), eventTimestamp: new Date(event.at) }) as unknown as SdkHistoryEvent;

/** Returns deep copies of history events, in the form of the SDK. */
export const toSdkEvents = (events: readonly object[]): SdkHistoryEvent[] =>
  events.map(toSdk) as unknown as SdkHistoryEvent[];

/** Returns a deep copy of a history event, in the form of the SDK. */
export const sdkEventCopy = (event: CoreEvent): SdkHistoryEvent =>
  toSdk(toHistoryEvent(event)) as unknown as SdkHistoryEvent;

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(copyOf) : toSdk(value);
}
