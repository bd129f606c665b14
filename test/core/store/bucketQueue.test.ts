import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addItem,
  type BucketQueue,
  canSweep,
  emptyQueue,
  firstItem,
  itemsInOrder,
  ownQueue,
  removeFirst,
  sweep,
} from '../../../src/core/store/bucketQueue.js';
import { newOwner, type Owner } from '../../../src/core/store/ownership.js';
import { assertOnSeeds } from '../../support/seeds.js';

interface Item {
  readonly at: number;
  readonly order: number;
}

const before = (a: Item, b: Item): boolean => a.order < b.order;
const mine = newOwner();
const other = newOwner();

function queueOf(...items: readonly Item[]): BucketQueue<Item> {
  const queue = emptyQueue<Item>(mine);
  for (const item of items) addItem(mine, before, queue, item);
  return queue;
}

const sorted = (queue: BucketQueue<Item>): readonly Item[] => [...itemsInOrder(queue)];
const item = (at: number, order: number): Item => ({ at, order });

describe('a queue of buckets', () => {
  it('has its items by instant, and those of one instant in their order', () => {
    const queue = queueOf(item(5, 1), item(1, 2), item(5, 0), item(5, 3), item(5, 2));
    expect(firstItem(queue)).toEqual(item(1, 2));
    expect(sorted(queue)).toEqual([item(1, 2), item(5, 0), item(5, 1), item(5, 2), item(5, 3)]);
  });

  it('keeps items that are equal in the order in which they were added', () => {
    const first = item(1, 1);
    const second = item(1, 1);
    const [a, b] = sorted(queueOf(first, second));
    expect([a === first, b === second]).toEqual([true, true]);
  });

  it('is empty without items', () => {
    const queue = queueOf(item(1, 1));
    removeFirst(mine, queue);
    expect([firstItem(queue), sorted(queue), queue.buckets.size]).toEqual([undefined, [], 0]);
  });

  it('has whole numbers of every size as instants', () => {
    const instants = [0, 1000, 2 ** 31, 1_577_836_800_000, 2 ** 53 - 1];
    const queue = queueOf(...instants.toReversed().map((at) => item(at, 0)));
    expect(sorted(queue).map(({ at }) => at)).toEqual(instants);
  });

  it('is not copied for its owner', () => {
    const queue = queueOf(item(1, 1));
    expect(ownQueue(mine, queue)).toBe(queue);
    expect(ownQueue(other, queue)).not.toBe(queue);
  });

  type Move = {
    readonly of: number;
    readonly add?: Item | undefined;
    readonly sweep: boolean;
    readonly fork: boolean;
  };
  const move: fc.Arbitrary<Move> = fc.record({
    of: fc.nat({ max: 3 }),
    add: fc.option(fc.record({ at: fc.nat({ max: 3 }), order: fc.nat({ max: 5 }) }), { nil: undefined }),
    sweep: fc.boolean(),
    fork: fc.boolean(),
  });

  it('is in order whatever forks of it add and remove, and no fork sees what another does', () =>
    assertOnSeeds(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const forks: { owner: Owner; queue: BucketQueue<Item>; model: readonly Item[] }[] = [
          { owner: mine, queue: emptyQueue<Item>(mine), model: [] },
        ];
        for (const { of, add, sweep: sweeps, fork } of moves) {
          const one = forks[of % forks.length] as (typeof forks)[number];
          // A fork gives both states a new owner.
          if (fork) {
            one.owner = newOwner();
            forks.push({ ...one, owner: newOwner() });
          }
          one.queue = ownQueue(one.owner, one.queue);
          if (add) {
            addItem(one.owner, before, one.queue, add);
            one.model = [...one.model, add].toSorted((a, b) => a.at - b.at || a.order - b.order);
          } else if (one.model.length > 0) {
            removeFirst(one.owner, one.queue);
            one.model = one.model.slice(1);
          }
          if (sweeps) {
            const isOdd = ({ order }: Item): boolean => order % 2 === 1;
            sweep(one.owner, one.queue, isOdd);
            one.model = one.model.filter(isOdd);
          }
          for (const { queue, model } of forks) {
            expect(sorted(queue)).toEqual(model);
            expect([queue.size, queue.buckets.size]).toEqual([model.length, new Set(model.map(({ at }) => at)).size]);
            expect(firstItem(queue)).toEqual(model[0]);
          }
        }
      }),
      30,
    ));

  it('can be swept when it has 1024 items, and again when it has twice as many as were left', () => {
    const queue = emptyQueue<Item>(mine);
    const add = (count: number): void => {
      for (let i = 0; i < count; i += 1) addItem(mine, before, queue, item(queue.size % 7, queue.size));
    };
    add(1023);
    expect(canSweep(queue)).toBe(false);
    add(1);
    expect(canSweep(queue)).toBe(true);
    sweep(mine, queue, ({ order }) => order >= 224);
    expect([queue.size, canSweep(queue)]).toEqual([800, false]);
    add(799);
    expect(canSweep(queue)).toBe(false);
    add(1);
    expect(canSweep(queue)).toBe(true);
    sweep(mine, queue, ({ order }) => order === 500);
    expect([sorted(queue), canSweep(queue)]).toEqual([[item(3, 500)], false]);
    add(1022);
    expect(canSweep(queue)).toBe(false);
    add(1);
    expect(canSweep(queue)).toBe(true);
  });

  it('adds and removes in constant time at one instant: its array is neither copied nor searched', () => {
    let compared = 0;
    const counting = (a: Item, b: Item): boolean => {
      compared += 1;
      return before(a, b);
    };
    const queue = emptyQueue<Item>(mine);
    for (let order = 0; order < 1000; order += 1) addItem(mine, counting, queue, item(1, order));
    expect(compared).toBe(999);
    for (let order = 0; order < 1000; order += 1) {
      expect(firstItem(queue)?.order).toBe(order);
      removeFirst(mine, queue);
    }
    expect(compared).toBe(999);
  });
});
