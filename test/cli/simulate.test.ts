import { describe, expect, it } from 'vitest';
import type { StartThread } from '../../src/campaign/thread.js';
import { Lane } from '../../src/cli/campaign/lane.js';
import { type Decider, simulate } from '../../src/simulation/index.js';
import { chargesTwice, everyTrouble, forgetsRefund, order, quietStart, start } from '../simulation/sample.js';
import type { Files, World } from './inMemory.js';
import { ranSimulate, timeless, withoutRate } from './ranSimulate.js';
import { DEATH } from './threadsInProcess.js';

const good = { default: { definition: order, start, plan: everyTrouble } };
const bad = { default: { definition: chargesTwice, start, plan: everyTrouble } };
const modules = { 'good.js': good, 'bad.js': bad };

const simulated = (line: string, files: Files = {}, more: World = {}) => ranSimulate(line, { modules, files, ...more });

/** A module whose threads die of runs: of each of these run ids, so many times. */
function deadly(deaths: Readonly<Record<string, number>>) {
  const left = new Map(Object.entries(deaths));
  const decider: Decider = ({ workflowExecution }) => {
    const id = workflowExecution?.runId ?? '';
    const times = left.get(id) ?? 0;
    left.set(id, times - 1);
    if (times > 0) throw new Error(DEATH);
    return [{ decisionType: 'CompleteWorkflowExecution' }];
  };
  return { default: { definition: { workflows: { 'Order@1': decider } }, start: quietStart } };
}

/** The run ids of the first seeds, by which a decider knows its seed. */
async function idsOf(seeds: number): Promise<readonly string[]> {
  const ids: string[] = [];
  const decider: Decider = ({ workflowExecution }) => {
    ids.push(workflowExecution?.runId ?? '');
    return [{ decisionType: 'CompleteWorkflowExecution' }];
  };
  for (let seed = 1; seed <= seeds; seed += 1)
    await simulate({ workflows: { 'Order@1': decider } }, { start: quietStart, seed });
  return ids;
}

describe('swfake simulate', () => {
  it('passes, and counts what happened', async () => {
    const { code, text, complaints } = await simulated('good.js --seeds 40');
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(text).toMatch(/^passed: 40 runs of 40\n(did not strike|struck \d+ times?): throttle \(p 0\.03\)\n/);
    expect(text).toMatch(/\nends: CANCELED \d+, COMPLETED \d+\nrefused calls: \d+ expected, 0 not\ncoverage of /);
    expect(text).toMatch(/\n40 runs in \d+\.\d s, \d+ per second, --jobs 2$/);
  });

  it('finds the lowest seed that fails, whatever the number of threads', async () => {
    const texts: string[] = [];
    for (const jobs of [1, 2, 5]) {
      const { code, text, written } = await simulated(`bad.js --seeds 200 --jobs ${jobs} --out out.json`);
      expect(code).toBe(1);
      texts.push(timeless(written('out.json')), withoutRate(text));
    }
    expect(new Set(texts).size).toBe(2);
    const [, text = ''] = texts;
    const [, seed] = /^seed (\d+) failed: invariant violated: charged 2 times\n/.exec(text) ?? [];
    expect(text).toContain(`\n1 failure in ${seed} runs of 200\n`);
    expect(text).toMatch(/\nminimized in \d+ runs to 1 of \d+ faults?, 0 of 1 outside event/);
    expect(text).toContain("\ntest('Order@1: invariant violated: charged 2 times', async () => {\n");
    expect(text).toContain(`\n--from ${seed} --seeds 1 --minimize 0 prints the run before it was minimized\n`);
  });

  it('keeps the lowest failure as it is with --minimize 0', async () => {
    const { text, written } = await simulated('bad.js --seeds 200 --minimize 0 --out out.json');
    expect(text).toMatch(/\ntest\('Order@1, seed \d+', async \(\) => \{\n/);
    expect(written('out.json')).not.toContain('"minimized"');
  });

  it('has the minimized failure in --json and --out', async () => {
    const { text, written } = await simulated('bad.js --seeds 200 --json --out out.json');
    const { minimized, failures } = JSON.parse(text);
    expect(minimized).toEqual({ number: failures[0].number, report: expect.stringContaining('\nWhat happens:\n') });
    expect(JSON.parse(written('out.json')).minimized).toEqual(minimized);
  });

  it('says why a failure is not minimized', async () => {
    const ids = await idsOf(12);
    let plays = 0;
    const once = ({ workflowExecution }: { workflowExecution?: { runId?: string | undefined } | undefined }) => {
      if (workflowExecution?.runId === ids[11]) plays += 1;
      if (plays === 1) throw new Error('only once');
      return [{ decisionType: 'CompleteWorkflowExecution' }];
    };
    const twice: Decider = ({ workflowExecution }) => {
      if (workflowExecution?.runId === ids[11]) plays += 1;
      if (plays > 0) throw new Error(plays > 1 ? DEATH : 'the first play');
      return [{ decisionType: 'CompleteWorkflowExecution' }];
    };
    const told: string[] = [];
    for (const decider of [once, twice]) {
      plays = 0;
      const definition = { workflows: { 'Order@1': decider } };
      const world = { modules: { 'm.js': { default: { definition, start: quietStart } } } };
      const { code, text, complaints } = await simulated('m.js --seeds 30 --jobs 1', {}, world);
      expect([code, text.split('\n')[1]]).toEqual([1, '1 failure in 12 runs of 30']);
      told.push(...complaints);
    }
    expect(told).toEqual([
      'swfake: simulate did not minimize seed 12: it did not fail again',
      'swfake: simulate did not minimize seed 12: its thread ended: it called process.exit(3)',
    ]);
  });

  it('goes on until --until-failures, and counts no run behind the last one', async () => {
    const { code, text } = await simulated('bad.js --seeds 120 --until-failures 2 --json');
    const document = JSON.parse(text);
    expect(code).toBe(1);
    expect(document.failures).toHaveLength(2);
    expect(document.runs).toBe(document.failures[1].number);
    const all = JSON.parse((await simulated('bad.js --seeds 120 --until-failures 0 --json')).text);
    expect(all.runs).toBe(120);
    expect(all.failures.slice(0, 2)).toEqual(document.failures);
    expect(all).toMatchObject({ command: 'simulate', exitCode: 1, module: 'bad.js', of: 'seeds', from: 1, to: 120 });
    expect(Object.keys(all.coverage)).toEqual(['Order@1']);
  });

  it('begins at --from', async () => {
    const { text } = await simulated('good.js --from 100 --seeds 5 --json');
    expect(JSON.parse(text)).toMatchObject({ from: 100, to: 104, runs: 5 });
  });

  it('takes the plan of --plan', async () => {
    const files = { 'plan.json': [{ fault: 'throttle', p: 0.5 }] };
    const { text } = await simulated('good.js --seeds 5 --plan plan.json', files);
    expect(text).toMatch(/\nstruck \d+ times: throttle \(p 0\.5\)\nends/);
  });

  it('tries every crash point with --crash-points', async () => {
    const world = { modules: { 'quiet.js': { default: { definition: chargesTwice, start: quietStart } } } };
    const { code, text } = await simulated('quiet.js --crash-points', {}, world);
    expect(code).toBe(1);
    expect(text).toMatch(/^crash at RespondActivityTaskCompleted of worker-\d+ failed: invariant violated/);
    expect(text).toContain('\nThe same command with --minimize 0 prints the run before it was minimized\n');
    const shards = await Promise.all(
      [1, 2].map((k) => simulated(`quiet.js --crash-points --shard ${k}/2 --out o.json`, {}, world)),
    );
    const files = Object.fromEntries(shards.map(({ written }, i) => [`${i}.json`, written('o.json')]));
    const { text: together } = await simulated('--merge 0.json 1.json', files);
    expect(together.trim()).toBe(withoutRate(text).trim());
  });

  it('writes the page of the first failure with --html', async () => {
    const { written } = await simulated('bad.js --seeds 200 --html page.html');
    expect(written('page.html')).toMatch(/^<!doctype html>/i);
    const { complaints } = await simulated('good.js --seeds 2 --html page.html');
    expect(complaints).toEqual(['swfake: simulate wrote no page: nothing failed']);
  });

  it('takes named exports, and a module of CommonJS', async () => {
    const { default: exported } = good;
    const world = { modules: { 'named.js': exported, 'common.js': { default: { default: exported } } } };
    expect((await simulated('named.js --seeds 2', {}, world)).code).toBe(0);
    expect((await simulated('common.js --seeds 2', {}, world)).code).toBe(0);
  });
});

describe('shards', () => {
  it('merge to the file of one run, in any order and twice, and say what is missing', async () => {
    for (const module of ['good.js', 'bad.js']) {
      const files: Record<string, unknown> = {};
      for (const k of [1, 2, 3]) {
        const { written } = await simulated(`${module} --seeds 120 --shard ${k}/3 --out s.json`);
        files[`s${k}.json`] = written('s.json');
      }
      const one = await simulated(`${module} --seeds 120 --out one.json`);
      for (const order of ['s1.json s2.json s3.json', 's3.json s1.json s2.json s1.json']) {
        const { code, written } = await simulated(`--merge ${order} --out all.json`, files);
        expect(code).toBe(one.code);
        expect(timeless(written('all.json'))).toBe(timeless(one.written('one.json')));
        expect(written('all.json').includes('"minimized":')).toBe(one.code === 1);
      }
    }
    const { written } = await simulated('good.js --seeds 90 --shard 3/3 --out s.json');
    const { code, text } = await simulated('--merge s.json', { 's.json': written('s.json') });
    expect(code).toBe(2);
    expect(text).toMatch(/^no failure so far: 30 runs of 90\n60 not run: 1 to 60\n/);
  });

  it('find their place in the variables of an engine', async () => {
    const variables = { AWS_BATCH_JOB_ARRAY_INDEX: '1', AWS_BATCH_JOB_ARRAY_SIZE: '4' };
    const { code, text } = await simulated('good.js --seeds 40 --shard auto', {}, { variables });
    expect({ code, head: text.split('\n')[0] }).toEqual({ code: 0, head: 'passed: 10 runs of 10' });
  });
});

describe('--resume', () => {
  it('runs what is missing, as if it had never ended', async () => {
    for (const module of ['good.js', 'bad.js']) {
      const one = await simulated(`${module} --seeds 60 --out o.json`);
      const part = await simulated(`${module} --seeds 25 --from 1 --out o.json`);
      const resumed = await simulated(`${module} --seeds 60 --out o.json --resume`, {
        'o.json': part.written('o.json'),
      });
      expect(resumed.code).toBe(one.code);
      expect(timeless(resumed.written('o.json'))).toBe(timeless(one.written('o.json')));
      const unminimized = await simulated(`${module} --seeds 60 --minimize 0 --out o.json`);
      const last = await simulated(`${module} --seeds 60 --out o.json --resume`, {
        'o.json': unminimized.written('o.json'),
      });
      expect(timeless(last.written('o.json'))).toBe(timeless(one.written('o.json')));
      const done = await simulated(`${module} --seeds 60 --out o.json --resume`, { 'o.json': one.written('o.json') });
      expect(done.text).toMatch(/\n0 runs in /);
    }
  });

  it('adds its time to that of the file', async () => {
    const { written } = await simulated('good.js --seeds 3 --out o.json');
    const before = JSON.parse(written('o.json'));
    const files = { 'o.json': JSON.stringify({ ...before, times: { seconds: 1000 } }) };
    const resumed = await simulated('good.js --seeds 4 --out o.json --resume', files);
    expect(JSON.parse(resumed.written('o.json')).times.seconds).toBeGreaterThan(1000);
  });

  it('begins anew without the file', async () => {
    expect((await simulated('good.js --seeds 3 --out o.json --resume')).text).toMatch(/^passed: 3 runs of 3\n/);
  });

  it('is refused for the file of another campaign', async () => {
    const { written } = await simulated('good.js --seeds 3 --out o.json');
    const files = { 'o.json': written('o.json') };
    const { code, complaints } = await simulated('bad.js --seeds 3 --out o.json --resume', files);
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: [
        "swfake: simulate: --resume cannot go on with 'o.json': it differs in the module (good.js and bad.js); remove the file to begin anew",
      ],
    });
  });

  it.each([
    ['fewer seeds', '--seeds 10', 'seeds 11 to 60'],
    ['other seeds', '--from 61 --seeds 60', 'seeds 1 to 60'],
    ['another shard', '--seeds 60 --shard 2/2', 'seeds 1 to 30'],
  ])('is refused for a file that has results beside %s', async (_, flags, stray) => {
    const { written } = await simulated('good.js --seeds 60 --out o.json');
    const resumed = await simulated(`good.js ${flags} --out o.json --resume`, { 'o.json': written('o.json') });
    expect([resumed.code, resumed.complaints, resumed.text]).toEqual([
      2,
      [
        `swfake: simulate: --resume cannot go on with 'o.json': it has ${stray}, which this command does not run; repeat the ` +
          '--from, --seeds and --shard of the file, or remove it to begin anew',
      ],
      '',
    ]);
  });
});

describe('an interruption', () => {
  it('prints what was found, writes --out, and says how to go on', async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    const { code, text, complaints, written } = await simulated(
      'good.js --seeds 100000 --out o.json',
      {},
      { until: slow },
    );
    expect(code).toBe(2);
    expect(text).toMatch(/^no failure so far: \d+ runs? of 100000\n\d+ not run: [^\n]*\d+ to 100000\n/);
    expect(text).not.toContain(' 9999,');
    expect(complaints).toEqual([
      "swfake: simulate was interrupted; the same command with --resume goes on with 'o.json'",
    ]);
    expect(JSON.parse(written('o.json')).ranges[0].from).toBe(1);
  });
});

describe('an interruption before the module is imported', () => {
  it.each(['', ' --guided --corpus c.json', ' --crash-points'])(
    'says that nothing ran, and writes no file:%s',
    async (flags) => {
      const { code, text, complaints, written } = await simulated(
        `good.js --out o.json${flags}`,
        {},
        { until: async () => undefined },
      );
      expect([code, text, complaints]).toEqual([
        2,
        '',
        ["swfake: simulate was interrupted before 'good.js' was imported: nothing ran"],
      ]);
      for (const file of ['o.json', 'c.json']) expect(() => written(file)).toThrow('ENOENT');
    },
  );
});

describe('the minimization of a failure', () => {
  it('does not begin if the campaign was interrupted', async () => {
    const failing: Decider = ({ workflowExecution }) => {
      throw new Error(`no run ${workflowExecution?.workflowId}`);
    };
    const modules = { 'm.js': { default: { definition: { workflows: { 'Order@1': failing } }, start: quietStart } } };
    const soon = () => new Promise((resolve) => setTimeout(resolve, 100));
    const line = 'm.js --seeds 1000000 --until-failures 0 --out o.json';
    const { code, written, complaints } = await simulated(line, {}, { modules, until: soon });
    expect([code, complaints.length, JSON.parse(written('o.json')).minimized]).toEqual([2, 1, undefined]);
  });

  it('shows its runs, and ends as soon as it is stopped', async () => {
    let runs = 0;
    const shown: number[] = [];
    const start: StartThread = (_setup, _megabytes, listener) => {
      setImmediate(() => listener.message({ kind: 'ready', description: { plan: [], options: '', types: '' } }));
      return { current: () => (runs += 1), request: () => undefined, stop: () => undefined };
    };
    const lane = new Lane({ setup: { module: 'm.js', crashPoints: false }, start, megabytes: 1, timeout: 20 });
    await lane.start();
    const end = await lane.minimize({ number: 7 }, 500, (done) => {
      shown.push(done);
      if (shown.length === 12) lane.stop();
    });
    expect(end).toBe('stopped');
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  });
});

describe('a thread that ends', () => {
  it('is replaced, and its batch runs again, once', async () => {
    const ids = await idsOf(30);
    const { code, text, complaints } = await ranDeadly({ [ids[20] as string]: 1 });
    expect({ code, runs: text.split('\n')[0] }).toEqual({ code: 0, runs: 'passed: 30 runs of 30' });
    expect(complaints).toEqual([
      'swfake: a thread ended in seed 21: it called process.exit(3); another one runs its batch again',
    ]);
  });

  it('is replaced, too, if its batch is one seed', async () => {
    const [first = ''] = await idsOf(1);
    const { code, text } = await ranDeadly({ [first]: 1 }, '--jobs 1');
    expect({ code, runs: text.split('\n')[0] }).toEqual({ code: 0, runs: 'passed: 30 runs of 30' });
  });

  it('again is the failure of the seed that ends it', async () => {
    const ids = await idsOf(30);
    for (const jobs of [1, 2]) {
      const deaths = { [ids[11] as string]: 9, [ids[20] as string]: 9 };
      const { code, text } = await ranDeadly(deaths, `--until-failures 0 --jobs ${jobs}`);
      expect(code).toBe(1);
      expect(text.split('\n').slice(0, 4)).toEqual([
        'seed 12 failed: it ended its thread: it called process.exit(3)',
        'seed 21 failed: it ended its thread: it called process.exit(3)',
        '2 failures in 30 runs of 30',
        'ends: COMPLETED 28, ended its thread 2',
      ]);
    }
  });

  const ranDeadly = (deaths: Record<string, number>, flags = '') =>
    simulated(`deadly.js --seeds 30 ${flags}`.trim(), {}, { modules: { 'deadly.js': deadly(deaths) } });
});

describe('the planted bug of a lost signal', () => {
  it('is found', async () => {
    const world = { modules: { 'm.js': { default: { definition: forgetsRefund, start } } } };
    const { text } = await simulated('m.js --seeds 300', {}, world);
    expect(text).toMatch(/^seed \d+ failed: invariant violated: it was canceled, and the money is not back\n/);
  });
});
