import { type Owned, type Owner, own } from './ownership.js';

/** A growing array of nodes that a fork shares until it writes: chunks, so that a first write copies one chunk. */
export interface Vector<N extends Owned> extends Owned {
  readonly chunks: Chunk<N>[];
  length: number;
}

interface Chunk<N> extends Owned {
  /** A place without a node is one whose node was removed: the others keep their places. */
  readonly items: (N | undefined)[];
}

const BITS = 8;
const CHUNK = 1 << BITS;

export const emptyVector = <N extends Owned>(owner: Owner): Vector<N> => ({ owner, chunks: [], length: 0 });

export const ownVector = <N extends Owned>(owner: Owner, vector: Vector<N>): Vector<N> =>
  vector.owner === owner ? vector : { owner, chunks: vector.chunks.slice(), length: vector.length };

export const at = <N extends Owned>(vector: Vector<N>, index: number): N | undefined =>
  vector.chunks[index >> BITS]?.items[index & (CHUNK - 1)];

/** Appends to a vector that `owner` owns. */
export function add<N extends Owned>(owner: Owner, vector: Vector<N>, node: N): void {
  ownChunk(owner, vector, vector.length >> BITS).items.push(node);
  vector.length += 1;
}

/** The node at `index` of a vector that `owner` owns, ready to be written by `owner`. */
export function ownAt<N extends Owned>(owner: Owner, vector: Vector<N>, index: number): N {
  const node = at(vector, index);
  if (!node) throw new RangeError(`swfake: no node ${index} among ${vector.length}`);
  if (node.owner === owner) return node;
  const copy = own(owner, node);
  ownChunk(owner, vector, index >> BITS).items[index & (CHUNK - 1)] = copy;
  return copy;
}

/** Removes the node at `index` from a vector that `owner` owns; what comes after it stays where it is. */
export function removeAt<N extends Owned>(owner: Owner, vector: Vector<N>, index: number): void {
  ownChunk(owner, vector, index >> BITS).items[index & (CHUNK - 1)] = undefined;
}

export function* nodes<N extends Owned>(vector: Vector<N>): Generator<N> {
  for (const chunk of vector.chunks) for (const node of chunk.items) if (node) yield node;
}

/** The nodes, the last one first. */
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
