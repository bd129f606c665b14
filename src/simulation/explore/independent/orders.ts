/** For each of some events a set of bits: the events that must come before it. */
export type Before = readonly number[];

/** An order: the numbers of the events, the first one first. */
export type Order = readonly number[];

/** Returns the numbers of the events that can come next, after a set of events. */
export function readyAfter(before: Before, placed: number): readonly number[] {
  const ready: number[] = [];
  for (let i = 0; i < before.length; i += 1) {
    if ((placed & (1 << i)) === 0 && ((before[i] as number) & ~placed) === 0) ready.push(i);
  }
  return ready;
}

/** Returns an order that is allowed. `pick` chooses among the events that can come next, by their numbers. */
export function orderBy(before: Before, pick: (ready: readonly number[]) => number): Order {
  const order: number[] = [];
  for (let placed = 0; order.length < before.length; ) {
    const next = pick(readyAfter(before, placed));
    order.push(next);
    placed |= 1 << next;
  }
  return order;
}

/** Yields every order that is allowed. */
export function* allOrders(before: Before, placed = 0, start: Order = []): Generator<Order> {
  if (start.length === before.length) yield start;
  for (const next of readyAfter(before, placed)) yield* allOrders(before, placed | (1 << next), [...start, next]);
}

/**
 * Yields the extreme orders: each event as early as possible, each as late as possible, and all reversed. Each two events
 * that are independent come in both orders among them.
 */
export function* extremeOrders(before: Before): Generator<Order> {
  yield reversedOrder(before);
  for (let i = 0; i < before.length; i += 1) {
    const needed = withPredecessors(before, i);
    yield orderBy(before, (ready) => ready.find((one) => needed & (1 << one)) ?? (ready[0] as number));
    yield orderBy(before, (ready) => ready.find((one) => one !== i) ?? i);
  }
}

/** Returns the order in which later events come as early as possible. */
export const reversedOrder = (before: Before): Order => orderBy(before, (ready) => Math.max(...ready));

/** Returns an event with all that must come before it. */
function withPredecessors(before: Before, event: number): number {
  let needed = 1 << event;
  for (let i = event; i >= 0; i -= 1) if (needed & (1 << i)) needed |= before[i] as number;
  return needed;
}

/** An order in which two neighbours of another one have changed places. */
export interface Swap {
  readonly order: Order;
  readonly swapped: readonly [number, number];
}

/** Yields the orders on the way from one to another: each differs from the one before in two neighbours, which are independent. */
export function* swapsBetween(from: Order, to: Order): Generator<Swap> {
  const places = new Map(to.map((index, place) => [index, place]));
  const placeOf = (index: number): number => places.get(index) as number;
  let order = from;
  for (let i = 0; i + 1 < order.length; ) {
    const [one, other] = [order[i] as number, order[i + 1] as number];
    if (placeOf(one) < placeOf(other)) {
      i += 1;
      continue;
    }
    order = order.with(i, other).with(i + 1, one);
    yield { order, swapped: [one, other] };
    i = Math.max(0, i - 1);
  }
}
