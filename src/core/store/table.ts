import type { Owned, Owner } from './ownership.js';

/**
 * A map from text to values that a fork shares until it writes.
 *
 * Keys spread over a fixed number of shards, so that the first write after a fork copies one shard and not the map: with
 * 10,000 keys about 40 entries instead of 10,000.
 */
export interface Table<V> extends Owned {
  readonly shards: (Shard<V> | undefined)[];
  size: number;
}

interface Shard<V> extends Owned {
  readonly map: Map<string, V>;
}

const SHARDS = 256;
const SAMPLED_CHARS = 12;

export const emptyTable = <V>(owner: Owner): Table<V> => ({ owner, shards: [], size: 0 });

/** The table itself if `owner` made it, else a copy that shares every shard until `put` or `remove` touches it. */
export const ownTable = <V>(owner: Owner, table: Table<V>): Table<V> =>
  table.owner === owner ? table : { owner, shards: table.shards.slice(), size: table.size };

export const get = <V>(table: Table<V>, key: string): V | undefined => table.shards[shardOf(key)]?.map.get(key);

/** Writes into a table that `owner` owns. */
export function put<V>(owner: Owner, table: Table<V>, key: string, value: V): void {
  const { map } = ownShard(owner, table, shardOf(key));
  const before = map.size;
  map.set(key, value);
  table.size += map.size - before;
}

/** Removes from a table that `owner` owns. */
export function remove<V>(owner: Owner, table: Table<V>, key: string): void {
  if (ownShard(owner, table, shardOf(key)).map.delete(key)) table.size -= 1;
}

/** Every value, in no promised order: callers sort by what they need. */
export function* values<V>(table: Table<V>): Generator<V> {
  for (const shard of table.shards) if (shard) yield* shard.map.values();
}

function ownShard<V>(owner: Owner, table: Table<V>, index: number): Shard<V> {
  const shard = table.shards[index];
  if (shard?.owner === owner) return shard;
  const copy = { owner, map: new Map(shard?.map) };
  table.shards[index] = copy;
  return copy;
}

// The end of a key varies most in practice (order-1, order-2 …); a poor spread costs a fork some copying, nothing else.
function shardOf(key: string): number {
  let hash = key.length;
  for (let i = Math.max(0, key.length - SAMPLED_CHARS); i < key.length; i += 1) {
    hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  }
  return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (SHARDS - 1);
}
