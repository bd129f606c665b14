import { TIMES } from '../wire/times.js';
import type { SdkHistoryEvent } from './types.js';

/** A deep copy in the SDK's form, with `Date`s: it belongs to the caller. */
export function toSdk(value: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    copy[name] = TIMES.has(name) ? new Date(member as number) : copyOf(member);
  }
  return copy;
}

/** The input as the core reads it: milliseconds for the `Date`s of time filters, which no other input has. */
export function fromSdk(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const { startTimeFilter, closeTimeFilter } = input as Readonly<Record<string, unknown>>;
  if (startTimeFilter === undefined && closeTimeFilter === undefined) return input;
  return { ...input, startTimeFilter: inMillis(startTimeFilter), closeTimeFilter: inMillis(closeTimeFilter) };
}

function inMillis(filter: unknown): unknown {
  if (typeof filter !== 'object' || filter === null) return filter;
  const entries = Object.entries(filter).map(([name, date]) => [name, date instanceof Date ? date.getTime() : date]);
  return Object.fromEntries(entries);
}

export const toSdkEvents = (events: readonly object[]): SdkHistoryEvent[] =>
  events.map(toSdk) as unknown as SdkHistoryEvent[];

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(copyOf) : toSdk(value);
}
