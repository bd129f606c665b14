import type { Owned, Owner } from './ownership.js';

/**
 * A map from texts or whole numbers to values. Forks share it until one of them writes.
 *
 * The keys of a table that has ever had many are spread over 256 shards. The first write after a fork copies one shard,
 * not the whole map: with 10,000 keys about 40 entries. A table with few keys has one shard.
 */
export interface Table<V, K extends Key = string> extends Owned {
  /** The shards by number: one, or 256. A shard without a key can be absent. */
  shards: (Shard<V, K> | undefined)[];
  /** The number of keys. */
  size: number;
}

interface Shard<V, K> extends Owned {
  readonly map: Map<K, V>;
}

type Key = string | number;

const SHARDS = 256;
/** As many keys are copied as fast as the list of the shards. */
const FEW_KEYS = 16;
const SAMPLED_CHARS = 12;

/** Returns a table without keys that `owner` can write. */
export const emptyTable = <V, K extends Key = string>(owner: Owner): Table<V, K> => ({ owner, shards: [], size: 0 });

/**
 * Returns the table itself if `owner` made it, else a copy that `owner` can write. The copy shares each shard with the
 * original until `put` or `remove` changes it.
 */
export const ownTable = <V, K extends Key>(owner: Owner, table: Table<V, K>): Table<V, K> =>
  table.owner === owner ? table : { owner, shards: table.shards.slice(), size: table.size };

/** Returns the value of a key, or `undefined` if the table has no such key. */
export const get = <V, K extends Key>(table: Table<V, K>, key: K): V | undefined =>
  table.shards[shardOf(table, key)]?.map.get(key);

/** Sets the value of a key, in place. The table must belong to `owner` (`ownTable`). */
export function put<V, K extends Key>(owner: Owner, table: Table<V, K>, key: K, value: V): void {
  const { map } = ownShard(owner, table, shardOf(table, key));
  const before = map.size;
  map.set(key, value);
  table.size += map.size - before;
  if (table.size > FEW_KEYS && table.shards.length < SHARDS) spread(owner, table);
}

function spread<V, K extends Key>(owner: Owner, table: Table<V, K>): void {
  const [all] = table.shards;
  table.shards = Array.from({ length: SHARDS }, () => undefined);
  for (const [key, value] of all?.map ?? []) ownShard(owner, table, shardOf(table, key)).map.set(key, value);
}

/** Removes a key, in place. The table must belong to `owner` (`ownTable`). */
export function remove<V, K extends Key>(owner: Owner, table: Table<V, K>, key: K): void {
  if (ownShard(owner, table, shardOf(table, key)).map.delete(key)) table.size -= 1;
}

/** Yields every key, in no particular order. */
export function* keys<V, K extends Key>(table: Table<V, K>): Generator<K> {
  for (const { map } of filledShards(table)) yield* map.keys();
}

/** Yields every value, in no particular order. */
export function* values<V, K extends Key>(table: Table<V, K>): Generator<V> {
  for (const { map } of filledShards(table)) yield* map.values();
}

// A table that has lost most of its keys still has 256 shards: what comes after the last key need not be looked at.
function* filledShards<V, K extends Key>({ shards, size }: Table<V, K>): Generator<Shard<V, K>> {
  let left = size;
  for (let i = 0; left > 0 && i < shards.length; i += 1) {
    const shard = shards[i];
    if (!shard || shard.map.size === 0) continue;
    left -= shard.map.size;
    yield shard;
  }
}

function ownShard<V, K extends Key>(owner: Owner, table: Table<V, K>, index: number): Shard<V, K> {
  const shard = table.shards[index];
  if (shard?.owner === owner) return shard;
  const copy = { owner, map: new Map(shard?.map) };
  table.shards[index] = copy;
  return copy;
}

function shardOf({ shards }: { readonly shards: readonly unknown[] }, key: Key): number {
  if (shards.length < SHARDS) return 0;
  return typeof key === 'number' ? shardOfNumber(key) : shardOfText(key);
}

// Fibonacci hashing (Knuth): instants are mostly whole seconds, and so are multiples of 1000.
const shardOfNumber = (key: number): number => Math.imul(key, 0x9e3779b1) >>> 24;

// Keys differ most at their end (order-1, order-2 …), so the end is enough. A bad spread only makes a fork copy more.
function shardOfText(key: string): number {
  let hash = key.length;
  for (let i = Math.max(0, key.length - SAMPLED_CHARS); i < key.length; i += 1) {
    hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  }
  return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (SHARDS - 1);
}
