import type { HistoryEvent } from '@aws-sdk/client-swf';
import { toSdk } from '../../../adapters/sdkForm.js';
import { type CoreEvent, type Run, toHistoryEvent } from '../../../core/index.js';

const known = new WeakMap<CoreEvent, HistoryEvent>();

/**
 * Returns the first events of a run in the SDK's form, for deciders, invariants and reports. The events are shared and
 * frozen, the array is new.
 */
export const eventsOf = (run: Run, upTo = run.length): HistoryEvent[] => sdkEvents(run.events.slice(0, upTo));

/** Returns events in the SDK's form, frozen, in a new array. */
export const sdkEvents = (events: readonly CoreEvent[]): HistoryEvent[] => events.map(sdkEvent);

function sdkEvent(event: CoreEvent): HistoryEvent {
  const before = known.get(event);
  if (before) return before;
  const made = deepFrozen(toSdk(toHistoryEvent(event))) as unknown as HistoryEvent;
  known.set(event, made);
  return made;
}

function deepFrozen<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) deepFrozen(member);
  return Object.freeze(value);
}

/** Returns the message of an error. */
export const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));
