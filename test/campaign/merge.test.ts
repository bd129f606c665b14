import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Campaign, campaignOf, fileText } from '../../src/campaign/document.js';
import { merged } from '../../src/campaign/merge.js';
import { BLOCK, limitOf, missingOf, type Range, type RangeResult, sizeOf } from '../../src/campaign/ranges.js';
import { shardOf } from '../../src/campaign/shards.js';
import { summaryOf } from '../../src/campaign/summary.js';
import { campaignWith, resultsOf } from './sampleCampaign.js';

const named = (campaigns: readonly Campaign[]) => campaigns.map((campaign, i) => ({ file: `${i}.json`, campaign }));
/** The file, without what depends on the machine. */
const textOf = (campaign: Campaign): string => fileText({ ...campaign, times: { seconds: 0 } });

/** A small range at the border of two blocks, with failures and a number of wanted ones. */
const situations = fc
  .record({
    from: fc.integer({ min: BLOCK - 60, max: BLOCK - 1 }),
    size: fc.integer({ min: 1, max: 120 }),
    failing: fc.uniqueArray(fc.integer({ min: BLOCK - 60, max: BLOCK + 120 }), { maxLength: 6 }),
    untilFailures: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ from, size, failing, untilFailures }) => {
    const whole = { from, to: from + size - 1 };
    const fails = (number: number): boolean => failing.includes(number);
    return { whole, fails, untilFailures };
  });

type Situation = typeof situations extends fc.Arbitrary<infer S> ? S : never;

/** The campaign of one process that runs these parts, and stops as it would. */
function ranOf({ whole, fails, untilFailures }: Situation, parts: readonly Range[]): Campaign {
  const all = parts.flatMap((part) => resultsOf(part, fails));
  const limit = limitOf(all, untilFailures === 0 ? Number.POSITIVE_INFINITY : untilFailures);
  return campaignWith(
    whole,
    all.filter(({ to }) => to <= limit),
    { untilFailures },
  );
}

/** Cuts a range at random numbers. */
const cutsOf = ({ from, to }: Range, cuts: readonly number[]): readonly Range[] => {
  const begins = [...new Set([from, ...cuts.filter((cut) => cut > from && cut <= to)])].toSorted((a, b) => a - b);
  return begins.map((begin, i) => ({ from: begin, to: (begins[i + 1] ?? to + 1) - 1 }));
};

const cutLists = fc.array(fc.integer({ min: BLOCK - 60, max: BLOCK + 120 }), { maxLength: 8 });

describe('files of parts', () => {
  it('merge to the file of one run, whatever the parts, in any order, and twice', () => {
    fc.assert(
      fc.property(situations, cutLists, fc.infiniteStream(fc.nat(4)), fc.nat(), (situation, cuts, owners, turn) => {
        const files: Range[][] = [[], [], [], [], []];
        for (const part of cutsOf(situation.whole, cuts)) files[owners.next().value as number]?.push(part);
        const campaigns = files.map((parts) => ranOf(situation, parts));
        const turned = [...campaigns.slice(turn % 5), ...campaigns.slice(0, turn % 5)];
        const one = textOf(ranOf(situation, [situation.whole]));
        expect(textOf(merged(named(turned)))).toBe(one);
        expect(textOf(merged(named([...turned, ...campaigns])))).toBe(one);
        expect(textOf(merged(named([merged(named(turned)), campaigns[0] as Campaign])))).toBe(one);
      }),
      { numRuns: 150 },
    );
  });

  it('of shards merge to the file of one run', () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 1, max: 9 }), (situation, count) => {
        const shards = Array.from({ length: count }, (_, i) => shardOf(situation.whole, { place: i + 1, count }));
        const campaigns = shards.map((parts) => ranOf(situation, parts));
        const together = merged(named(campaigns.toReversed()));
        expect(textOf(together)).toBe(textOf(ranOf(situation, [situation.whole])));
        expect(summaryOf(together, [situation.whole]).missing).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('have the minimized failure only if it is the lowest, and the shorter one of two', () => {
    const whole = { from: 1, to: 30 };
    const situation = { whole, fails: (number: number) => number % 7 === 0, untilFailures: 0 };
    const minimizedAs = (part: Range, number: number, report: string): Campaign => ({
      ...ranOf(situation, [part]),
      minimized: { number, report },
    });
    const [early, late] = [minimizedAs({ from: 1, to: 10 }, 7, 'short'), minimizedAs({ from: 11, to: 30 }, 14, 'late')];
    const longer = minimizedAs({ from: 1, to: 10 }, 7, 'longer');
    for (const files of [
      [early, late, longer],
      [longer, late, early],
    ])
      expect(merged(named(files)).minimized).toEqual({ number: 7, report: 'short' });
    const unminimized = ranOf(situation, [{ from: 1, to: 10 }]);
    expect(merged(named([unminimized, late])).minimized).toBeUndefined();
  });

  it('are read as they were written', () => {
    const campaign = ranOf({ whole: { from: 1, to: 30 }, fails: (number) => number === 7, untilFailures: 0 }, [
      { from: 1, to: 30 },
    ]);
    expect(campaignOf(JSON.parse(fileText(campaign)))).toEqual(campaign);
  });

  it('of runs to different numbers of failures count up to the fewest', () => {
    const whole = { from: 1, to: 30 };
    const untilFailuresOf = (...wanted: readonly number[]) => {
      const files = wanted.map((untilFailures) => ranOf({ whole, fails: (n) => n % 10 === 0, untilFailures }, [whole]));
      const { untilFailures, ranges } = merged(named(files));
      return [untilFailures, ranges.at(-1)?.to];
    };
    expect(untilFailuresOf(2, 1)).toEqual([1, 10]);
    expect(untilFailuresOf(0, 2)).toEqual([2, 20]);
    expect(untilFailuresOf(0, 0)).toEqual([0, 30]);
  });

  it('of which one is missing say which numbers did not run', () => {
    const situation = { whole: { from: 1, to: 30 }, fails: (number: number) => number === 25, untilFailures: 1 };
    const [first = [], , third = []] = [1, 2, 3].map((place) => shardOf(situation.whole, { place, count: 3 }));
    const { missing, failures } = summaryOf(merged(named([ranOf(situation, first), ranOf(situation, third)])), [
      situation.whole,
    ]);
    expect({ missing, failures: failures.map(({ number }) => number) }).toEqual({
      missing: [{ from: 11, to: 20 }],
      failures: [25],
    });
  });
});

describe('files that do not fit', () => {
  const whole = { from: 1, to: 30 };
  const results = resultsOf(whole, () => false);
  const refusal = (...campaigns: readonly Campaign[]) => {
    expect(() => merged(named(campaigns))).toThrow();
    try {
      merged(named(campaigns));
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  it.each([
    ['module', 'ship.js', 'the module (order.js and ship.js)'],
    ['options', 'def', 'start, plan, outcomes or types of the module (abc and def)'],
    ['swfake', '1.2.4', 'the version of swfake (1.2.3 and 1.2.4)'],
    ['of', 'crash points', 'the numbers (seeds and crash points)'],
  ])('are refused if they differ in %s', (member, value, words) => {
    const other = campaignWith(whole, results, { [member]: value });
    expect(refusal(campaignWith(whole, results), other)).toBe(
      `'0.json' and '1.json' cannot be merged: they differ in ${words}`,
    );
  });

  it('are refused if they overlap in part within a block', () => {
    const parts = [resultsOf({ from: 1, to: 20 }, () => false), resultsOf({ from: 15, to: 30 }, () => false)];
    const message = refusal(...parts.map((ranges) => campaignWith(whole, ranges)));
    expect(message).toMatch(/^the files overlap in part between 1 and 30, so these numbers would count twice; /);
  });

  it('are refused if they disagree', () => {
    const failing = resultsOf(whole, (number) => number === 30);
    expect(refusal(campaignWith(whole, results), campaignWith(whole, failing))).toMatch(
      /^the files disagree about the numbers 1 to 30: was the code changed/,
    );
    const counts = results.map((one): RangeResult => ({ ...one, tally: { ...one.tally, ends: { FAILED: 30 } } }));
    expect(refusal(campaignWith(whole, results), campaignWith(whole, counts))).toMatch(/^the files disagree/);
    const within = resultsOf(whole, (number) => number === 12);
    expect(refusal(campaignWith(whole, results), campaignWith(whole, within))).toMatch(/^the files/);
  });
});

describe('shards', () => {
  it('have every number once, about as many each, and low numbers each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30_000 }),
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 1, max: 12 }),
        (from, size, count) => {
          const whole = { from, to: from + size - 1 };
          const shards = Array.from({ length: count }, (_, i) => shardOf(whole, { place: i + 1, count }));
          const all = shards.flat().toSorted((a, b) => a.from - b.from);
          expect(sizeOf(all)).toBe(size);
          expect(missingOf([whole], all, Number.POSITIVE_INFINITY)).toEqual([]);
          const sizes = shards.map(sizeOf);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2 * BLOCK);
        },
      ),
    );
    expect(shardOf({ from: 1, to: 1_000_000 }, { place: 1, count: 1 })).toEqual([{ from: 1, to: 1_000_000 }]);
    const firsts = [1, 2, 3].map((place) => shardOf({ from: 1, to: 1_000_000 }, { place, count: 3 })[0]?.from);
    expect(firsts).toEqual([1, BLOCK, 2 * BLOCK]);
  });
});

describe('what is missing', () => {
  it('is the rest of the parts, up to the limit', () => {
    const done = [
      { from: 3, to: 4 },
      { from: 8, to: 12 },
    ];
    const parts = [
      { from: 1, to: 5 },
      { from: 10, to: 20 },
    ];
    expect(missingOf(parts, done, Number.POSITIVE_INFINITY)).toEqual([
      { from: 1, to: 2 },
      { from: 5, to: 5 },
      { from: 13, to: 20 },
    ]);
    expect(missingOf(parts, done, 15)).toEqual([
      { from: 1, to: 2 },
      { from: 5, to: 5 },
      { from: 13, to: 15 },
    ]);
    expect(missingOf(parts, [], 2)).toEqual([{ from: 1, to: 2 }]);
  });
});
