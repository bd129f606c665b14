import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignment, type Bounds, type Costs } from '../../src/history/alignment.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { type IndexPair, tableAlignment } from './tableAlignment.js';

console.log(freshSeedLine);

interface Item {
  readonly type: string;
  readonly value: number;
}

/** Stands for any number of items. */
const gap: Item = { type: '...', value: 0 };

/** A gap costs nothing, and neither do the items in it; a pair of different values costs as `changed` says. */
const costsOf = (changed: readonly [near: number, far: number]): Costs<Item, Item> => ({
  pair: (left, right) => {
    if (left.type !== right.type) return Number.POSITIVE_INFINITY;
    if (left.value === right.value) return 0;
    return Math.abs(left.value - right.value) === 1 ? changed[0] : changed[1];
  },
  left: (item) => (item.type === '...' ? 0 : 1),
  right: (next) => (next?.type === '...' ? 0 : 1),
});

const item = fc.record({ type: fc.constantFrom('a', 'b'), value: fc.integer({ min: 0, max: 2 }) });
const items = fc.array(item, { maxLength: 9 });
const lines = fc.array(fc.oneof({ weight: 3, arbitrary: item }, fc.constant({ ...gap })), { maxLength: 9 });
// The matchers have the first costs, and the comparison of decisions has the others.
const costs = fc.constantFrom(costsOf([0.5, 1.5]), costsOf([1, 1.5]));

function indexPairs(left: readonly Item[], right: readonly Item[], by: Costs<Item, Item>, bounds?: Bounds) {
  // Copies, since an item can be in a list twice.
  const [lefts, rights] = [left.map((one) => ({ ...one })), right.map((one) => ({ ...one }))];
  return [...alignment(lefts, rights, by, bounds)].map((pair) => {
    const place: IndexPair = [
      pair.left && lefts.indexOf(pair.left as Item),
      pair.right && rights.indexOf(pair.right as Item),
    ];
    return { place, isEqual: pair.isEqual };
  });
}

describe('an alignment', () => {
  it('is the cheapest one, and of equal costs the one with the earliest pairs', async () => {
    await assertOnSeeds(
      fc.property(lines, items, costs, (left, right, by) => {
        const { pairs } = tableAlignment(left, right, by);
        expect(indexPairs(left, right, by).map(({ place }) => place)).toEqual(pairs);
      }),
      300,
    );
  });

  it('says which pairs cost nothing', async () => {
    await assertOnSeeds(
      fc.property(lines, items, costs, (left, right, by) => {
        for (const { place, isEqual } of indexPairs(left, right, by)) {
          const [one, other] = [left[place[0] ?? -1], right[place[1] ?? -1]];
          expect(isEqual).toBe(one !== undefined && other !== undefined && by.pair(one, other) === 0);
        }
      }),
      100,
    );
  });
});

describe('an alignment of lists that are too long to try everything', () => {
  const bounds = fc.record({ cells: fc.constantFrom(0, 6, 20), window: fc.integer({ min: 2, max: 4 }) });
  const numbersTo = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

  it('has every item once, in order, and no pair of two types', async () => {
    await assertOnSeeds(
      fc.property(lines, items, costs, bounds, (left, right, by, bound) => {
        const places = indexPairs(left, right, by, bound).map(({ place }) => place);
        expect(places.flatMap(([one]) => one ?? [])).toEqual(numbersTo(left.length));
        expect(places.flatMap(([, other]) => other ?? [])).toEqual(numbersTo(right.length));
        for (const [one, other] of places) {
          if (one !== undefined && other !== undefined) expect(left[one]?.type).toBe(right[other]?.type);
        }
      }),
      200,
    );
  });

  it('is the cheapest one where the lists differ at one place', async () => {
    const few = fc.array(item, { maxLength: 2 });
    await assertOnSeeds(
      fc.property(items, few, few, items, bounds, (before, one, other, after, { window }) => {
        const [left, right] = [
          [...before, ...one, ...after],
          [...before, ...other, ...after],
        ];
        const by = costsOf([0.5, 1.5]);
        const places = indexPairs(left, right, by, { cells: 4, window }).map(({ place }) => place);
        expect(sumOf(places, left, right, by)).toBe(tableAlignment(left, right, by).cost);
      }),
      200,
    );
  });

  it('is made window by window, when it is read', () => {
    const [left, right] = [Array.from({ length: 1000 }, () => ({ type: 'a', value: 0 })), [{ type: 'b', value: 0 }]];
    let asked = 0;
    const by = costsOf([0.5, 1.5]);
    const pair = (one: Item, other: Item): number => {
      asked += 1;
      return by.pair(one, other);
    };
    const counting: Costs<Item, Item> = { ...by, pair };
    const others = Array.from({ length: 1000 }, () => right[0] as Item);
    const pairs = alignment(left, others, counting, { cells: 100, window: 10 });
    pairs.next();
    expect(asked).toBeLessThan(200);
    expect([...pairs]).toHaveLength(1999);
    expect(asked).toBeLessThan(100_000);
  });
});

const sumOf = (
  places: readonly IndexPair[],
  left: readonly Item[],
  right: readonly Item[],
  by: Costs<Item, Item>,
): number =>
  places.reduce((sum, [one, other]) => {
    const [a, b] = [left[one ?? -1], right[other ?? -1]];
    if (a && b) return sum + by.pair(a, b);
    // No gap is in these lists.
    return sum + (a ? by.left(a) : by.right(undefined));
  }, 0);
