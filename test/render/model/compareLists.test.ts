import { describe, expect, it } from 'vitest';
import type { ComparisonKeys } from '../../../src/render/model/compareKeys.js';
import { alignLists } from '../../../src/render/model/compareLists.js';
import type { IndexPair } from '../../../src/render/model/compareStretch.js';

/** The keys of a list of texts. Texts with the same first letter have the same identity. */
function keysOf(items: readonly string[]): ComparisonKeys {
  const numbersOf = (texts: readonly string[]): readonly number[] =>
    texts.map((text) => [...text].reduce((sum, char) => sum * 1000 + char.charCodeAt(0), 0));
  return { subjects: items, identities: numbersOf(items.map((item) => item.slice(0, 1))), values: numbersOf(items) };
}

/** An alignment as text: `a1` for an equal item, `a1>a2` for a changed one, `-a1` and `+a1` for one side, `?` unaligned. */
function aligned(left: readonly string[], right: readonly string[]): string {
  const text = ({ left: i, right: j, isAligned }: IndexPair): string => {
    const mark = isAligned ? '' : '?';
    if (i !== undefined && j !== undefined) return left[i] === right[j] ? `${left[i]}` : `${left[i]}>${right[j]}`;
    return i === undefined ? `${mark}+${right[j ?? 0]}` : `${mark}-${left[i]}`;
  };
  return alignLists(keysOf(left), keysOf(right)).map(text).join(' ');
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

/** A list of items that differ, so long that it is not aligned at the lowest cost at once. */
const long = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${String.fromCharCode(1000 + i)}`);

/** Random numbers that are the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** The length of the longest list that two lists have in common, by the table that everyone can check. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const item of left) {
    const next = [0];
    right.forEach((other, j) => {
      next.push(item === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('the alignment of lists', () => {
  it.each([
    ['', '', ''],
    ['a1 b1', 'a1 b1', 'a1 b1'],
    ['a1 b1', '', '-a1 -b1'],
    ['', 'a1 b1', '+a1 +b1'],
    ['a1 b1 c1', 'a1 c1', 'a1 -b1 c1'],
    ['a1 c1', 'a1 b1 c1', 'a1 +b1 c1'],
    ['a1 b1 c1', 'a1 b2 c1', 'a1 b1>b2 c1'],
    ['a1 b1 c1', 'a1 d1 c1', 'a1 -b1 +d1 c1'],
    ['a1 b1 c1', 'c1 b1 a1', '-a1 -b1 c1 +b1 +a1'],
    ['a1 a1 a1', 'a1 a1', 'a1 a1 -a1'],
  ])('of %j and %j is %j', (left, right, expected) => {
    expect(aligned(words(left), words(right))).toBe(expected);
  });

  it('pairs what is the same at long distances', () => {
    const [before, after] = [long('b', 600), long('c', 600)];
    const left = ['x1', ...before, 'm1', ...after, 'y1'];
    const right = ['z1', ...before, 'm2', ...after, 'w1'];
    expect(aligned(left, right)).toBe(['-x1', '+z1', ...before, 'm1>m2', ...after, '-y1', '+w1'].join(' '));
  });

  it('pairs events that all differ in their attributes by their identity', () => {
    const left = long('', 500).map((name) => `${name}1`);
    const right = long('', 500).map((name) => `${name}2`);
    expect(aligned(left, right)).toBe(left.map((item, i) => `${item}>${right[i]}`).join(' '));
  });

  it('finds differences among items that occur often', () => {
    const round = words('s1 t1 c1 s2 t2 c2');
    const rounds = Array.from({ length: 200 }, () => round).flat();
    const left = ['a1', ...rounds, 'b1'];
    const right = ['a2', ...rounds.slice(0, 600), 'n1', ...rounds.slice(600), 'b2'];
    expect(aligned(left, right)).toBe(
      ['a1>a2', ...rounds.slice(0, 600), '+n1', ...rounds.slice(600), 'b1>b2'].join(' '),
    );
  });

  it('gives up a stretch that is too long and too different, and says so', () => {
    const left = Array.from({ length: 2000 }, (_, i) => `a${i % 2}`);
    const right = Array.from({ length: 2000 }, (_, i) => `b${i % 2}`);
    const text = aligned(['x1', ...left, 'y1'], ['x1', ...right, 'y1']);
    expect(text).toBe(['x1', ...left.map((item) => `?-${item}`), ...right.map((item) => `?+${item}`), 'y1'].join(' '));
  });

  it.each([1, 2, 3, 4, 5, 6])('keeps every item, in order, and pairs the most (random lists, seed %i)', (seed) => {
    const random = randomFrom(seed);
    const kinds = 3 + random(400);
    const left = Array.from({ length: 250 + random(300) }, () => `k${String.fromCharCode(500 + random(kinds))}`);
    const right = left.flatMap((item) => {
      const dice = random(12);
      if (dice === 0) return [];
      return dice === 1 ? [item, `n${String.fromCharCode(500 + random(kinds))}`] : [item];
    });
    const pairs = alignLists(keysOf(left), keysOf(right));
    expect(pairs.flatMap(({ left: i }) => (i === undefined ? [] : [i]))).toEqual(left.map((_, i) => i));
    expect(pairs.flatMap(({ right: j }) => (j === undefined ? [] : [j]))).toEqual(right.map((_, j) => j));
    const equal = pairs.filter(({ left: i, right: j }) => i !== undefined && j !== undefined && left[i] === right[j]);
    // A patience diff prefers items that occur once: it can pair a few less than is possible.
    expect(equal.length).toBeGreaterThanOrEqual(Math.floor(commonLength(left, right) * 0.97));
  });
});
