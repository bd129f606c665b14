import { Coverage, type CoverageCounts } from '../coverage/coverage.js';
import type { FinishedSimulation } from '../simulation/run/result.js';

/** The counts of a number of runs. */
export interface Tally {
  readonly runs: number;
  /** The number of runs by their end: `COMPLETED`, `stuck`, `threw`. */
  readonly ends: Readonly<Record<string, number>>;
  /** The number of times that each fault struck, in the order of the plan. */
  readonly struck: readonly number[];
  /** The calls that SWF refused: those that the run copes with, and the others. */
  readonly refused: { readonly expected: number; readonly unexpected: number };
  /** The coverage of Amazon SWF, by workflow type. */
  readonly coverage: CoverageCounts;
}

/** The ends of runs that have no result, by their reason. */
export const ENDS_WITHOUT_RESULT = { error: 'error', time: 'took too long', thread: 'ended its thread' } as const;

/** The counts of no run. */
export const NO_RUNS: Tally = { runs: 0, ends: {}, struck: [], refused: { expected: 0, unexpected: 0 }, coverage: {} };

/** Returns the counts of both. */
export function sumOf(a: Tally, b: Tally): Tally {
  if (a.runs === 0) return b;
  const coverage = new Coverage();
  for (const { coverage: counts } of [a, b]) coverage.add(counts);
  return {
    runs: a.runs + b.runs,
    ends: sorted(addedTo({ ...a.ends }, b.ends)),
    struck: Array.from({ length: Math.max(a.struck.length, b.struck.length) }, (_, i) =>
      [a, b].reduce((sum, { struck }) => sum + (struck[i] ?? 0), 0),
    ),
    refused: {
      expected: a.refused.expected + b.refused.expected,
      unexpected: a.refused.unexpected + b.refused.unexpected,
    },
    coverage: coverage.toJSON(),
  };
}

/** Returns the counts of one run that did not get to its end. `end` says why. */
export const tallyOfEnd = (end: string): Tally => ({ ...NO_RUNS, runs: 1, ends: { [end]: 1 } });

/** Counts runs, one after the other. */
export class Counter {
  readonly coverage = new Coverage();
  readonly #ends: Record<string, number> = {};
  readonly #refused = { expected: 0, unexpected: 0 };
  readonly #struck: number[];
  runs = 0;

  /** `faults` is the number of faults in the plan. */
  constructor(faults: number) {
    this.#struck = Array.from({ length: faults }, () => 0);
  }

  /** Counts a run. `plan` has the faults as the run had them. Its coverage is noted while it runs. */
  count({ ended, fired, refused }: FinishedSimulation<unknown>, plan: readonly object[]): void {
    this.countEnd('status' in ended ? ended.status : ended.how);
    for (const { fault } of fired) {
      const index = plan.indexOf(fault);
      if (index < this.#struck.length) this.#struck[index] = (this.#struck[index] ?? 0) + 1;
    }
    for (const { expected } of refused) this.#refused[expected ? 'expected' : 'unexpected'] += 1;
  }

  /** Counts a run that has only an end. */
  countEnd(end: string): void {
    this.runs += 1;
    addedTo(this.#ends, { [end]: 1 });
  }

  /** Returns the counts so far. */
  tally(): Tally {
    const { runs, coverage } = this;
    const ends = sorted(this.#ends);
    return { runs, ends, struck: [...this.#struck], refused: { ...this.#refused }, coverage: coverage.toJSON() };
  }
}

type Counts = Record<string, number>;

function addedTo(counts: Counts, more: Readonly<Counts>): Counts {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
  return counts;
}

const sorted = (counts: Readonly<Counts>): Counts =>
  Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
