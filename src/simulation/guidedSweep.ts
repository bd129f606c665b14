import type { PlannedFault } from './faults/faultKinds.js';
import { faultNames, strikeOf } from './faults/faults.js';
import type { CorpusEntry } from './guided/corpus.js';
import { GuidedSearch, type Trial } from './guided/search.js';
import { shapeOf } from './guided/shape.js';
import { type Variant, variationOf } from './guided/variant.js';
import { type DefinitionSource, madeDefinition } from './model/definitionSource.js';
import type { FinishedSimulation } from './result.js';
import { runSimulation, type SimulateOptions } from './simulate.js';

/** A variant that ran. */
export interface RanVariant<W> {
  readonly outcome: FinishedSimulation<W>;
  readonly trial: Trial;
}

/** Runs a variant. */
export async function runVariant<W>(
  source: DefinitionSource<W>,
  options: SimulateOptions,
  variant: Variant,
): Promise<RanVariant<W>> {
  const drawn: string[] = [];
  const varied = { ...options, seed: variant.seed, variation: variationOf(variant, drawn) };
  const outcome = await runSimulation(madeDefinition(source), varied, false, undefined, source);
  return { outcome, trial: { drawn, struck: struckNames(outcome, options.plan), shape: shapeOf(outcome.shaped) } };
}

/** Returns the names of the random numbers by which faults struck. */
function struckNames({ fired }: Pick<FinishedSimulation<unknown>, 'fired'>, plan: readonly PlannedFault[] = []) {
  const names = faultNames(plan);
  return fired
    .filter(({ fault }) => fault.p !== undefined)
    .map(({ fault, address }) => strikeOf(names[plan.indexOf(fault)] ?? '', address));
}

/** Runs the variants of a guided search one after another, up to `seeds` of them. `note` returns true to stop. */
export async function searchGuided<W>(
  source: DefinitionSource<W>,
  {
    from,
    seeds,
    corpus,
    ...options
  }: SimulateOptions & { from: number; seeds: number; corpus: readonly CorpusEntry[] },
  note: (outcome: FinishedSimulation<W>, variant: Variant) => boolean,
): Promise<GuidedSearch> {
  const search = new GuidedSearch(from, corpus);
  for (let runs = 0; runs < seeds; ) {
    const variants = search.next().slice(0, seeds - runs);
    const trials: Trial[] = [];
    for (const variant of variants) {
      const { outcome, trial } = await runVariant(source, options, variant);
      trials.push(trial);
      runs += 1;
      if (!note(outcome, variant)) continue;
      search.learn(variants, trials);
      return search;
    }
    search.learn(variants, trials);
  }
  return search;
}
