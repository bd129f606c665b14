import { Random } from '../../model/random.js';
import type { Block } from './blocks.js';
import { allOrders, extremeOrders, type Order, orderBy, reversedOrder } from './orders.js';
import { type Arrangement, arrivalsIn, ownOrders } from './render.js';
import { type IdleTask, needsDecision, type Span } from './spans.js';

/** Up to so many orders of a history are all compared; of more, the extreme ones and so many by chance. */
const MOST_ORDERS = 64;

/** Returns the arrangement that a history has. */
export const ownArrangement = (spans: readonly Span[]): Arrangement =>
  spans.map((span) => ({ orders: ownOrders(span), idleTasks: span.idleTasks }));

/** Returns an arrangement without decision tasks that led to nothing. After the last span none can be left out. */
export const bareArrangement = (spans: readonly Span[]): Arrangement =>
  spans.map((span) => ({ orders: ownOrders(span), idleTasks: span.isLast ? span.idleTasks : [] }));

/** Returns arrangements with other orders, each once: all of them if they are few. */
export function otherOrders(spans: readonly Span[], own: Arrangement): readonly Arrangement[] {
  const blocks = spans.flatMap((span) => span.blocks);
  const ownOrder = own.flatMap(({ orders }) => orders);
  const all = everyOrder(blocks) ?? someOrders(blocks, ownOrder);
  const different = new Map(all.map((orders) => [JSON.stringify(orders), orders]));
  different.delete(JSON.stringify(ownOrder));
  return [...different.values()].map((orders) => withOrders(spans, own, orders));
}

/** The orders of some blocks. */
type Orders = readonly Order[];

function withOrders(spans: readonly Span[], own: Arrangement, orders: Orders): Arrangement {
  let next = 0;
  return own.map(({ idleTasks }, i) => {
    const first = next;
    next += spans[i]?.blocks.length ?? 0;
    return { orders: orders.slice(first, next), idleTasks };
  });
}

/** Returns all orders; `undefined` if they are too many. */
function everyOrder(blocks: readonly Block[]): readonly Orders[] | undefined {
  let all: readonly Orders[] = [[]];
  for (const { before } of blocks) {
    const orders = firstOf(allOrders(before), MOST_ORDERS + 1);
    if (all.length * orders.length > MOST_ORDERS) return undefined;
    all = all.flatMap((start) => orders.map((order) => [...start, order]));
  }
  return all;
}

function firstOf<T>(values: Iterable<T>, count: number): readonly T[] {
  const first: T[] = [];
  for (const value of values) {
    first.push(value);
    if (first.length === count) break;
  }
  return first;
}

function someOrders(blocks: readonly Block[], own: Orders): readonly Orders[] {
  const extreme = blocks.flatMap(({ before }, place) =>
    [...extremeOrders(before)].map((order) => own.with(place, order)),
  );
  const random = new Random(1);
  const byChance = Array.from({ length: MOST_ORDERS }, () =>
    blocks.map(({ before }) => orderBy(before, (ready) => ready[random.next() % ready.length] as number)),
  );
  return [...extreme, ...byChance];
}

/**
 * Yields arrangements with other decision tasks that led to nothing. Deciders take them as early as they can, in each span
 * and in all, or only one of them; they end at once, after the next arrival, or after all.
 */
export function* otherIdleTasks(spans: readonly Span[], own: Arrangement): Generator<Arrangement> {
  const reversed = spans.map((span, i) => ({
    orders: span.blocks.map(({ before }) => reversedOrder(before)),
    idleTasks: own[i]?.idleTasks ?? [],
  }));
  for (const base of [own, reversed]) {
    for (const wait of [0, 1]) yield base.map((filling, i) => ({ ...filling, idleTasks: eager(spans, base, i, wait) }));
  }
  for (const [i, filling] of own.entries()) {
    for (const task of singleTasks(spans, own, i)) yield own.with(i, { ...filling, idleTasks: [task] });
  }
}

/** Returns as many tasks as possible. Each ends after as many arrivals as `wait` says. */
function eager(spans: readonly Span[], arrangement: Arrangement, i: number, wait: number): readonly IdleTask[] {
  const span = spans[i] as Span;
  if (!canHaveTasks(span)) return span.idleTasks;
  return Array.from({ length: startsIn(spans, arrangement, i) }, (_, at) => ({
    startedAfter: at,
    endedAfter: at + wait,
  }));
}

function singleTasks(spans: readonly Span[], arrangement: Arrangement, i: number): readonly IdleTask[] {
  const span = spans[i] as Span;
  if (!canHaveTasks(span)) return [];
  return Array.from({ length: startsIn(spans, arrangement, i) }, (_, at) =>
    [...new Set([at, at + 1, span.arrivals.length])].map((end) => ({ startedAfter: at, endedAfter: end })),
  ).flat();
}

const canHaveTasks = ({ isFree, isLast }: Span): boolean => isFree && !isLast;

/** Returns the number of places where a task can start: an arrival must follow that needs another one. */
function startsIn(spans: readonly Span[], arrangement: Arrangement, i: number): number {
  const arrivals = arrivalsIn(spans[i] as Span, arrangement[i]?.orders ?? []);
  return arrivals.findLastIndex(needsDecision) + 1;
}
