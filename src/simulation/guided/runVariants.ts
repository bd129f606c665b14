import type { CoverageListener } from '../../coverage/coverage.js';
import type { PlannedFault } from '../faults/faultKinds.js';
import { addressedPlan, faultNames, strikeOf } from '../faults/faults.js';
import type { DefinitionSource } from '../model/definitionSource.js';
import type { FinishedSimulation } from '../run/result.js';
import { runSimulation, type SimulateOptions } from '../run/simulate.js';
import type { CorpusEntry } from './corpus.js';
import { GuidedSearch, type Trial } from './search.js';
import { type Shaped, shapeOf } from './shape.js';
import { type Variant, variationOf } from './variant.js';

/** A variant that ran. */
export interface RanVariant<W> {
  readonly outcome: FinishedSimulation<W>;
  readonly trial: Trial;
}

/** Runs a variant. `coverage` notes its facts. */
export async function runVariant<W>(
  source: DefinitionSource<W>,
  options: SimulateOptions,
  variant: Variant,
  coverage?: CoverageListener,
): Promise<RanVariant<W>> {
  const drawn: string[] = [];
  const varied = { ...options, seed: variant.seed, variation: variationOf(variant, drawn) };
  const outcome = await runSimulation(source, varied, false, coverage);
  return { outcome, trial: { drawn, struck: struckNames(outcome, options.plan), shape: shapeOf(shapedOf(outcome)) } };
}

const shapedOf = <W>({ told, firstRun: first, world, ended, refused, rules }: FinishedSimulation<W>): Shaped => ({
  state: told.state,
  first,
  world,
  ended,
  refused,
  rules: rules?.rules ?? [],
});

/** Returns the names of the random numbers by which faults struck. */
function struckNames({ fired }: Pick<FinishedSimulation<unknown>, 'fired'>, plan: readonly PlannedFault[] = []) {
  const names = faultNames(plan);
  return fired
    .filter(({ fault }) => fault.p !== undefined)
    .map(({ fault, address }) => strikeOf(names[plan.indexOf(fault)] ?? '', address));
}

/**
 * Simulates a variant again by what it chose: the addresses of its faults, and its schedule. The result has a test that
 * needs no corpus.
 */
export const withoutVariation = <W>(
  source: DefinitionSource<W>,
  options: SimulateOptions,
  { fired, schedule }: Pick<FinishedSimulation<W>, 'fired' | 'schedule'>,
  { seed }: Variant,
): Promise<FinishedSimulation<W>> =>
  runSimulation(source, { ...options, seed, schedule, plan: addressedPlan(fired) }, false);

/** The settings of a guided search. */
export interface GuidedSettings {
  /** The first seed. */
  readonly from: number;
  /** The largest number of runs. */
  readonly seeds: number;
  /** The entries of an earlier search. */
  readonly corpus: readonly CorpusEntry[];
}

/** Runs the variants of a guided search one after another. `note` gets each result, and returns true to stop. */
export async function searchGuided<W>(
  source: DefinitionSource<W>,
  options: SimulateOptions,
  { from, seeds, corpus }: GuidedSettings,
  note: (outcome: FinishedSimulation<W>, variant: Variant) => boolean,
): Promise<GuidedSearch> {
  const search = new GuidedSearch(from, corpus);
  let stopped = false;
  for (let runs = 0; runs < seeds && !stopped; ) {
    const variants = search.next().slice(0, seeds - runs);
    const trials: Trial[] = [];
    for (const variant of variants) {
      const { outcome, trial } = await runVariant(source, options, variant);
      trials.push(trial);
      stopped = note(outcome, variant);
      if (stopped) break;
    }
    runs += trials.length;
    search.learn(variants, trials);
  }
  return search;
}
