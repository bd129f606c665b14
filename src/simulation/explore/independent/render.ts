import type { CoreEvent, EventType, Instant } from '../../../core/index.js';
import { referredType } from '../../../tables/subjects.js';
import { eventParts } from '../state/eventParts.js';
import type { Order } from './orders.js';
import { type IdleTask, isSpan, needsDecision, type Part, type Span } from './spans.js';

/** The contents of a span in another history: an order of each block, and the decision tasks that led to nothing. */
export interface Filling {
  readonly orders: readonly Order[];
  readonly idleTasks: readonly IdleTask[];
}

/** The fillings of the spans of a history, in order. */
export type Arrangement = readonly Filling[];

/** Returns true if the decider makes no decision at the end of these events, which is the start of a task. */
export type LeadsToNothing = (events: readonly CoreEvent[]) => boolean;

/** Returns the spans of a history. */
export const spansIn = (parts: readonly Part[]): readonly Span[] => parts.filter(isSpan);

/** Returns the order of the blocks of a span that it has. */
export const ownOrders = ({ blocks }: Span): readonly Order[] => blocks.map(({ events }) => events.map((_, i) => i));

/**
 * Returns the events of a history in an arrangement. A decision task of it that would lead to a decision is left out.
 * Returns `undefined` if no such history leads to the same state.
 */
export function rendered(
  parts: readonly Part[],
  arrangement: Arrangement,
  leadsToNothing: LeadsToNothing,
): readonly CoreEvent[] | undefined {
  const history = new Rendering(leadsToNothing);
  const fillings = arrangement.values();
  for (const part of parts) {
    const isPossible = isSpan(part) ? history.addSpan(part, fillings.next().value as Filling) : history.addFixed(part);
    if (!isPossible) return undefined;
  }
  return history.events;
}

class Rendering {
  readonly events: CoreEvent[] = [];
  readonly #leadsToNothing: LeadsToNothing;
  /** The new ids of events, by the ids that they had. */
  readonly #ids = new Map<number, number>();
  /** The last DecisionTaskScheduled of the history, which another one resembles. */
  #task: CoreEvent | undefined;
  /** The id of the decision task that waits, or 0. */
  #waiting = 0;
  /** The ids of the decision task that will lead to nothing. */
  #idle: { readonly scheduledEventId: number; readonly startedEventId: number } | undefined;

  constructor(leadsToNothing: LeadsToNothing) {
    this.#leadsToNothing = leadsToNothing;
  }

  /** Adds an event that keeps its place among the spans. Returns false if it needs a decision task, and none waits. */
  addFixed(event: CoreEvent): boolean {
    if (takesWaitingTask(event)) {
      if (this.#waiting === 0) return false;
      this.#ids.set(event.attributes.scheduledEventId, this.#waiting);
      this.#waiting = 0;
    }
    const id = this.#add(event);
    if (event.type !== 'DecisionTaskScheduled') return true;
    this.#waiting = id;
    this.#task = event;
    return true;
  }

  /** Adds the events of a span. Returns false if nothing follows it, and its own decision tasks do not fit. */
  addSpan(span: Span, { orders, idleTasks }: Filling): boolean {
    const arrivals = arrivalsIn(span, orders);
    let left = idleTasks.length;
    for (let count = 0; count <= arrivals.length; count += 1) {
      if (this.#idle && idleTasks.some((task) => endsAt(task, count))) this.#end();
      for (const task of idleTasks.filter(({ startedAfter }) => startedAfter === count)) {
        if (!this.#start()) continue;
        left -= 1;
        if (endsAt(task, count)) this.#end();
      }
      const arrival = arrivals[count];
      if (arrival) this.#addArrival(arrival);
    }
    return !span.isLast || left === 0;
  }

  #addArrival(event: CoreEvent): void {
    this.#add(event);
    if (!needsDecision(event) || this.#waiting > 0 || !this.#task) return;
    this.#waiting = this.#addLike(this.#task, this.#task.type, this.#task.attributes);
  }

  #start(): boolean {
    if (this.#waiting === 0 || this.#idle) return false;
    const scheduledEventId = this.#waiting;
    const startedEventId = this.#addOfTask('DecisionTaskStarted', { scheduledEventId });
    if (!this.#leadsToNothing([...this.events])) {
      this.events.pop();
      return false;
    }
    this.#idle = { scheduledEventId, startedEventId };
    this.#waiting = 0;
    return true;
  }

  #end(): void {
    this.#addOfTask('DecisionTaskCompleted', { ...this.#idle });
    this.#idle = undefined;
  }

  #addOfTask = (type: EventType, attributes: object): number =>
    this.#addLike(this.#task as CoreEvent, type, attributes);

  #addLike(task: CoreEvent, type: EventType, attributes: object): number {
    const id = this.events.length + 1;
    const at = this.events.at(-1)?.at as Instant;
    const key = `${type} ${id} ${at} ${Object.values(attributes)}`;
    return this.events.push(variantOf(task, key, () => ({ type, id, at, attributes }) as CoreEvent));
  }

  #add(event: CoreEvent): number {
    const id = this.events.length + 1;
    this.#ids.set(event.id, id);
    return this.events.push(renumbered(event, id, this.#ids));
  }
}

/** Returns the arrivals of a span in an order. */
export const arrivalsIn = ({ blocks }: Span, orders: readonly Order[]): readonly CoreEvent[] =>
  blocks.flatMap(({ events }, i) => (orders[i] as Order).map((index) => events[index] as CoreEvent));

const endsAt = ({ endedAfter }: IdleTask, count: number): boolean => endedAfter === count;

type TakesTask = Extract<CoreEvent, { readonly type: 'DecisionTaskStarted' | 'DecisionTaskTimedOut' }>;

/** Returns true if a decision task that waited waits no more after an event. */
const takesWaitingTask = (event: CoreEvent): event is TakesTask =>
  event.type === 'DecisionTaskStarted' ||
  (event.type === 'DecisionTaskTimedOut' && event.attributes.startedEventId === 0);

/** Returns an event with new ids: the same object if none of its ids changes. */
function renumbered(event: CoreEvent, id: number, ids: ReadonlyMap<number, number>): CoreEvent {
  const { references } = eventParts(event);
  const changed = references.map((reference) => ids.get(reference) ?? reference);
  if (id === event.id && changed.every((reference, i) => reference === references[i])) return event;
  return variantOf(
    event,
    `${id} ${changed}`,
    () => ({ ...event, id, attributes: withNewIds(event, ids) }) as CoreEvent,
  );
}

const withNewIds = ({ type, attributes }: CoreEvent, ids: ReadonlyMap<number, number>): object =>
  Object.fromEntries(
    Object.entries(attributes).map(([member, value]) => [
      member,
      referredType(type, member) ? (ids.get(value as number) ?? value) : value,
    ]),
  );

const variants = new WeakMap<CoreEvent, Map<string, CoreEvent>>();

// Other histories have few variants of an event, and each is converted to the form of the SDK once.
function variantOf(event: CoreEvent, key: string, make: () => CoreEvent): CoreEvent {
  const known = variants.get(event) ?? new Map<string, CoreEvent>();
  variants.set(event, known);
  const before = known.get(key);
  if (before) return before;
  const made = make();
  known.set(key, made);
  return made;
}
