/**
 * Simulates the sample order from many seeds, on all cores, with every kind of fault:
 *
 *     npm run simulate -- --seeds 100000
 *
 * `--from` is the first seed, `--jobs` says how many processes, and `--sample chargesTwice` or `forgetsRefund` takes one
 * with a planted bug. It prints the first seed that fails, its timeline, and the test that repeats it.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { sweep } from '../../src/simulation/index.js';
import { chargesTwice, everyTrouble, forgetsRefund, order, start } from './sample.js';

const SAMPLES: Readonly<Record<string, typeof order>> = { order, chargesTwice, forgetsRefund };
/** So many seeds at a time: who is done early takes more, and the lowest seed that fails is soon known. */
const BATCH = 500;

interface Batch {
  readonly sample: string;
  readonly from: number;
  readonly seeds: number;
}

interface Result {
  readonly from: number;
  readonly runs: number;
  readonly failed?: { readonly seed: number; readonly report: string } | undefined;
}

if (process.send) serve(process.send.bind(process));
else await lead(readFlags());

/** A worker process: sweeps what it is given. */
function serve(tell: (result: Result) => void): void {
  process.on('message', async ({ sample, from, seeds }: Batch) => {
    const definition = SAMPLES[sample] ?? order;
    const { runs, failed } = await sweep(definition, { start, plan: everyTrouble, from, seeds });
    tell({ from, runs, failed: failed && { seed: failed.seed, report: failed.report() } });
  });
}

interface Flags {
  readonly seeds: number;
  readonly from: number;
  readonly jobs: number;
  readonly sample: string;
}

async function lead({ seeds, from, jobs, sample }: Flags): Promise<void> {
  const begun = performance.now();
  const end = from + seeds;
  let next = from;
  let runs = 0;
  let failed: Result['failed'];
  let shown = begun;
  // Seeds above one that failed need not be tried; those below do, so that the answer is the same on any machine.
  const batch = (): Batch | undefined => {
    if (next >= Math.min(end, failed?.seed ?? end)) return undefined;
    const batch = { sample, from: next, seeds: Math.min(BATCH, end - next) };
    next += BATCH;
    return batch;
  };
  const hear = (result: Result): void => {
    runs += result.runs;
    if (result.failed && result.failed.seed < (failed?.seed ?? end)) failed = result.failed;
    shown = progress(runs, seeds, begun, shown);
  };
  await Promise.all(Array.from({ length: jobs }, () => work(batch, hear)));
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const seconds = (performance.now() - begun) / 1000;
  if (failed) console.log(`seed ${failed.seed} failed\n${failed.report}\n`);
  console.log(`${runs} runs, ${failed ? 1 : 0} failed, ${seconds.toFixed(1)} s, ${Math.round(runs / seconds)} runs/s`);
  if (failed) process.exitCode = 1;
}

/** One process for as long as there are batches. */
function work(batch: () => Batch | undefined, hear: (result: Result) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(process.argv[1] as string, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const give = (): void => {
      const given = batch();
      if (given) worker.send(given);
      else worker.disconnect();
    };
    worker.on('message', (result: Result) => {
      hear(result);
      give();
    });
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker process ended with ${code}`))));
    give();
  });
}

// A log gets a line now and then, a terminal one line that changes.
function progress(runs: number, seeds: number, begun: number, shown: number): number {
  const now = performance.now();
  if (now - shown < (process.stderr.isTTY ? 200 : 10_000)) return shown;
  const rate = runs / ((now - begun) / 1000);
  const line = `${runs} of ${seeds} runs, ${Math.round(rate)} runs/s, ${Math.ceil((seeds - runs) / rate)} s left`;
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  return now;
}

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '100000' },
      from: { type: 'string', default: '1' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      sample: { type: 'string', default: 'order' },
    },
  });
  const number = (name: 'seeds' | 'from' | 'jobs'): number => {
    const value = Number(values[name]);
    return Number.isSafeInteger(value) && value > 0 ? value : refuse(`--${name} wants a whole number from 1`);
  };
  if (!Object.hasOwn(SAMPLES, values.sample)) refuse(`--sample is one of ${Object.keys(SAMPLES).join(', ')}`);
  return { seeds: number('seeds'), from: number('from'), jobs: number('jobs'), sample: values.sample };
}

function refuse(why: string): never {
  console.error(`simulate: ${why}\nusage: npm run simulate -- [--seeds N] [--from N] [--jobs N] [--sample NAME]`);
  process.exit(2);
}
