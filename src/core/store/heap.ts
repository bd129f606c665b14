/**
 * A priority queue whose nodes never change: a fork shares it for nothing, and what a reader holds stays as it was.
 *
 * It is a pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986): insert in constant time, removal of the first in
 * logarithmic time, amortised. Entries are not removed when they lose their meaning; whoever takes one asks the state
 * whether it still holds.
 */
export type Heap<T> = Node<T> | undefined;

interface Node<T> {
  readonly item: T;
  readonly child: Heap<T>;
  readonly sibling: Heap<T>;
}

export type Before<T> = (a: T, b: T) => boolean;

export const insert = <T>(before: Before<T>, heap: Heap<T>, item: T): Heap<T> =>
  merge(before, heap, { item, child: undefined, sibling: undefined });

/** The heap without its first item. */
export function rest<T>(before: Before<T>, heap: Heap<T>): Heap<T> {
  const pairs: Heap<T>[] = [];
  for (let next = heap?.child; next; ) {
    const second: Heap<T> = next.sibling;
    pairs.push(merge(before, next, second));
    next = second?.sibling;
  }
  let whole: Heap<T>;
  for (let i = pairs.length - 1; i >= 0; i -= 1) whole = merge(before, whole, pairs[i]);
  return whole;
}

/** The items in order, without changing the heap. */
export function* inOrder<T>(before: Before<T>, heap: Heap<T>): Generator<T> {
  for (let left = heap; left; left = rest(before, left)) yield left.item;
}

function merge<T>(before: Before<T>, a: Heap<T>, b: Heap<T>): Heap<T> {
  if (!a) return b;
  if (!b) return a;
  return before(b.item, a.item) ? adopt(b, a) : adopt(a, b);
}

const adopt = <T>(parent: Node<T>, child: Node<T>): Node<T> => ({
  item: parent.item,
  child: { item: child.item, child: child.child, sibling: parent.child },
  sibling: undefined,
});
