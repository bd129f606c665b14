import { type Owned, type Owner, own } from './ownership.js';

/**
 * A growing array of nodes. Forks share it until one of them writes. The first write after a fork copies one chunk of
 * 256 nodes, not the whole array.
 */
export interface Vector<N extends Owned> extends Owned {
  /**
   * The nodes in chunks of 256: node `i` is in chunk `i / 256`. A full chunk whose nodes are all removed is `undefined`, so
   * a removed node keeps no memory of its own.
   */
  readonly chunks: (Chunk<N> | undefined)[];
  /** The number of places, those of removed nodes included. */
  length: number;
}

interface Chunk<N> extends Owned {
  /** `undefined` stands in the place of a removed node, so that the other nodes keep their index. */
  readonly items: (N | undefined)[];
  /** The number of nodes, without the removed ones. */
  count: number;
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
  const chunk = ownChunk(owner, vector, vector.length >> BITS);
  chunk.items.push(node);
  chunk.count += 1;
  vector.length += 1;
}

/** Appends the places of `count` removed nodes, in place. The vector must belong to `owner` (`ownVector`). */
export function addRemoved<N extends Owned>(owner: Owner, vector: Vector<N>, count: number): void {
  const end = vector.length + count;
  while (vector.length < end) vector.length += addPlaces(owner, vector, end - vector.length);
}

/** Appends places up to the end of a chunk. Returns how many. */
function addPlaces<N extends Owned>(owner: Owner, vector: Vector<N>, most: number): number {
  const first = vector.length & (CHUNK - 1);
  const added = Math.min(most, CHUNK - first);
  const index = vector.length >> BITS;
  if (added === CHUNK) {
    vector.chunks[index] = undefined;
  } else {
    ownChunk(owner, vector, index).items.push(...new Array<undefined>(added).fill(undefined));
    dropEmpty(vector, index);
  }
  return added;
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
  if (!at(vector, index)) return;
  const chunk = ownChunk(owner, vector, index >> BITS);
  chunk.items[index & (CHUNK - 1)] = undefined;
  chunk.count -= 1;
  dropEmpty(vector, index >> BITS);
}

// A chunk that is not full gets the next nodes.
function dropEmpty<N extends Owned>({ chunks }: Vector<N>, index: number): void {
  const chunk = chunks[index];
  if (chunk?.count === 0 && chunk.items.length === CHUNK) chunks[index] = undefined;
}

/** Yields the nodes by index, the lowest first. Removed nodes are left out. */
export function* nodes<N extends Owned>(vector: Vector<N>): Generator<N> {
  for (const chunk of vector.chunks) yield* nodesOf(chunk?.items);
}

/** Yields the nodes by index, the highest first. Removed nodes are left out. */
export function* backwards<N extends Owned>(vector: Vector<N>): Generator<N> {
  for (const chunk of vector.chunks.toReversed()) yield* nodesOf(chunk?.items.toReversed());
}

function* nodesOf<N>(items: Iterable<N | undefined> = []): Generator<N> {
  for (const node of items) if (node) yield node;
}

/** Yields the nodes by index, the lowest first, and between them the number of removed nodes that follow each other. */
export function* places<N extends Owned>(vector: Vector<N>): Generator<N | number> {
  let next = 0;
  for (const [index, node] of entries(vector)) {
    if (index > next) yield index - next;
    yield node;
    next = index + 1;
  }
  if (vector.length > next) yield vector.length - next;
}

function* entries<N extends Owned>({ chunks }: Vector<N>): Generator<readonly [number, N]> {
  for (const [chunkIndex, chunk] of chunks.entries()) {
    for (const [i, node] of chunk?.items.entries() ?? []) if (node) yield [chunkIndex * CHUNK + i, node];
  }
}

function ownChunk<N extends Owned>(owner: Owner, vector: Vector<N>, index: number): Chunk<N> {
  const chunk = vector.chunks[index];
  if (chunk?.owner === owner) return chunk;
  const copy = { owner, items: chunk ? chunk.items.slice() : [], count: chunk ? chunk.count : 0 };
  vector.chunks[index] = copy;
  return copy;
}
