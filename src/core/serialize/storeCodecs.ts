import type { Open } from '../model/openTasks.js';
import { addItem, type BucketQueue, emptyQueue, itemsInOrder, type Order } from '../store/bucketQueue.js';
import { type Before, type Heap, inOrder, insert } from '../store/heap.js';
import type { Owned, Owner } from '../store/ownership.js';
import { emptyTable, get, keys, put, type Table } from '../store/table.js';
import { add, addRemoved, emptyVector, places, type Vector } from '../store/vector.js';
import { type Codec, entry, list, unreadable } from './codec.js';

/** A node that the loaded state owns: its members, without the token of ownership. */
export const owned = <N extends Owned>(owner: Owner, members: Codec<Omit<N, 'owner'>>): Codec<N> => ({
  save: (node) => members.save(node),
  load: (saved, path) => ({ owner, ...members.load(saved, path) }) as unknown as N,
});

/** A heap, as the list of its items in order. */
export const heap = <T>(before: Before<T>, of: Codec<T>): Codec<Heap<T>> => ({
  save: (saved) => list(of).save([...inOrder(before, saved)]),
  load(saved, path) {
    let loaded: Heap<T>;
    for (const item of list(of).load(saved, path)) loaded = insert(before, loaded, item);
    return loaded;
  },
});

/** A queue of items that have an instant, as the list of its items in order. */
export const queue = <T extends { readonly at: number }>(
  owner: Owner,
  before: Order<T>,
  of: Codec<T>,
): Codec<BucketQueue<T>> => ({
  save: (saved) => list(of).save([...itemsInOrder(saved)]),
  load(saved, path) {
    const loaded = emptyQueue<T>(owner);
    for (const item of list(of).load(saved, path)) addItem(owner, before, loaded, item);
    return loaded;
  },
});

/** A table, as the list of its entries. Their order is kept, so that a loaded table yields its values in the same order. */
export const table = <V>(owner: Owner, of: Codec<V>): Codec<Table<V>> => ({
  save: (saved) => list(entry(of)).save([...keys(saved)].map((key) => [key, get(saved, key) as V])),
  load(saved, path) {
    const loaded = emptyTable<V>(owner);
    for (const [key, value] of list(entry(of)).load(saved, path)) put(owner, loaded, key, value);
    return loaded;
  },
});

/** The open things of one kind in a run, as the list of their entries, in their order. */
export const open = <T>(owner: Owner, of: Codec<T>): Codec<Open<T>> => ({
  save: ({ byId }) => list(entry(of)).save([...byId]),
  load: (saved, path) => ({ owner, byId: new Map(list(entry(of)).load(saved, path)) }),
});

/** A vector, as a list of its nodes. In the place of removed nodes that follow each other is their number. */
export const vector = <N extends Owned>(owner: Owner, of: Codec<N>): Codec<Vector<N>> => {
  const all = list(nodeOrRemoved(of));
  return {
    save: (saved) => all.save([...places(saved)]),
    load(saved, path) {
      const loaded = emptyVector<N>(owner);
      for (const place of all.load(saved, path)) {
        if (typeof place === 'number') addRemoved(owner, loaded, place);
        else add(owner, loaded, place);
      }
      return loaded;
    },
  };
};

// More would not fit in memory: a vector has 8 bytes for each 256 of them.
const MOST_REMOVED = 2 ** 32;

const nodeOrRemoved = <N extends Owned>(of: Codec<N>): Codec<N | number> => ({
  save: (place) => (typeof place === 'number' ? place : of.save(place)),
  load: (saved, path) => (typeof saved === 'number' ? removedCount(saved, path) : of.load(saved, path)),
});

function removedCount(saved: number, path: string): number {
  if (Number.isInteger(saved) && saved >= 1 && saved <= MOST_REMOVED) return saved;
  throw unreadable(saved, path, 'a run, or the number of runs that were deleted');
}
