import { checkFunction } from '../args/checkOptions.js';
import { type Assertable, counted, withReport } from '../results/report.js';
import { countsLine, type RuleCounts } from '../rules/report.js';
import { faultText } from './faults/faultText.js';
import { corpusOf, corpusProblem, reachText, type SearchCorpus, typesText } from './guided/document.js';
import { runVariant, searchGuided, withoutVariation } from './guided/runVariants.js';
import { entriesOf, reachOf, type SearchSnapshot } from './guided/snapshot.js';
import { ofSeed } from './guided/variant.js';
import { minimizedIfFailed } from './minimize/minimize.js';
import type { Minimized } from './minimize/minimized.js';
import { MINIMIZE_RUNS } from './minimize/runs.js';
import { checkCount, wrongValue } from './model/checkValues.js';
import type { Definition } from './model/definition.js';
import { type DefinitionSource, madeDefinition } from './model/definitionSource.js';
import { differs, MEMORY_TEXT } from './run/memory.js';
import type { FinishedSimulation, SimulationResult } from './run/result.js';
import { checkSimulate, runSimulation, type SimulateOptions } from './run/simulate.js';
import { SweepCounts, type SweepProgress, type SweptRun } from './sweepCounts.js';

/** The seeds to simulate, and how. */
export interface SweepOptions extends Omit<SimulateOptions, 'seed' | 'schedule'> {
  /** The first seed. Default 1. */
  readonly from?: number;
  /** The number of seeds. */
  readonly seeds: number;
  /** The largest number of runs in which a failure is minimized; 0: it is not. Default 500. */
  readonly minimizeRuns?: number;
  /**
   * True for a guided search: runs vary earlier ones that reached something new, such as an event that no run had before.
   * `seeds` is then the largest number of runs. Default false: each run has a seed of its own.
   */
  readonly guided?: boolean;
  /** The corpus of an earlier guided search, from `guided.corpus` of its result. Default: none. */
  readonly corpus?: SearchCorpus;
  /** Called after every 256 runs. */
  readonly onProgress?: (progress: SweepProgress) => void;
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
  /** The reach of a guided search; `undefined` for other sweeps. */
  readonly guided: GuidedReach | undefined;
}

/** The reach of a guided search. */
export interface GuidedReach {
  /** The number of different features of the runs: events, their order, worlds, ends, refusals, verdicts of rules. */
  readonly features: number;
  /** The number of entries of the option `corpus` that reached the same features again. */
  readonly fitting: number;
  /** The number of entries of the option `corpus` that did not: the code or the plan is another one. */
  readonly notFitting: number;
  /** The corpus for another search. It is plain data. */
  readonly corpus: SearchCorpus;
}

const OPTIONS = {
  from: true,
  seeds: true,
  guided: true,
  corpus: true,
  minimizeRuns: true,
  onProgress: true,
  seed: false,
  schedule: false,
};

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
  const made = madeDefinition(definition);
  checkSweep(made, options);
  const { from = 1, seeds, minimizeRuns = MINIMIZE_RUNS, onProgress, guided = false, corpus, ...simulated } = options;
  const counts = new SweepCounts<W>(simulated.plan ?? [], seeds, onProgress);
  const entries = corpus?.entries ?? [];
  const search = guided
    ? await searchGuided(definition, simulated, { from, seeds, corpus: entries }, (outcome, variant) =>
        counts.note(outcome, variant),
      )
    : await sweepSeeds(definition, simulated, from, counts);
  const { runs, struck, rules, failure } = counts;
  const found = guided ? await foundByVariant(definition, simulated, failure) : failure?.outcome;
  const failed = failure && found && Object.assign(found, { seed: failure.variant.seed });
  const minimized = await minimizedIfFailed(found, minimizeRuns);
  const remembers = await differsAgain(definition, simulated, counts);
  const reached = search && guidedReach(search.snapshot(), typesText(made));
  return sweepOf({ runs, failed, minimized, struck, rules, remembers, guided: reached }, options);
}

function checkSweep<W>(definition: Definition<W>, options: SweepOptions): void {
  checkSimulate('sweep()', definition, options, OPTIONS);
  const { from = 1, seeds, minimizeRuns = MINIMIZE_RUNS, onProgress, guided = false, corpus } = options;
  checkFunction('onProgress', onProgress);
  checkCount('seeds', seeds, 1);
  checkCount('from', from, 0);
  checkCount('minimizeRuns', minimizeRuns, 0);
  if (typeof guided !== 'boolean') throw wrongValue('guided', guided, 'true or false');
  if (corpus === undefined) return;
  if (!guided) throw new TypeError("swfake: 'corpus' is for a guided search; add 'guided: true', or leave it out");
  const problem = corpusProblem(corpus);
  if (problem) throw new TypeError(`swfake: the corpus ${problem}; expected 'guided.corpus' of the result of sweep()`);
}

/** Runs one seed after another. */
async function sweepSeeds<W>(
  definition: DefinitionSource<W>,
  options: SimulateOptions,
  from: number,
  counts: SweepCounts<W>,
): Promise<undefined> {
  for (let seed = from; seed < from + counts.seeds; seed += 1) {
    const outcome = await runSimulation(definition, { ...options, seed }, false);
    if (counts.note(outcome, ofSeed(seed))) break;
  }
}

/** Returns the failure of a variant in the form that needs no corpus: it is repeated by what it chose. */
async function foundByVariant<W>(
  definition: DefinitionSource<W>,
  options: SimulateOptions,
  failure: SweptRun<W> | undefined,
): Promise<FinishedSimulation<W> | undefined> {
  if (!failure) return undefined;
  const found = await withoutVariation(definition, options, failure.outcome, failure.variant);
  // Code that remembers earlier runs may pass this time.
  return found.ok ? failure.outcome : found;
}

/** Returns true if the first of several runs has another history when it runs again. */
async function differsAgain<W>(
  definition: DefinitionSource<W>,
  options: SimulateOptions,
  { first, runs }: SweepCounts<W>,
): Promise<boolean> {
  if (!first || runs < 2) return false;
  return differs(first.outcome, (await runVariant(definition, options, first.variant)).outcome);
}

function guidedReach(search: SearchSnapshot, types: string): GuidedReach {
  const { entries: _, ...reach } = reachOf(search);
  return { ...reach, corpus: corpusOf(types, entriesOf(search)) };
}

type Found<W> = Omit<Sweep<W>, keyof Assertable>;

const sweepOf = <W>(found: Found<W>, options: SweepOptions): Sweep<W> =>
  withReport(
    found,
    () => sweepText(found, options),
    () => found.failed !== undefined,
  );

function sweepText<W>(
  { runs, failed, minimized, struck, rules, remembers, guided }: Found<W>,
  { from = 1, seeds, plan = [] }: SweepOptions,
): string {
  const failedText = guided
    ? `run ${runs} of ${seeds} failed`
    : `seed ${failed?.seed} failed (run ${runs} of ${seeds})`;
  const passedText = `passed: ${counted(runs, 'run')}${guided ? '' : `, seeds ${from} to ${from + runs - 1}`}`;
  const head = failed ? failedText : passedText;
  const strikes = plan.map((fault, i) => {
    const times = struck[i] ?? 0;
    return times === 0
      ? `did not strike: ${faultText(fault)}`
      : `struck ${counted(times, 'time')}: ${faultText(fault)}`;
  });
  const memory = remembers ? [`note: ${MEMORY_TEXT}`] : [];
  const whole = minimized && !guided ? [`seed ${failed?.seed} repeats the run before it was minimized`] : [];
  const found = failed ? ['', minimized?.toString() ?? failed.report()] : [];
  const reach = guided ? [reachText({ ...guided, entries: guided.corpus.entries.length })] : [];
  return [head, ...reach, ...strikes, ...rules.map(countsLine), ...memory, ...whole, ...found].join('\n');
}
