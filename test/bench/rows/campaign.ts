import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { nodeThreads } from '../../../src/cli/campaign/nodeThread.js';
import { Pool } from '../../../src/cli/campaign/pool.js';
import type { Row } from '../row.js';

// What a second thread brings to `swfake simulate`. The threads are started before: their start is a cost of its own.

/** The runs of one measurement: so many that the batches at its end, which are small, cost little. */
const RUNS = 6000;
const PAIRS = 9;
/** As many steps of an empty loop as take about as long as the runs. */
const STEPS = 2_000_000_000;
const MEGABYTES = 1024;
const TIMEOUT = 60_000;

const THREAD = new URL('../../../src/cli/campaignThread.js', import.meta.url);
const MODULE = fileURLToPath(new URL('../../simulation/orderModule.js', import.meta.url));

/** Simulates the sample order with so many threads: milliseconds for a run. */
async function simulating(jobs: number): Promise<Timed> {
  const setup = { module: MODULE, crashPoints: false };
  const settings = { setup, start: nodeThreads(THREAD), megabytes: MEGABYTES, timeout: TIMEOUT };
  let runs = 0;
  const pool = new Pool(jobs, settings, {
    limit: () => Number.POSITIVE_INFINITY,
    stopAfter: Number.POSITIVE_INFINITY,
    variantsOf: () => undefined,
    add: ({ results }) => {
      for (const { tally } of results) runs += tally.runs;
    },
    replaced: (number, reason) => {
      throw new Error(`bench: seed ${number} ${reason}`);
    },
    nameOf: String,
  });
  await pool.start();
  const time = async (): Promise<number> => {
    runs = 0;
    const began = performance.now();
    await pool.run([{ from: 1, to: RUNS }]);
    if (runs !== RUNS) throw new Error(`bench: ${runs} runs of ${RUNS}`);
    return (performance.now() - began) / RUNS;
  };
  return { time, close: () => pool.stop() };
}

interface Timed {
  readonly time: () => Promise<number>;
  readonly close: () => void;
}

const LOOP = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', (steps) => {
  let sum = 0;
  for (let i = 0; i < steps; i += 1) sum = (sum * 31 + i) | 0;
  parentPort.postMessage(sum);
});`;

/** Shares the steps of an empty loop between so many threads: milliseconds. */
function looping(jobs: number): Timed {
  const workers = Array.from({ length: jobs }, () => new Worker(LOOP, { eval: true }));
  const looped = (worker: Worker): Promise<unknown> =>
    new Promise((resolve) => {
      worker.once('message', resolve);
      worker.postMessage(STEPS / jobs);
    });
  const time = async (): Promise<number> => {
    const began = performance.now();
    await Promise.all(workers.map(looped));
    return performance.now() - began;
  };
  const close = (): void => {
    for (const worker of workers) void worker.terminate();
  };
  return { time, close };
}

const closeAll = (all: readonly Timed[]) => (): void => {
  for (const { close } of all) close();
};

export const campaignRows: readonly Row[] = [
  {
    name: 'simulate on two processes',
    subject: 'a run of swfake simulate --jobs 2',
    limit: 'a run with --jobs 1',
    goal: 0.6,
    unit: 'ms',
    pairs: PAIRS,
    warmUps: 3,
    prepare: async () => {
      const [one, two] = [await simulating(1), await simulating(2)];
      return { limit: one.time, subject: two.time, close: closeAll([one, two]) };
    },
  },
  {
    name: 'simulate beside empty loops',
    subject: 'the time of --jobs 2, in that of --jobs 1',
    limit: 'the same of an empty loop',
    goal: 1.2,
    unit: 'x',
    pairs: PAIRS,
    warmUps: 2,
    prepare: async () => {
      const [one, two] = [await simulating(1), await simulating(2)];
      const [loop, loops] = [looping(1), looping(2)];
      return {
        limit: async () => (await loops.time()) / (await loop.time()),
        subject: async () => (await two.time()) / (await one.time()),
        close: closeAll([one, two, loop, loops]),
      };
    },
  },
];
