import { describe, expect, it } from 'vitest';
import { playsOf } from '../../src/campaign/plays.js';
import { joined } from '../../src/campaign/ranges.js';
import { runBatch } from '../../src/campaign/runBatch.js';
import { NO_RUNS, sumOf } from '../../src/campaign/tally.js';
import { Coverage } from '../../src/coverage/index.js';
import {
  type Definition,
  everyCrashPoint,
  type SimulationModule,
  simulate,
  sweep,
} from '../../src/simulation/index.js';
import {
  chargesTwice,
  everyTrouble,
  forgetsRefund,
  order,
  quietStart,
  type Shop,
  start,
} from '../simulation/sample.js';

const SEEDS = { plan: undefined, crashPoints: false };
const POINTS = { crashPoints: true };
const ALL = Number.POSITIVE_INFINITY;
const module = { definition: order, start, plan: everyTrouble } satisfies SimulationModule<Shop>;

/** Runs the plays of a module in batches of these sizes. */
async function ranIn(exported: unknown, setup: typeof SEEDS | typeof POINTS, bounds: readonly number[]) {
  const plays = await playsOf(exported, setup);
  const results = [];
  for (const [i, from] of bounds.slice(0, -1).entries()) {
    const to = (bounds[i + 1] as number) - 1;
    results.push(...(await runBatch(plays, { from, to, stopAfter: ALL }, () => undefined)).results);
  }
  return joined(results);
}

describe('the plays of a module', () => {
  it('are those of sweep, whatever the batches', async () => {
    const seeds = 60;
    const swept = await sweep(order, { start, plan: everyTrouble, seeds });
    const [whole] = await ranIn(module, SEEDS, [1, seeds + 1]);
    expect(whole?.tally.runs).toBe(seeds);
    expect(whole?.tally.struck).toEqual(swept.struck);
    expect(await ranIn(module, SEEDS, [1, 2, 17, 40, seeds + 1])).toEqual([whole]);
  });

  it('count ends, refused calls and the coverage of SWF', async () => {
    const coverage = new Coverage();
    const counted: Definition<Shop> = { ...order, fake: { coverage } };
    const ends: Record<string, number> = {};
    let [expected, unexpected] = [0, 0];
    for (let seed = 1; seed <= 40; seed += 1) {
      const { ended, refused } = await simulate(counted, { start, plan: everyTrouble, seed });
      const end = 'status' in ended ? ended.status : ended.how;
      ends[end] = (ends[end] ?? 0) + 1;
      expected += refused.filter((one) => one.expected).length;
      unexpected += refused.filter((one) => !one.expected).length;
    }
    const [whole] = await ranIn(module, SEEDS, [1, 41]);
    expect(whole?.tally.ends).toEqual(ends);
    expect(whole?.tally.refused).toEqual({ expected, unexpected });
    expect(whole?.tally.coverage).toEqual(coverage.toJSON());
    expect(expected).toBeGreaterThan(0);
  });

  it('fail one by one, with the report of simulate', async () => {
    const failing = { ...module, definition: forgetsRefund };
    const results = await ranIn(failing, SEEDS, [1, 41]);
    const failures = results.flatMap(({ failure }) => failure ?? []);
    const wanted: number[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      if (!(await simulate(forgetsRefund, { start, plan: everyTrouble, seed })).ok) wanted.push(seed);
    }
    expect(wanted).not.toEqual([]);
    expect(failures.map(({ number }) => number)).toEqual(wanted);
    const [first] = failures;
    const again = await simulate(forgetsRefund, { start, plan: everyTrouble, seed: first?.number ?? 0 });
    expect(first).toEqual({
      number: wanted[0],
      name: `seed ${wanted[0]}`,
      problem: again.problem,
      report: again.report(),
    });
    expect(results.reduce((sum, { tally }) => sumOf(sum, tally), NO_RUNS).runs).toBe(40);
  });

  it('take the plan of --plan in place of that of the module', async () => {
    const plays = await playsOf(module, { plan: [{ fault: 'throttle', p: 0.5 }], crashPoints: false });
    expect(plays.description.plan).toEqual(['throttle (p 0.5)']);
    await expect(playsOf(module, { plan: [{ fault: 'trottle' }], crashPoints: false })).rejects.toThrow(
      "swfake: unknown fault 'trottle'; did you mean 'throttle'?",
    );
  });

  it('make the definition anew for each, if it is a function', async () => {
    let made = 0;
    const definition = (): Definition<Shop> => {
      made += 1;
      return order;
    };
    const plays = await playsOf({ ...module, definition }, SEEDS);
    const before = made;
    await runBatch(plays, { from: 1, to: 5, stopAfter: ALL }, () => undefined);
    expect(made - before).toBe(5);
  });

  it('end with the error of one that cannot run', async () => {
    const definition = { ...order, world: () => Promise.resolve({}) };
    const [first] = await ranIn({ ...module, definition }, SEEDS, [1, 2]);
    expect(first?.tally.ends).toEqual({ error: 1 });
    expect(first?.failure?.problem).toMatch(/^swfake: world\(\) returned a promise/);
  });
});

describe('the crash points of a module', () => {
  it('are those of everyCrashPoint, and the run without a loss', async () => {
    const points = await everyCrashPoint(chargesTwice, quietStart);
    const crashed = { definition: chargesTwice, start: quietStart, plan: everyTrouble };
    const plays = await playsOf(crashed, POINTS);
    expect(plays.description.range).toEqual({ from: 0, to: points.tried });
    const results = await ranIn(crashed, POINTS, [0, 9, points.tried + 1]);
    const failures = results.flatMap(({ failure }) => failure ?? []);
    expect(failures.map(({ name, report }) => [name, report])).toEqual(
      points.failed.map(({ loss, call, outcome }) => [`${loss} at ${call}`, outcome.report()]),
    );
    expect(failures.length).toBeGreaterThan(0);
  });

  it('name the run without a loss', async () => {
    const stuck = { definition: { workflows: { 'Order@1': () => [] } }, start: { workflow: 'Order@1' } };
    const [first] = await ranIn(stuck, POINTS, [0, 1]);
    expect(first?.failure?.name).toBe('the run without a loss');
  });
});

describe('what is no simulation module', () => {
  it.each([
    [undefined, "swfake: the module was given undefined; expected an object with 'definition', 'start', 'plan'"],
    [{}, "swfake: the module has no 'definition'; expected { definition, start, plan }"],
    [{ definition: order }, "swfake: the module has no 'start'; expected { definition, start, plan }"],
    [
      { ...module, seed: 1 },
      "swfake: unknown option 'seed' of the module; leave it out: swfake simulate gives the seeds, by --from and --seeds",
    ],
    [{ ...module, plans: [] }, "swfake: unknown option 'plans' of the module; did you mean 'plan'?"],
    [
      { ...module, definition: async () => order },
      'swfake: definition() returned a promise; expected a definition, such as { workflows }. It must answer at once: make it a function that is not async',
    ],
    [{ ...module, definition: { workflow: {} } }, /^swfake: unknown option 'workflow' of the definition of the module/],
  ])('%j is refused with a sentence', async (exported, message) => {
    await expect(playsOf(exported, SEEDS)).rejects.toThrow(message);
  });
});
