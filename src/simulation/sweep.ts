import type { Definition } from './definition.js';
import type { Outcome } from './outcome.js';
import { type SimulateOptions, simulate } from './simulate.js';

export interface SweepOptions extends Omit<SimulateOptions, 'seed' | 'schedule'> {
  /** The first seed. Default 1. */
  readonly from?: number;
  /** How many seeds. */
  readonly seeds: number;
  /** Told now and then. */
  readonly onProgress?: (progress: SweepProgress) => void;
}

export interface SweepProgress {
  readonly done: number;
  readonly all: number;
  readonly runsPerSecond: number;
  readonly secondsLeft: number;
}

export interface Sweep<W = unknown> {
  /** How many runs there were: all of them, or those up to the first that failed. */
  readonly runs: number;
  /** The first run that failed. */
  readonly failed: (Outcome<W> & { readonly seed: number }) | undefined;
  /** How often each fault struck, in the order of the plan. */
  readonly struck: readonly number[];
}

// Whoever is told does not want to be told more often.
const TOLD_EVERY = 256;

/** Simulates seed after seed until one fails. */
export async function sweep<W>(definition: Definition<W>, options: SweepOptions): Promise<Sweep<W>> {
  const { from = 1, seeds, onProgress, ...simulated } = options;
  const begun = performance.now();
  const { plan = [] } = simulated;
  const struck = plan.map(() => 0);
  for (let runs = 1; runs <= seeds; runs += 1) {
    const seed = from + runs - 1;
    const outcome = await simulate(definition, { ...simulated, seed });
    for (const { fault } of outcome.fired) struck[plan.indexOf(fault)] = (struck[plan.indexOf(fault)] ?? 0) + 1;
    if (!outcome.ok) return { runs, failed: Object.assign(outcome, { seed }), struck };
    if (runs % TOLD_EVERY === 0) onProgress?.(progressOf(runs, seeds, (performance.now() - begun) / 1000));
  }
  return { runs: seeds, failed: undefined, struck };
}

function progressOf(done: number, all: number, seconds: number): SweepProgress {
  const runsPerSecond = done / seconds;
  return { done, all, runsPerSecond, secondsLeft: (all - done) / runsPerSecond };
}
