import { addedCounts, type RuleCounts } from '../rules/report.js';
import type { Plan } from './faults/faultKinds.js';
import type { Variant } from './guided/variant.js';
import { checkCallback } from './model/checkCallback.js';
import type { FinishedSimulation } from './run/result.js';

/** The progress of a sweep. */
export interface SweepProgress {
  /** The number of runs so far. */
  readonly done: number;
  /** The number of runs if none fails. */
  readonly all: number;
  /** The rate: runs per second of real time. */
  readonly runsPerSecond: number;
  /** The estimate of the real time that is left, in seconds. */
  readonly secondsLeft: number;
}

/** A run of a sweep. */
export interface SweptRun<W> {
  readonly outcome: FinishedSimulation<W>;
  readonly variant: Variant;
}

const PROGRESS_EVERY = 256;

/** The counts of a sweep, and its first run and its failure. */
export class SweepCounts<W> {
  readonly seeds: number;
  readonly struck: number[];
  runs = 0;
  rules: readonly RuleCounts[] = [];
  first: SweptRun<W> | undefined;
  failure: SweptRun<W> | undefined;
  readonly #plan: Plan;
  readonly #onProgress: ((progress: SweepProgress) => void) | undefined;
  readonly #startedAt = performance.now();

  constructor(plan: Plan, seeds: number, onProgress: ((progress: SweepProgress) => void) | undefined) {
    this.seeds = seeds;
    this.struck = plan.map(() => 0);
    this.#plan = plan;
    this.#onProgress = onProgress;
  }

  /** Counts a run. Returns true if it failed. */
  note(outcome: FinishedSimulation<W>, variant: Variant): boolean {
    this.runs += 1;
    this.first ??= { outcome, variant };
    for (const { fault } of outcome.fired) {
      const index = this.#plan.indexOf(fault);
      this.struck[index] = (this.struck[index] ?? 0) + 1;
    }
    if (outcome.rules) this.rules = addedCounts(this.rules, outcome.rules.rules);
    if (!outcome.ok) this.failure = { outcome, variant };
    else if (this.runs % PROGRESS_EVERY === 0) checkCallback('onProgress()', this.#onProgress?.(this.#progress()));
    return !outcome.ok;
  }

  #progress(): SweepProgress {
    const { runs: done, seeds: all } = this;
    const runsPerSecond = (done * 1000) / (performance.now() - this.#startedAt);
    return { done, all, runsPerSecond, secondsLeft: (all - done) / runsPerSecond };
  }
}
