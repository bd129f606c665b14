import type { Variant } from './guidedSearch.js';
import { sumOf, type Tally } from './tally.js';

/** The numbers of plays from `from` to `to`, both included: seeds, crash points or guided runs. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A play: its number and, in a guided search, its variant. */
export interface Play {
  readonly number: number;
  readonly variant?: Variant | undefined;
}

/** A play that failed. */
export interface Failure extends Play {
  /** Its name: `seed 17`, or `crash at RespondActivityTaskCompleted of worker-1`. */
  readonly name: string;
  /** The problem in words. */
  readonly problem: string;
  /** The whole report. */
  readonly report: string;
}

/** The result of the plays of a range. A failure is the last play of its range. */
export interface RangeResult extends Range {
  readonly tally: Tally;
  readonly failure?: Failure;
}

/**
 * The number of plays whose counts are kept together, at multiples of it. It bounds the size of a file: a range ends at a
 * multiple, or at a failure. So ranges of several files that overlap are mostly equal, and count once.
 */
export const BLOCK = 10_000;

/** Returns the last number of the block of a number. */
export const blockEnd = (number: number): number => (Math.floor(number / BLOCK) + 1) * BLOCK - 1;

/** Returns the ranges in order, with neighbours of one block as one range. Ranges must not overlap. */
export function joined(results: Iterable<RangeResult>): readonly RangeResult[] {
  const all: RangeResult[] = [];
  for (const next of [...results].toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && areJoined(last, next)) all.splice(-1, 1, both(last, next));
    else all.push(next);
  }
  return all;
}

const areJoined = (a: RangeResult, b: RangeResult): boolean =>
  !a.failure && a.to + 1 === b.from && b.from <= blockEnd(a.to);

const both = (a: RangeResult, b: RangeResult): RangeResult => ({
  from: a.from,
  to: b.to,
  tally: sumOf(a.tally, b.tally),
  ...(b.failure && { failure: b.failure }),
});

/** Returns the failures of ranges, the lowest number first. */
export const failuresOf = (results: readonly RangeResult[]): readonly Failure[] =>
  results.flatMap(({ failure }) => failure ?? []).toSorted((a, b) => a.number - b.number);

/** Returns the number of the last failure that is wanted: no play above it counts. Infinity if there are fewer failures. */
export const limitOf = (results: readonly RangeResult[], untilFailures: number): number =>
  failuresOf(results)[untilFailures - 1]?.number ?? Number.POSITIVE_INFINITY;

/** Returns the ranges up to a number. Since a failure ends its range, the limit cuts none. */
export const upTo = (results: readonly RangeResult[], limit: number): readonly RangeResult[] =>
  results.filter(({ to }) => to <= limit);

/** Returns the parts of the ranges that no result covers, up to a number. Results are in order. */
export function missingOf(ranges: readonly Range[], results: readonly Range[], limit: number): readonly Range[] {
  const missing: Range[] = [];
  let next = 0;
  for (const { from, to } of ranges) {
    let open = from;
    const last = Math.min(to, limit);
    while ((results[next]?.to ?? Number.POSITIVE_INFINITY) < open) next += 1;
    for (let i = next; open <= last; i += 1) {
      const result = results[i];
      if (!result || result.from > last) break;
      if (result.from > open) missing.push({ from: open, to: result.from - 1 });
      open = Math.max(open, result.to + 1);
    }
    if (open <= last) missing.push({ from: open, to: last });
  }
  return missing;
}

/** Returns the number of plays in the ranges. */
export const sizeOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
