import type { CoreEvent, Run } from '../../../core/index.js';
import { eventParts } from './eventParts.js';
import type { Hash } from './hash.js';

/** The events of a run in the order that counts, which can be another one than that of its history. */
export interface HistoryOrder {
  readonly events: readonly CoreEvent[];
  /** Returns the id that an event has in this order. */
  readonly idOf: (id: number) => number;
  /** Numbers that count beside the events. */
  readonly marks: readonly number[];
}

/** The order that counts for each run. */
export interface HistoryOrders {
  /** `isIdle` is true if the decider has a task that will lead to no decision. */
  readonly of: (run: Run, isIdle: boolean) => HistoryOrder;
}

/** The places of runs by their run ids, from 1. */
export type RunPlaces = ReadonlyMap<string, number>;

/** Adds the history of a run to a hash, in the order that counts. */
export function addOrderedHistory(hash: Hash, order: HistoryOrder, run: Run, byId: RunPlaces): void {
  const { events, idOf, marks } = order;
  for (const event of events) addEvent(hash, event, run, byId, idOf);
  for (const mark of marks) hash.number(mark);
}

/** Adds an event of a run to a hash, with the time since the start of the run. */
export function addEvent(hash: Hash, event: CoreEvent, run: Run, byId: RunPlaces, idOf = ownId): void {
  const { hash: attributes, references, runIds } = eventParts(event);
  hash.number(attributes).number(event.at - run.startedAt);
  for (const reference of references) hash.number(idOf(reference));
  for (const runId of runIds) hash.number(byId.get(runId) ?? 0);
}

/** Returns the id that an event has in its history. */
export const ownId = (id: number): number => id;
