import { type Heap, inOrder, insert, withoutFirst } from './heap.js';
import { type Owned, type Owner, own } from './ownership.js';
import { emptyTable, get, keys, ownTable, put, remove, type Table } from './table.js';

/**
 * A priority queue of items that have an instant. Forks share it until one of them writes.
 *
 * It is a heap of the distinct instants, and a bucket for each with its items in order. Thousands of timers share an
 * instant, and most items of an instant are added in their order: to add such an item, and to remove the first one, takes
 * constant time. An item in the middle can be out of date: a sweep removes all of these at once.
 */
export interface BucketQueue<T extends Timed> extends Owned {
  /** The instants that have a bucket. */
  instants: Heap<number>;
  /** The buckets by instant. None is empty. */
  buckets: Table<Bucket<T>, number>;
  /** The number of items. */
  size: number;
  /** The number of items from which a sweep pays: twice as many as were left by the last one. */
  sweepFrom: number;
}

interface Timed {
  readonly at: number;
}

/** Items of one instant in order: `items` from `first` to `end`. What comes after `end` belongs to another fork. */
interface Span<T> {
  readonly items: T[];
  readonly first: number;
  readonly end: number;
}

interface Bucket<T> extends Owned {
  /** The first items, in spans that other forks have, too. Each has an item. */
  older: readonly Span<T>[];
  /** The last items. There is at least one. */
  last: Span<T>;
}

/** The order of the items of one instant: returns whether `a` comes before `b`. It must be the same for every call. */
export type Order<T> = (a: T, b: T) => boolean;

const earlier: Order<number> = (a, b) => a < b;

const SWEEP_FROM = 1024;

/** Returns a queue without items that `owner` can write. */
export const emptyQueue = <T extends Timed>(owner: Owner): BucketQueue<T> => ({
  owner,
  instants: undefined,
  buckets: emptyTable(owner),
  size: 0,
  sweepFrom: SWEEP_FROM,
});

/** Returns the queue itself if `owner` made it, else a copy that `owner` can write. */
export const ownQueue = <T extends Timed>(owner: Owner, queue: BucketQueue<T>): BucketQueue<T> =>
  queue.owner === owner ? queue : { ...queue, owner, buckets: ownTable(owner, queue.buckets) };

/** Returns the first item, or `undefined` if there is none. */
export function firstItem<T extends Timed>({ instants, buckets }: BucketQueue<T>): T | undefined {
  if (!instants) return undefined;
  const { older, last } = get(buckets, instants.item) as Bucket<T>;
  const { items, first } = older[0] ?? last;
  return items[first];
}

/** Adds an item, in place. The queue must belong to `owner` (`ownQueue`). */
export function addItem<T extends Timed>(owner: Owner, before: Order<T>, queue: BucketQueue<T>, item: T): void {
  const bucket = get(queue.buckets, item.at);
  queue.size += 1;
  if (bucket) {
    addToBucket(before, writableBucket(owner, queue, bucket, item.at), item);
    return;
  }
  queue.instants = insert(earlier, queue.instants, item.at);
  put(owner, queue.buckets, item.at, { owner, older: [], last: spanOf([item]) });
}

/** Removes the first item, in place. The queue must belong to `owner` (`ownQueue`), and have an item. */
export function removeFirst<T extends Timed>(owner: Owner, queue: BucketQueue<T>): void {
  const at = queue.instants?.item as number;
  const bucket = get(queue.buckets, at) as Bucket<T>;
  queue.size -= 1;
  if (bucket.older.length > 0 || sizeOf(bucket.last) > 1) {
    shift(writableBucket(owner, queue, bucket, at));
    return;
  }
  queue.instants = withoutFirst(earlier, queue.instants);
  remove(owner, queue.buckets, at);
}

/** Returns whether a queue has so many items that a sweep takes constant time for each item that was added since the last. */
export const canSweep = ({ size, sweepFrom }: BucketQueue<Timed>): boolean => size >= sweepFrom;

/** Removes the items that `isCurrent` rejects, in place. The queue must belong to `owner` (`ownQueue`). */
export function sweep<T extends Timed>(owner: Owner, queue: BucketQueue<T>, isCurrent: (item: T) => boolean): void {
  const swept = emptyQueue<T>(owner);
  for (const at of keys(queue.buckets)) {
    const items = [...itemsOf(get(queue.buckets, at) as Bucket<T>)].filter(isCurrent);
    if (items.length === 0) continue;
    swept.instants = insert(earlier, swept.instants, at);
    put(owner, swept.buckets, at, { owner, older: [], last: spanOf(items) });
    swept.size += items.length;
  }
  Object.assign(queue, swept, { sweepFrom: Math.max(SWEEP_FROM, 2 * swept.size) });
}

/** Yields the items in order. The queue stays as it is. */
export function* itemsInOrder<T extends Timed>({ instants, buckets }: BucketQueue<T>): Generator<T> {
  for (const at of inOrder(earlier, instants)) {
    yield* itemsOf(get(buckets, at) as Bucket<T>);
  }
}

function writableBucket<T extends Timed>(
  owner: Owner,
  queue: BucketQueue<T>,
  bucket: Bucket<T>,
  at: number,
): Bucket<T> {
  if (bucket.owner === owner) return bucket;
  const copy = own(owner, bucket);
  put(owner, queue.buckets, at, copy);
  return copy;
}

const spanOf = <T>(items: T[]): Span<T> => ({ items, first: 0, end: items.length });
const sizeOf = ({ first, end }: Span<unknown>): number => end - first;
const withoutOne = <T>({ items, first, end }: Span<T>): Span<T> => ({ items, first: first + 1, end });

function* itemsOf<T>({ older, last }: Bucket<T>): Generator<T> {
  for (const { items, first, end } of [...older, last]) yield* items.slice(first, end);
}

function shift<T>(bucket: Bucket<T>): void {
  const [oldest, ...others] = bucket.older;
  if (!oldest) bucket.last = withoutOne(bucket.last);
  else bucket.older = sizeOf(oldest) > 1 ? [withoutOne(oldest), ...others] : others;
}

// Each fork that finds the shared array grown adds a span. Reading many spans would be slow.
const MOST_SPANS = 16;

function addToBucket<T>(before: Order<T>, bucket: Bucket<T>, item: T): void {
  const { items, first, end } = bucket.last;
  if (before(item, items[end - 1] as T) || bucket.older.length === MOST_SPANS) {
    bucket.last = spanOf(withItem(before, [...itemsOf(bucket)], item));
    bucket.older = [];
  } else if (items.length === end) {
    items.push(item);
    bucket.last = { items, first, end: end + 1 };
  } else {
    bucket.older = [...bucket.older, bucket.last];
    bucket.last = spanOf([item]);
  }
}

const withItem = <T>(before: Order<T>, items: T[], item: T): T[] => {
  items.splice(placeOf(before, items, item), 0, item);
  return items;
};

/** Returns the index of the first item that comes after `item`. */
function placeOf<T>(before: Order<T>, items: readonly T[], item: T): number {
  let low = 0;
  for (let high = items.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (before(item, items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
