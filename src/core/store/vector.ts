import { type Owned, type Owner, own } from './ownership.js';

/**
 * A growing array of nodes. Forks share it until one of them writes. The first write after a fork copies one chunk of
 * 256 nodes, not the whole array.
 */
export interface Vector<N extends Owned> extends Owned {
  /** The nodes in chunks of 256: node `i` is in chunk `i / 256`. */
  readonly chunks: Chunk<N>[];
  /** The number of places, those of removed nodes included. */
  length: number;
}

interface Chunk<N> extends Owned {
  /** `undefined` stands in the place of a removed node, so that the other nodes keep their index. */
  readonly items: (N | undefined)[];
}

const BITS = 8;
const CHUNK = 1 << BITS;

/** Returns a vector without nodes that `owner` can write. */
export const emptyVector = <N extends Owned>(owner: Owner): Vector<N> => ({ owner, chunks: [], length: 0 });

/**
 * Returns the vector itself if `owner` made it, else a copy that `owner` can write. The copy shares each chunk with the
 * original until one of them writes it.
 */
export const ownVector = <N extends Owned>(owner: Owner, vector: Vector<N>): Vector<N> =>
  vector.owner === owner ? vector : { owner, chunks: vector.chunks.slice(), length: vector.length };

/** Returns the node at an index, or `undefined` if there is none or it was removed. */
export const at = <N extends Owned>(vector: Vector<N>, index: number): N | undefined =>
  vector.chunks[index >> BITS]?.items[index & (CHUNK - 1)];

/** Appends a node, in place. The vector must belong to `owner` (`ownVector`). */
export function add<N extends Owned>(owner: Owner, vector: Vector<N>, node: N): void {
  ownChunk(owner, vector, vector.length >> BITS).items.push(node);
  vector.length += 1;
}

/** Appends the place of a removed node, in place. The vector must belong to `owner` (`ownVector`). */
export function addRemoved<N extends Owned>(owner: Owner, vector: Vector<N>): void {
  ownChunk(owner, vector, vector.length >> BITS).items.push(undefined);
  vector.length += 1;
}

/**
 * Returns the node at `index`, which `owner` can write: a node of another owner is replaced by a copy first. The vector
 * must belong to `owner` (`ownVector`).
 *
 * @throws RangeError if there is no node at `index`.
 */
export function ownAt<N extends Owned>(owner: Owner, vector: Vector<N>, index: number): N {
  const node = at(vector, index);
  if (!node) throw new RangeError(`swfake has a bug, please report it: no node ${index} of ${vector.length}`);
  if (node.owner === owner) return node;
  const copy = own(owner, node);
  ownChunk(owner, vector, index >> BITS).items[index & (CHUNK - 1)] = copy;
  return copy;
}

/** Removes the node at `index`, in place; later nodes keep their index. The vector must belong to `owner`. */
export function removeAt<N extends Owned>(owner: Owner, vector: Vector<N>, index: number): void {
  ownChunk(owner, vector, index >> BITS).items[index & (CHUNK - 1)] = undefined;
}

/** Yields the nodes by index, the lowest first. Removed nodes are left out. */
export function* nodes<N extends Owned>(vector: Vector<N>): Generator<N> {
  for (const chunk of vector.chunks) for (const node of chunk.items) if (node) yield node;
}

/** Yields the nodes by index, the highest first. Removed nodes are left out. */
export function* backwards<N extends Owned>(vector: Vector<N>): Generator<N> {
  for (let index = vector.length - 1; index >= 0; index -= 1) {
    const node = at(vector, index);
    if (node) yield node;
  }
}

function ownChunk<N extends Owned>(owner: Owner, vector: Vector<N>, index: number): Chunk<N> {
  const chunk = vector.chunks[index];
  if (chunk?.owner === owner) return chunk;
  const copy = { owner, items: chunk ? chunk.items.slice() : [] };
  vector.chunks[index] = copy;
  return copy;
}
