import { checkFunction } from '../args/checkOptions.js';
import { type Assertable, counted, withReport } from '../results/report.js';
import { addedCounts, countsLine, type RuleCounts } from '../rules/report.js';
import { faultText } from './faults/faultText.js';
import { differs, MEMORY_TEXT } from './memory.js';
import { MINIMIZE_RUNS } from './minimize/runs.js';
import { minimizedIfFailed } from './minimize.js';
import type { Minimized } from './minimized.js';
import { checkCallback } from './model/checkCallback.js';
import { checkCount } from './model/checkValues.js';
import { type DefinitionSource, madeDefinition } from './model/definitionSource.js';
import type { FinishedSimulation, SimulationResult } from './result.js';
import { checkSimulate, runSimulation, type SimulateOptions } from './simulate.js';

/** The seeds to simulate, and how. */
export interface SweepOptions extends Omit<SimulateOptions, 'seed' | 'schedule'> {
  /** The first seed. Default 1. */
  readonly from?: number;
  /** The number of seeds. */
  readonly seeds: number;
  /** The largest number of runs in which a failure is minimized; 0: it is not. Default 500. */
  readonly minimizeRuns?: number;
  /** Called after every 256 runs. */
  readonly onProgress?: (progress: SweepProgress) => void;
}

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

/** The result of a sweep. */
export interface Sweep<W = unknown> extends Assertable {
  /** The number of runs: all of them, or those up to and with the first that failed. */
  readonly runs: number;
  /** The first run that failed, with its seed; `undefined` if none did. */
  readonly failed: (SimulationResult<W> & { readonly seed: number }) | undefined;
  /** The failure of `failed`, with as little as it needs; `undefined` if none failed, or with `minimizeRuns: 0`. */
  readonly minimized: Minimized<W> | undefined;
  /** The number of times that each fault struck, in the order of the plan. */
  readonly struck: readonly number[];
  /** True if the first seed, played again at the end, gave another history: code of the definition remembers other plays. */
  readonly remembers: boolean;
  /** The counts of each rule over all runs, in the order of the option `rules`. */
  readonly rules: readonly RuleCounts[];
}

const PROGRESS_EVERY = 256;
const OPTIONS = { from: true, seeds: true, minimizeRuns: true, onProgress: true, seed: false, schedule: false };

/**
 * Simulates one seed after another, stops at the first that fails, and minimizes the failure.
 *
 * @throws TypeError as `simulate` does, if `seeds` is no whole number from 1, or if `onProgress` returns a promise.
 * @throws Error as `simulate` does.
 *
 * @example
 * ```ts
 * import { equal, ok } from 'node:assert/strict';
 * import { sweep } from 'swfake/simulation';
 *
 * const nap = { timerId: 'nap', startToFireTimeout: '3600' };
 * const result = await sweep(
 *   {
 *     workflows: {
 *       'Nap@1': ({ events }) => {
 *         const has = (type: string) => events.some(({ eventType }) => eventType === type);
 *         if (has('TimerFired')) return [{ decisionType: 'CompleteWorkflowExecution' }];
 *         return has('TimerStarted') ? [] : [{ decisionType: 'StartTimer', startTimerDecisionAttributes: nap }];
 *       },
 *     },
 *     // A decision task whose decider crashed is scheduled again after a minute.
 *     defaults: { workflows: { 'Nap@1': { timeouts: { decision: '1m' } } } },
 *   },
 *   { start: { workflow: 'Nap@1' }, seeds: 50, plan: [{ fault: 'crash', p: 0.1 }] },
 * );
 * result.assert();
 * equal(result.runs, 50);
 * ok(result.struck.every((times) => times > 0));
 * ```
 */
export async function sweep<W>(definition: DefinitionSource<W>, options: SweepOptions): Promise<Sweep<W>> {
  const { from = 1, seeds, minimizeRuns = MINIMIZE_RUNS, onProgress, ...simulated } = options ?? {};
  checkSimulate('sweep()', madeDefinition(definition), options, OPTIONS);
  checkFunction('onProgress', onProgress);
  checkCount('seeds', seeds, 1);
  checkCount('from', from, 0);
  checkCount('minimizeRuns', minimizeRuns, 0);
  const startedAt = performance.now();
  const { plan = [] } = simulated;
  const struck = plan.map(() => 0);
  const playSeed = (seed: number): Promise<FinishedSimulation<W>> =>
    runSimulation(definition, { ...simulated, seed }, false);
  const first = await playSeed(from);
  const remembers = async (runs: number): Promise<boolean> => runs > 1 && differs(first, await playSeed(from));
  let rules: readonly RuleCounts[] = [];
  for (let runs = 1; runs <= seeds; runs += 1) {
    const seed = from + runs - 1;
    const outcome = runs === 1 ? first : await playSeed(seed);
    for (const { fault } of outcome.fired) struck[plan.indexOf(fault)] = (struck[plan.indexOf(fault)] ?? 0) + 1;
    if (outcome.rules) rules = addedCounts(rules, outcome.rules.rules);
    if (!outcome.ok) {
      const failed = Object.assign(outcome, { seed });
      const minimized = await minimizedIfFailed(outcome, minimizeRuns);
      return sweepOf({ runs, failed, minimized, struck, rules, remembers: await remembers(runs) }, options);
    }
    if (runs % PROGRESS_EVERY !== 0) continue;
    checkCallback('onProgress()', onProgress?.(progressOf(runs, seeds, (performance.now() - startedAt) / 1000)));
  }
  const none = { failed: undefined, minimized: undefined };
  return sweepOf({ ...none, runs: seeds, struck, rules, remembers: await remembers(seeds) }, options);
}

type Found<W> = Omit<Sweep<W>, keyof Assertable>;

const sweepOf = <W>(found: Found<W>, options: SweepOptions): Sweep<W> =>
  withReport(
    found,
    () => sweepText(found, options),
    () => found.failed !== undefined,
  );

function sweepText<W>(
  { runs, failed, minimized, struck, rules, remembers }: Found<W>,
  { from = 1, seeds, plan = [] }: SweepOptions,
): string {
  const head = failed
    ? `seed ${failed.seed} failed (run ${runs} of ${seeds})`
    : `passed: ${counted(runs, 'run')}, seeds ${from} to ${from + runs - 1}`;
  const strikes = plan.map((fault, i) => {
    const times = struck[i] ?? 0;
    return times === 0
      ? `did not strike: ${faultText(fault)}`
      : `struck ${counted(times, 'time')}: ${faultText(fault)}`;
  });
  const memory = remembers ? [`note: ${MEMORY_TEXT}`] : [];
  const whole = minimized ? [`seed ${failed?.seed} repeats the run before it was minimized`] : [];
  const found = failed ? ['', minimized?.toString() ?? failed.report()] : [];
  return [head, ...strikes, ...rules.map(countsLine), ...memory, ...whole, ...found].join('\n');
}

function progressOf(done: number, all: number, seconds: number): SweepProgress {
  const runsPerSecond = done / seconds;
  return { done, all, runsPerSecond, secondsLeft: (all - done) / runsPerSecond };
}
