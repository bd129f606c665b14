/**
 * Changes the source a little, many times, and tells which changes no test notices:
 *
 *     npm run mutate -- --sample 600 --of core --seed 1
 *
 * The verdicts are written to a file as they come. A second run with the same file takes only what is left; `--again`
 * takes the survivors once more, after new tests. `--tests core,laws` runs only the tests of these folders;
 * `--budget` is the time that the tests of one mutant may take, in seconds.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprint, measure, save, saved, testFiles } from './baseline.js';
import { Compiler } from './compiler.js';
import { instrument, sourceFiles } from './instrument.js';
import { Judge } from './judge.js';
import { inLanes, Lane } from './lanes.js';
import { type Mutant, type Result, sampleOf } from './mutant.js';
import { progressLine } from './progress.js';
import { report } from './report.js';

const { values: flags } = parseArgs({
  options: {
    of: { type: 'string', default: 'core' },
    sample: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    tests: { type: 'string', default: '' },
    budget: { type: 'string', default: '60' },
    out: { type: 'string' },
    again: { type: 'boolean', default: false },
  },
});
const parts = flags.of.split(',');
const name = parts.join('-').replaceAll('/', '.');
const folder = resolve('build', 'mutation', name);
const out = flags.out ?? `${folder}-seed${flags.seed}.jsonl`;
const copy = `${folder}/copy`;
const coverage = `${folder}/coverage`;

const mutants = await instrument(sourceFiles(parts), copy);
const sample = sampleOf(mutants, wholeNumber('sample'), wholeNumber('seed'));
const lanes = Array.from({ length: wholeNumber('jobs') }, () => new Lane(copy, coverage));
const progress = progressLine();
const wanted = flags.tests.split(',').filter((folder) => folder !== '');
const print = fingerprint(parts);
const known = saved(`${folder}/baseline.json`, print);
const changed = testFiles(copy, wanted).filter((file) => !known.some((one) => one.file === file));
const files = [...known, ...(await measure(changed, coverage, lanes, progress))];
save(`${folder}/baseline.json`, print, files);

const results = earlier();
const judge = new Judge(copy, files, 1000 * wholeNumber('budget'));
const compiler = new Compiler(`${folder}/compiled`);
const left = sample.filter(({ key }) => !results.has(key));
const began = performance.now();
let done = 0;
await inLanes(left, lanes, async (mutant, lane) => {
  write(refined(mutant, await judge.judge(mutant, lane)));
  done += 1;
  const rate = (60_000 * done) / (performance.now() - began);
  progress(
    `${done} of ${left.length} mutants, ${rate.toFixed(1)} per minute, ${Math.ceil((left.length - done) / rate)} min left`,
  );
});
for (const lane of lanes) lane.stop();
progress('');
console.log(`${mutants.length} mutants in ${parts.join(', ')}; the sample of seed ${flags.seed}:`);
console.log(report(sample, results));

function wholeNumber(flag: 'sample' | 'seed' | 'jobs' | 'budget'): number {
  const value = Number(flags[flag]);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`mutate: --${flag} was given as '${flags[flag]}'; expected a whole number above 0`);
}

/** Returns the verdicts of the file, without the survivors if they are to be tried again. */
function earlier(): Map<string, Result> {
  mkdirSync(dirname(out), { recursive: true });
  const lines = existsSync(out) ? readFileSync(out, 'utf8').trim().split('\n') : [];
  const all = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Result);
  const kept = flags.again ? all.filter(({ verdict }) => verdict !== 'survived' && verdict !== 'uncovered') : all;
  rmSync(out, { force: true });
  for (const result of kept) appendFileSync(out, `${JSON.stringify(result)}\n`);
  return new Map(kept.map((result) => [result.key, result]));
}

/** A survivor that does not compile is no fault that a test would have to find. */
function refined(mutant: Mutant, result: Result): Result {
  const lives = result.verdict === 'survived' || result.verdict === 'uncovered';
  return lives && compiler.refuses(mutant) ? { ...result, verdict: 'refused by the compiler' } : result;
}

function write(result: Result): void {
  results.set(result.key, result);
  appendFileSync(out, `${JSON.stringify(result)}\n`);
}
