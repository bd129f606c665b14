import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heap, inOrder, insert, itemsOf, withoutFirst } from '../../../src/core/store/heap.js';
import { assertOnSeeds } from '../../support/seeds.js';

const before = (a: number, b: number): boolean => a < b;
const sorted = (heap: Heap<number>): readonly number[] => [...inOrder(before, heap)];
const heapOf = (...items: readonly number[]): Heap<number> =>
  items.reduce<Heap<number>>((heap, item) => insert(before, heap, item), undefined);

describe('a heap', () => {
  it('yields its items in order, and those that are equal as often as they were inserted', () => {
    const heap = heapOf(5, 1, 4, 1, 3, 9, 2, 6, 5);
    expect(heap?.item).toBe(1);
    expect(sorted(heap)).toEqual([1, 1, 2, 3, 4, 5, 5, 6, 9]);
  });

  it('is empty without items', () => {
    expect([sorted(undefined), withoutFirst(before, undefined), withoutFirst(before, heapOf(1))]).toEqual([
      [],
      undefined,
      undefined,
    ]);
  });

  it('is in order whatever is inserted and removed, and stays as it was for who still has it', () =>
    assertOnSeeds(
      fc.property(fc.array(fc.option(fc.nat({ max: 20 })), { maxLength: 60 }), (moves) => {
        let heap: Heap<number>;
        let model: readonly number[] = [];
        const seen: (readonly [Heap<number>, readonly number[]])[] = [];
        for (const move of moves) {
          heap = move === null ? withoutFirst(before, heap) : insert(before, heap, move);
          model = move === null ? model.slice(1) : [...model, move].toSorted((a, b) => a - b);
          seen.push([heap, model]);
        }
        for (const [old, items] of seen) {
          expect(sorted(old)).toEqual(items);
          expect([...itemsOf(old)].toSorted((a, b) => a - b)).toEqual(items);
        }
      }),
      30,
    ));

  it('does not compare more than it must: removing all of 1000 takes at most 12 comparisons an item', () => {
    let compared = 0;
    const counting = (a: number, b: number): boolean => {
      compared += 1;
      return a < b;
    };
    const items = Array.from({ length: 1000 }, (_, n) => (n * 7919) % 1009);
    const heap = items.reduce<Heap<number>>((all, item) => insert(counting, all, item), undefined);
    expect([...inOrder(counting, heap)]).toHaveLength(1000);
    expect(compared).toBeLessThan(13_000);
  });
});
