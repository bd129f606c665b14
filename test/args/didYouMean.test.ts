import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/args/didYouMean.js';

/** The letters to insert, remove, replace or swap with their neighbour, by definition: optimal string alignment. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const ends = [
    distance(x, b) + 1,
    distance(a, y) + 1,
    distance(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1),
    ...(a.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)
      ? [distance(x.slice(0, -1), y.slice(0, -1)) + 1]
      : []),
  ];
  return Math.min(...ends);
}

const OFF = [undefined, 'one letter off', 'two letters off'];
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

describe('nearest()', () => {
  it('finds a name with one or two other letters, and no other', () => {
    fc.assert(
      fc.property(word, word, (name, other) => {
        const off = OFF[distance(name, other)];
        expect(nearest(name, [other])).toEqual(off && { name: other, off });
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the first of the names that differ least', () => {
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), (name, others) => {
        const letters = others.map((other) => distance(name, other)).map((n) => (n === 0 ? 9 : n));
        const least = Math.min(...letters);
        const found = others[letters.indexOf(least)];
        expect(nearest(name, others)).toEqual(least <= 2 ? { name: found, off: OFF[least] } : undefined);
      }),
    );
  });

  it.each([
    ['orders', 'Orders', 'one letter off'],
    ['orders', 'oredrs', 'one letter off'],
    ['orders', 'odrers', 'one letter off'],
    ['orders', 'order', 'one letter off'],
    ['order', 'orders', 'one letter off'],
    ['orders', 'ordres1', 'two letters off'],
    ['orders', 'orders-eu', undefined],
    ['abc', 'cba', 'two letters off'],
    ['', 'ab', 'two letters off'],
    ['', 'abc', undefined],
  ])('%s and %s: %s', (name, other, off) => {
    expect(nearest(name, new Set([other]))?.off).toBe(off);
  });
});
