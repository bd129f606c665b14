import type { SdkHistoryEvent } from './types.js';

/** The members that are instants in the core and `Date`s in the SDK. */
const TIMES = new Set([
  'closeTimestamp',
  'creationDate',
  'deprecationDate',
  'eventTimestamp',
  'latestActivityTaskTimestamp',
  'startTimestamp',
]);

/** A deep copy in the SDK's form, with `Date`s: it belongs to the caller. */
export function toSdk(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    copy[name] = TIMES.has(name) ? new Date(member as number) : copyOf(member);
  }
  return copy;
}

export const toSdkEvents = (events: readonly object[]): SdkHistoryEvent[] =>
  events.map(toSdk) as unknown as SdkHistoryEvent[];

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(copyOf) : toSdk(value);
}
