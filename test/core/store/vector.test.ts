import { describe, expect, it } from 'vitest';
import { append, type Log } from '../../../src/core/store/log.js';
import { newOwner, type Owned } from '../../../src/core/store/ownership.js';
import {
  add,
  addRemoved,
  at,
  backwards,
  emptyVector,
  nodes,
  ownAt,
  ownVector,
  removeAt,
  type Vector,
} from '../../../src/core/store/vector.js';

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
    addRemoved(mine, vector);
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
