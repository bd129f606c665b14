import { describe, expect, it } from 'vitest';
import { Chance } from '../../../src/simulation/order/chance.js';

const NAMES = Array.from({ length: 2000 }, (_, i) => `PollForDecisionTask for decision ${i}`);

describe('chance', () => {
  it('is the same for the same seed and name, on every platform', () => {
    expect(new Chance(1).of('a step')).toBe(new Chance(1).of('a step'));
    expect([1, 2, 2 ** 40].map((seed) => new Chance(seed).of('a step'))).toMatchInlineSnapshot(`
      [
        0.8439447116106749,
        0.14208646793849766,
        0.4702850519679487,
      ]
    `);
  });

  it('is spread evenly over names and over seeds', () => {
    const ofNames = NAMES.map((name) => new Chance(7).of(name));
    const ofSeeds = NAMES.map((_, seed) => new Chance(seed).of('a step'));
    for (const numbers of [ofNames, ofSeeds]) {
      const tenths = Array.from({ length: 10 }, (_, i) => numbers.filter((one) => Math.floor(one * 10) === i).length);
      for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(60);
    }
  });

  it('is independent from seed to seed: each of two names comes first half of the time', () => {
    const first = NAMES.filter((_, seed) => new Chance(seed).of('one') < new Chance(seed).of('two')).length;
    expect(Math.abs(first - 1000)).toBeLessThan(120);
  });

  it('takes the first numbers from earlier seeds', () => {
    const variation = { earlier: [{ seed: 7, until: 2 }], numbers: new Map<string, number>(), drawn: [] };
    const chance = new Chance(1, variation);
    const [a, b, c] = ['a', 'b', 'c'].map((what) => chance.of(what));
    expect([a, b, c]).toEqual([new Chance(7).of('a'), new Chance(7).of('b'), new Chance(1).of('c')]);
  });

  it('takes the number of a variation in place of its own', () => {
    const variation = { earlier: [], numbers: new Map([['a step', 0.25]]), drawn: [] };
    const chance = new Chance(1, variation);
    expect(chance.of('a step')).toBe(0.25);
    expect(chance.of('another step')).toBe(new Chance(1).of('another step'));
    expect(variation.drawn).toEqual(['a step', 'another step']);
  });
});
