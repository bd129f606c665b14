/**
 * Minimizes failing results of the samples, checks each as `minimize.test.ts` does, and prints the runs and the time that a
 * minimization takes. Exits with 1 if one does not hold:
 *
 *     npx tsc -p test --noEmit false --outDir build && node build/test/simulation/minimize/measure.js --most 10
 *
 * `--seeds` is the number of seeds of each sample that are tried, `--most` the largest number of failing results of each.
 */
import { parseArgs } from 'node:util';
import { minimize } from '../../../src/simulation/index.js';
import { failingResults, judged, medianOf } from './bar.js';
import { failingSamples } from './failing.js';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '200' }, most: { type: 'string', default: '10' } },
});

const all: { readonly runs: number; readonly millis: number; readonly byOrder: boolean }[] = [];
const allProblems: string[] = [];

for (const sample of failingSamples) {
  const failing = await failingResults(sample, Number(values.seeds), Number(values.most));
  for (const one of failing) {
    const startedAt = performance.now();
    await minimize(one.result);
    const millis = performance.now() - startedAt;
    const { minimized, problems } = await judged(one);
    allProblems.push(...problems);
    all.push({ runs: minimized.runs, millis, byOrder: minimized.waits.length > 0 });
  }
  print(sample.name, all.slice(-failing.length));
}
print('all samples', all);
for (const problem of allProblems) console.log(problem);
process.exitCode = allProblems.length > 0 ? 1 : 0;

function print(name: string, some: typeof all): void {
  const runs = some.map((one) => one.runs);
  const millis = medianOf(some.map((one) => one.millis)).toFixed(1);
  const byOrder = some.filter((one) => one.byOrder).length;
  const most = Math.max(...runs);
  console.log(
    `${name}: ${some.length} failing, ${byOrder} need an order; median ${medianOf(runs)} runs and ${millis} ms, at most ${most} runs`,
  );
}
