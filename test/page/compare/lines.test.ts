import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../src/history/readHistory.js';
import {
  differingNames,
  differingRanges,
  foldsOf,
  type Line,
  linesOf,
  neighbourRange,
  positionOf,
} from '../../../src/page/compare/lines.js';
import { compareHistories } from '../../../src/render/model/compareHistories.js';
import { ORDERS } from './orders.js';

const NONE: ReadonlySet<string> = new Set();
const [left = [], right = []] = ORDERS.histories.map(({ events }) => readEvents(events));
const { pairs } = compareHistories(left, right);
const ranges = differingRanges(pairs);

const text = (line: Line): string => {
  if (line.kind === 'fold') return `${line.index}: ${line.count} equal`;
  if (line.kind === 'attribute') return `${line.index}: ${line.difference.name}`;
  return `${line.index}: ${line.pair.kind}`;
};

describe('the lines of a comparison', () => {
  it('have ranges of what differs', () => {
    expect(ranges).toEqual([
      { from: 10, to: 11 },
      { from: 25, to: 26 },
      { from: 39, to: 40 },
      { from: 50, to: 51 },
    ]);
  });

  it('fold what is equal, but two events beside each difference', () => {
    expect(foldsOf(pairs)).toEqual([
      { from: 0, to: 8 },
      { from: 13, to: 23 },
      { from: 28, to: 37 },
      { from: 42, to: 48 },
    ]);
    expect(foldsOf(pairs.filter(({ kind }) => kind === 'equal'))).toEqual([{ from: 0, to: 47 }]);
    expect(foldsOf(pairs.slice(5, 11))).toEqual([]);
  });

  it('are a pair, the attributes that differ, or a fold', () => {
    const lines = linesOf(pairs, foldsOf(pairs), NONE);
    expect(lines.slice(0, 8).map(text)).toEqual([
      '0: 8 equal',
      '8: equal',
      '9: equal',
      '10: changed',
      '10: input',
      '11: equal',
      '12: equal',
      '13: 10 equal',
    ]);
    expect(linesOf(pairs, [], NONE)).toHaveLength(pairs.length + 2);
    expect(linesOf(pairs, foldsOf(pairs), new Set(['input'])).map(text)).not.toContain('10: input');
  });

  it('are found by the index of a pair, also one in a fold', () => {
    const lines = linesOf(pairs, foldsOf(pairs), NONE);
    expect([0, 5, 8, 10, 11, 20].map((index) => positionOf(lines, index))).toEqual([0, 0, 1, 3, 5, 7]);
  });

  it('have a next and a previous difference, and begin again after the last one', () => {
    const steps = (from: number | undefined): readonly (number | undefined)[] =>
      ([1, -1] as const).map((by) => neighbourRange(ranges, from, by)?.from);
    expect(steps(undefined)).toEqual([10, 50]);
    expect(steps(25)).toEqual([39, 10]);
    expect(steps(27)).toEqual([39, 25]);
    expect(steps(50)).toEqual([10, 39]);
    expect(neighbourRange([], 3, 1)).toBeUndefined();
  });

  it('have the names of the attributes that differ, the most frequent first', () => {
    const others = readEvents(
      ORDERS.histories[1]?.events.map((event) => ({
        ...event,
        decisionTaskStartedEventAttributes: { identity: 'z' },
      })) ?? [],
    );
    expect(differingNames(pairs)).toEqual([
      ['input', 1],
      ['identity', 1],
    ]);
    expect(differingNames(compareHistories(left, others).pairs)).toEqual([
      ['identity', 8],
      ['input', 1],
    ]);
  });
});
