/**
 * Prints the number of runs up to the first failure of each sample, as the median over several searches:
 *
 *     npx tsc -p test --noEmit false --outDir build && node build/test/simulation/guided/medians.js --searches 10
 *
 * `--sample NAME` measures one sample alone, `--way NAME` one way to search, `--first` is the first search, `--max` is the number of runs after which a search ends, and `--all` prints the
 * runs and the problem of each search.
 */
import { parseArgs } from 'node:util';
import { searchGuided } from '../../../src/simulation/guided/runVariants.js';
import { simulate } from '../../../src/simulation/index.js';
import { type Sample, samples } from './samples.js';

/** Searches for a failure, and returns the number of runs up to it; `undefined` if there is none among `maxRuns`. */
export type Search = (sample: Sample, searchSeed: number, maxRuns: number) => Promise<number | undefined>;

const SEEDS_OF_SEARCH = 1_000_000;

/** Tries one seed after another. */
const random: Search = async ({ name, module: { definition, ...options } }, searchSeed, maxRuns) => {
  for (let run = 1; run <= maxRuns; run += 1) {
    const seed = searchSeed * SEEDS_OF_SEARCH + run;
    const { ok, problem = '' } = await simulate(definition, { ...options, seed });
    if (ok) continue;
    if (values.all) console.log(`  ${name}, run ${run}, seed ${seed}: ${problem.split('\n')[0]}`);
    return run;
  }
  return undefined;
};

/** The ways to search, by name: a line each. */
/** Varies what reached something new. */
const guided: Search = async ({ module: { definition, ...options } }, searchSeed, maxRuns) => {
  let runs = 0;
  let found: number | undefined;
  const from = searchSeed * SEEDS_OF_SEARCH + 1;
  await searchGuided(definition, options, { from, seeds: maxRuns, corpus: [] }, ({ ok }) => {
    runs += 1;
    if (!ok) found = runs;
    return !ok;
  });
  return found;
};

const SEARCHES: Readonly<Record<string, Search>> = { random, guided };

const { values } = parseArgs({
  options: {
    searches: { type: 'string', default: '10' },
    max: { type: 'string', default: '100000' },
    sample: { type: 'string' },
    way: { type: 'string' },
    first: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
  },
});

for (const sample of samples) {
  if (values.sample !== undefined && sample.name !== values.sample) continue;
  for (const [way, search] of Object.entries(SEARCHES)) {
    if (values.way !== undefined && way !== values.way) continue;
    console.log(`${sample.name}, ${way}: ${await measure(sample, search)}`);
  }
}

async function measure(sample: Sample, search: Search): Promise<string> {
  const maxRuns = Number(values.max);
  const found: number[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < Number(values.searches); i += 1)
    found.push((await search(sample, Number(values.first) + i, maxRuns)) ?? Number.POSITIVE_INFINITY);
  const runs = found.reduce((sum, one) => sum + Math.min(one, maxRuns), 0);
  const millis = (performance.now() - startedAt) / runs;
  return `${values.all ? `${found.join(' ')}: ` : ''}median ${medianOf(found)} runs, ${millis.toFixed(2)} ms per run`;
}

/** Returns the median. A search without a failure counts as infinitely long. */
function medianOf(found: readonly number[]): number {
  const sorted = found.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
