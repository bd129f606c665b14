import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append, type Log } from '../../../src/core/store/log.js';
import { newOwner, type Owned, type Owner } from '../../../src/core/store/ownership.js';
import {
  add,
  addRemoved,
  at,
  backwards,
  emptyVector,
  nodes,
  ownAt,
  ownVector,
  places,
  removeAt,
  type Vector,
} from '../../../src/core/store/vector.js';
import { assertOnSeeds } from '../../support/seeds.js';

interface Numbered extends Owned {
  n: number;
}

const mine = newOwner();
const other = newOwner();
const numbers = (from: Iterable<Numbered>): readonly number[] => [...from].map(({ n }) => n);
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

function vectorOf(count: number): Vector<Numbered> {
  const vector = emptyVector<Numbered>(mine);
  for (const n of upTo(count)) add(mine, vector, { owner: mine, n });
  return vector;
}

describe('a vector', () => {
  // Chunks have 256 nodes.
  it.each([0, 1, 255, 256, 257, 600])('of %i nodes has each at its index, and yields them both ways', (count) => {
    const vector = vectorOf(count);
    expect(vector.length).toBe(count);
    expect(upTo(count).map((index) => at(vector, index)?.n)).toEqual(upTo(count));
    expect([at(vector, count), at(vector, count + 256)]).toEqual([undefined, undefined]);
    expect(numbers(nodes(vector))).toEqual(upTo(count));
    expect(numbers(backwards(vector))).toEqual(upTo(count).toReversed());
  });

  it('leaves the place of a removed node empty', () => {
    const vector = vectorOf(300);
    for (const index of [0, 7, 258, 299]) removeAt(mine, vector, index);
    addRemoved(mine, vector, 1);
    add(mine, vector, { owner: mine, n: 301 });
    const left = [...upTo(300).filter((n) => ![0, 7, 258, 299].includes(n)), 301];
    expect(vector.length).toBe(302);
    expect([at(vector, 7), at(vector, 8)?.n, at(vector, 300), at(vector, 301)?.n]).toEqual([
      undefined,
      8,
      undefined,
      301,
    ]);
    expect(numbers(nodes(vector))).toEqual(left);
    expect(numbers(backwards(vector))).toEqual(left.toReversed());
  });

  it('gives its owner the node itself, and another owner a copy in its place', () => {
    const vector = vectorOf(600);
    expect(ownVector(mine, vector)).toBe(vector);
    for (const index of [0, 2, 255, 256, 511, 599]) {
      expect(ownAt(mine, vector, index)).toBe(at(vector, index));
      const copy = ownVector(other, vector);
      const node = ownAt(other, copy, index);
      node.n = -1;
      expect(node.owner).toBe(other);
      expect(at(copy, index)).toBe(node);
      expect(ownAt(other, copy, index)).toBe(node);
      expect(numbers(nodes(copy))).toEqual(upTo(600).with(index, -1));
      expect(numbers(nodes(vector))).toEqual(upTo(600));
    }
  });

  it('copies only the chunk that is written, and once', () => {
    const vector = vectorOf(600);
    const copy = ownVector(other, vector);
    const copied = () => copy.chunks.filter((chunk, n) => chunk !== vector.chunks[n]);
    ownAt(other, copy, 300);
    const [chunk] = copied();
    ownAt(other, copy, 301);
    removeAt(other, copy, 302);
    expect(copied()).toHaveLength(1);
    expect(copied()[0]).toBe(chunk);
  });

  it('is not changed by what its copy adds or removes', () => {
    const vector = vectorOf(257);
    const copy = ownVector(other, vector);
    removeAt(other, copy, 3);
    add(other, copy, { owner: other, n: 257 });
    expect([vector.length, copy.length]).toEqual([257, 258]);
    expect(numbers(nodes(vector))).toEqual(upTo(257));
    expect(numbers(nodes(copy))).toEqual(upTo(258).filter((n) => n !== 3));
  });
});

/** Returns the chunks that a vector has, by their index. */
const chunksOf = ({ chunks }: Vector<Numbered>): readonly number[] => [...chunks.keys()].filter((n) => chunks[n]);

describe('the removed nodes of a vector', () => {
  it('give a full chunk back with the last of it, in whatever order they go', () => {
    const vector = vectorOf(600);
    for (const index of upTo(256).toReversed().slice(0, -1)) removeAt(mine, vector, index);
    expect(chunksOf(vector)).toEqual([0, 1, 2]);
    removeAt(mine, vector, 0);
    expect([chunksOf(vector), at(vector, 7), at(vector, 256)?.n, vector.length]).toEqual([[1, 2], undefined, 256, 600]);
    expect(numbers(backwards(vector))).toEqual(upTo(600).slice(256).toReversed());
  });

  it('leave a chunk that is not full, for the next nodes', () => {
    const vector = vectorOf(300);
    for (const index of upTo(300)) removeAt(mine, vector, index);
    expect(chunksOf(vector)).toEqual([1]);
    add(mine, vector, { owner: mine, n: 300 });
    expect([at(vector, 300)?.n, vector.length]).toEqual([300, 301]);
    addRemoved(mine, vector, 211);
    expect([chunksOf(vector), numbers(nodes(vector))]).toEqual([[1], [300]]);
    removeAt(mine, vector, 300);
    expect([chunksOf(vector), vector.length]).toEqual([[], 512]);
  });

  it('count once: to remove a node again does nothing', () => {
    const vector = vectorOf(256);
    for (const _again of [1, 2, 3]) for (const index of upTo(255)) removeAt(mine, vector, index);
    removeAt(mine, vector, 999);
    expect(numbers(nodes(vector))).toEqual([255]);
  });

  it('stay in the vector that a fork shares its chunks with', () => {
    const vector = vectorOf(256);
    const copy = ownVector(other, vector);
    for (const index of upTo(256)) removeAt(other, copy, index);
    expect([chunksOf(copy), chunksOf(vector)]).toEqual([[], [0]]);
    expect(numbers(nodes(vector))).toEqual(upTo(256));
  });

  it('take no memory of their own, however many are appended', () => {
    const vector = vectorOf(3);
    addRemoved(mine, vector, 256_000);
    expect([chunksOf(vector), vector.chunks.length, vector.length]).toEqual([[0, 1000], 1001, 256_003]);
  });
});

type Step =
  | { readonly of: number; readonly kind: 'add' | 'addRemoved'; readonly count: number }
  | { readonly of: number; readonly kind: 'remove'; readonly from: number; readonly count: number }
  | { readonly of: number; readonly kind: 'write'; readonly index: number }
  | { readonly of: number; readonly kind: 'fork' };

interface Forked {
  owner: Owner;
  vector: Vector<Numbered>;
  /** The numbers in a plain array: the model. */
  model: (number | undefined)[];
}

const of = fc.nat({ max: 2 });
const index = fc.nat({ max: 700 });
const count = fc.nat({ max: 400 });
const vectorStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ of, kind: fc.constantFrom('add' as const, 'addRemoved' as const), count }),
  fc.record({ of, kind: fc.constant('remove' as const), from: index, count }),
  fc.record({ of, kind: fc.constant('write' as const), index }),
  fc.record({ of, kind: fc.constant('fork' as const) }),
);

function take(forks: Forked[], step: Step): void {
  const one = forks[step.of % forks.length] as Forked;
  const { owner, model } = one;
  one.vector = ownVector(owner, one.vector);
  const { vector } = one;
  if (step.kind === 'fork') {
    one.owner = newOwner();
    forks.push({ owner: newOwner(), vector, model: [...model] });
  } else if (step.kind === 'write') {
    if (model[step.index] === undefined) return;
    ownAt(owner, vector, step.index).n += 1000;
    model[step.index] = (model[step.index] as number) + 1000;
  } else if (step.kind === 'remove') {
    for (let i = step.from; i < step.from + step.count; i += 1) {
      removeAt(owner, vector, i);
      if (i < model.length) model[i] = undefined;
    }
  } else if (step.kind === 'add') {
    for (let i = 0; i < step.count; i += 1) {
      add(owner, vector, { owner, n: model.length });
      model.push(model.length);
    }
  } else {
    addRemoved(owner, vector, step.count);
    for (let i = 0; i < step.count; i += 1) model.push(undefined);
  }
}

/** Writes what `places` yields as the array that it stands for. */
const asArray = (vector: Vector<Numbered>): readonly (number | undefined)[] =>
  [...places(vector)].flatMap((place) =>
    typeof place === 'number' ? new Array<undefined>(place).fill(undefined) : [place.n],
  );

it('a vector is what an array is, whatever its forks add, remove and write', () =>
  assertOnSeeds(
    fc.property(fc.array(vectorStep, { maxLength: 15 }), (steps) => {
      const forks: Forked[] = [{ owner: mine, vector: emptyVector<Numbered>(mine), model: [] }];
      for (const step of steps) take(forks, step);
      for (const { vector, model } of forks) {
        const left = model.filter((n) => n !== undefined);
        expect([vector.length, asArray(vector)]).toEqual([model.length, model]);
        expect([numbers(nodes(vector)), numbers(backwards(vector))]).toEqual([left, left.toReversed()]);
        expect(model.map((_, i) => at(vector, i)?.n)).toEqual(model);
        const live = model.map((n, i) => (n === undefined ? -1 : i >> 8));
        for (const n of chunksOf(vector)) expect(live.includes(n) || n === model.length >> 8).toBe(true);
      }
    }),
    40,
  ));

describe('a log', () => {
  const log = (events: string[], length = events.length): Log<string> => ({ events, length });

  it('grows in place, as long as no fork has appended to its array', () => {
    const events = ['a'];
    const own = log(events);
    append(own, 'b');
    expect([own.events, own.length]).toEqual([['a', 'b'], 2]);
    expect(own.events).toBe(events);
  });

  it('copies its own part, if a fork has', () => {
    const shared = ['a'];
    const [one, two] = [log(shared), log(shared)];
    append(one, 'b');
    append(two, 'c');
    append(two, 'd');
    expect([one.events, one.length, two.events, two.length]).toEqual([['a', 'b'], 2, ['a', 'c', 'd'], 3]);
  });
});
