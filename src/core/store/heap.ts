/**
 * A priority queue whose nodes never change, so that forks share it without a copy. An empty heap is `undefined`; the
 * first item of another is `heap.item`.
 *
 * It is a pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986). An insert takes constant time. To remove the first
 * item takes logarithmic time, amortised. No other item can be removed, so an item can be out of date: the reader asks
 * the state whether it still holds.
 */
export type Heap<T> = Node<T> | undefined;

interface Node<T> {
  readonly item: T;
  readonly child: Heap<T>;
  readonly sibling: Heap<T>;
}

/**
 * The order of a heap: returns whether `a` comes before `b`. It must be the same function for every call on one heap.
 */
export type Before<T> = (a: T, b: T) => boolean;

/** Returns the heap with one more item. The old heap stays as it is. */
export const insert = <T>(before: Before<T>, heap: Heap<T>, item: T): Heap<T> =>
  merge(before, heap, { item, child: undefined, sibling: undefined });

/** Returns the heap without its first item. The old heap stays as it is. */
export function withoutFirst<T>(before: Before<T>, heap: Heap<T>): Heap<T> {
  const pairs: Heap<T>[] = [];
  for (let next = heap?.child; next; ) {
    const second: Heap<T> = next.sibling;
    pairs.push(merge(before, next, second));
    next = second?.sibling;
  }
  let merged: Heap<T>;
  for (let i = pairs.length - 1; i >= 0; i -= 1) merged = merge(before, merged, pairs[i]);
  return merged;
}

/** Yields the items in order. The heap stays as it is. */
export function* inOrder<T>(before: Before<T>, heap: Heap<T>): Generator<T> {
  for (let left = heap; left; left = withoutFirst(before, left)) yield left.item;
}

/** Yields the items in no particular order. */
export function* itemsOf<T>(heap: Heap<T>): Generator<T> {
  const left = [heap];
  for (let node = left.pop(); node; node = left.pop()) {
    yield node.item;
    if (node.sibling) left.push(node.sibling);
    if (node.child) left.push(node.child);
  }
}

function merge<T>(before: Before<T>, a: Heap<T>, b: Heap<T>): Heap<T> {
  if (!a) return b;
  if (!b) return a;
  return before(b.item, a.item) ? withChild(b, a) : withChild(a, b);
}

const withChild = <T>(parent: Node<T>, child: Node<T>): Node<T> => ({
  item: parent.item,
  child: { item: child.item, child: child.child, sibling: parent.child },
  sibling: undefined,
});
