/**
 * Sends malformed requests to a server, and looks at the fake behind it and at the heap. Each request is its seed:
 *
 *     npm run fuzz -- --seed 1 --requests 10000
 */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.js';

const MAY_GROW = 5 * 1024 * 1024;
const WARM_UP = 1000;

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, requests: { type: 'string', default: '10000' } },
});
const [seed, requests] = [Number(values.seed), Number(values.requests)];

await fuzz(seed, WARM_UP);
const before = await heap();
const { statuses, changed, wrong } = await fuzz(seed, requests, progress);
const grown = (await heap()) - before;
const megabytes = (grown / 1024 / 1024).toFixed(2);
const counts = Object.entries(statuses).map(([status, count]) => `${status === '0' ? 'closed' : status}: ${count}`);
console.log(`${requests} malformed requests, seed ${seed}: ${counts.join(', ')}`);
console.log(`${changed} changed something, ${wrong.length} wrong; the heap grew by ${megabytes} MB`);
for (const line of wrong.slice(0, 20)) console.log(line);
if (wrong.length > 0 || grown > MAY_GROW) process.exitCode = 1;

/** What is in use when all that can be collected is. */
async function heap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    gc?.();
  }
  return process.memoryUsage().heapUsed;
}

function progress(done: number): void {
  if (done % 1000 === 0) process.stderr.write(`${done} of ${requests}\n`);
}
