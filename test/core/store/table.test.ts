import { describe, expect, it } from 'vitest';
import { newOwner, own } from '../../../src/core/store/ownership.js';
import { emptyTable, get, keys, ownTable, put, remove, type Table, values } from '../../../src/core/store/table.js';

const mine = newOwner();
const other = newOwner();

function tableOf(count: number): Table<number> {
  const table = emptyTable<number>(mine);
  for (let n = 0; n < count; n += 1) put(mine, table, `order-${n}`, n);
  return table;
}

describe('a table', () => {
  it('has what was put last, and counts a key once', () => {
    const table = tableOf(3);
    put(mine, table, 'order-1', 11);
    expect([get(table, 'order-1'), get(table, 'order-3'), table.size]).toEqual([11, undefined, 3]);
    expect([...keys(table)].toSorted()).toEqual(['order-0', 'order-1', 'order-2']);
    expect([...values(table)].toSorted()).toEqual([0, 11, 2]);
  });

  it('loses what is removed, and nothing by a key that it does not have', () => {
    const table = tableOf(3);
    remove(mine, table, 'order-1');
    remove(mine, table, 'order-1');
    remove(mine, table, 'nope');
    expect([get(table, 'order-1'), table.size, [...keys(table)].length]).toEqual([undefined, 2, 2]);
    remove(mine, table, 'order-0');
    remove(mine, table, 'order-2');
    expect([table.size, [...values(table)]]).toEqual([0, []]);
  });

  it('has texts of every length as keys, the empty one too', () => {
    const table = emptyTable<string>(mine);
    const all = ['', 'a', 'b', 'aa', 'x'.repeat(300), `y${'x'.repeat(299)}`];
    for (const key of all) put(mine, table, key, key);
    expect(all.map((key) => get(table, key))).toEqual(all);
  });

  it('is not copied for its owner, and a copy does not write to it', () => {
    const table = tableOf(500);
    expect(ownTable(mine, table)).toBe(table);
    const copy = ownTable(other, table);
    for (let n = 0; n < 500; n += 2) put(other, copy, `order-${n}`, -1);
    for (let n = 1; n < 500; n += 2) remove(other, copy, `order-${n}`);
    put(other, copy, 'new', 1);
    expect([table.size, copy.size]).toEqual([500, 251]);
    expect([...values(table)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(get(table, 'new')).toBeUndefined();
  });

  // The first write after a fork copies one shard: see the comment of `Table`.
  it.each(['order-', 'a-long-prefix-of-a-workflow-id-', ''])(
    'spreads the keys %s1, %s2 … over its shards',
    (prefix) => {
      const table = emptyTable<number>(mine);
      for (let n = 0; n < 10_000; n += 1) put(mine, table, `${prefix}${n}`, n);
      const sizes = table.shards.map((shard) => shard?.map.size ?? 0);
      expect(table.shards).toHaveLength(256);
      expect(Math.max(...sizes)).toBeLessThan(120);
    },
  );

  it('copies only the shard that is written, and once', () => {
    const table = tableOf(1000);
    const copy = ownTable(other, table);
    const copied = () => copy.shards.filter((shard, n) => shard !== table.shards[n]);
    put(other, copy, 'order-7', 0);
    const [shard] = copied();
    put(other, copy, 'order-7', 1);
    expect(copied()).toHaveLength(1);
    expect(copied()[0]).toBe(shard);
  });
});

describe('a node', () => {
  const node = { owner: mine, name: 'a' };

  it('is itself for its owner, and a copy for another', () => {
    expect(own(mine, node)).toBe(node);
    expect(own(other, node)).toEqual({ owner: other, name: 'a' });
    expect(own(other, node).owner).toBe(other);
    expect(node.owner).toBe(mine);
  });

  it('has an owner that debuggers can name', () => {
    expect(newOwner()).toEqual({ of: 'swfake state' });
    expect(newOwner()).not.toBe(newOwner());
  });
});
