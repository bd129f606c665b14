import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeThreads } from '../../src/cli/campaign/nodeThread.js';
import { type Decider, simulate } from '../../src/simulation/index.js';
import { writeProgram } from './writeProgram.js';

// `swfake simulate` as a user has it: a process with threads of its own.

mkdirSync('build', { recursive: true });
const folder = mkdtempSync(join('build', 'threads-'));
const main = join(folder, 'main.js');
const at = (name: string): string => join(folder, name);

/** The seed in whose run a decider does something to its thread. */
const BAD_SEED = 17;

/** What it does, by the name of the module. */
const DEEDS = {
  none: '',
  exit: 'process.exit(3);',
  hang: 'for (;;);',
  reject: "void Promise.reject(new Error('lost'));",
  later: "setTimeout(() => { throw new Error('later'); }, 0);",
  memory: 'const all = []; for (;;) all.push([all.length, {}]);',
};

/** A module whose decider does something in one run, and something in each. */
const sourceOf = (deed = '', run = '', always = ''): string => `
  const decider = ({ workflowExecution }) => {
    if (workflowExecution.runId === '${run}') { ${deed} }
    ${always}
    return [{ decisionType: 'CompleteWorkflowExecution' }];
  };
  const definition = { workflows: { 'Order@1': decider } };
  const start = { workflow: 'Order@1' };
`;
const AS_DEFAULT = 'export default { definition, start };\n';

beforeAll(async () => {
  await writeProgram(folder);
  const run = await runOf(BAD_SEED);
  for (const [name, deed] of Object.entries(DEEDS)) writeFileSync(at(`${name}.mjs`), sourceOf(deed, run) + AS_DEFAULT);
  writeFileSync(at('prints.mjs'), sourceOf('', '', "console.log('run');") + AS_DEFAULT);
  writeFileSync(
    at('named.mjs'),
    sourceOf().replaceAll('const def', 'export const def').replace('const start', 'export const start'),
  );
  writeFileSync(at('common.cjs'), `${sourceOf()} module.exports = { definition, start };\n`);
  writeFileSync(
    at('compiled.cjs'),
    `${sourceOf()} exports.__esModule = true; exports.default = { definition, start };\n`,
  );
  const typed = `enum Name { Order = 'Order@1' }\n${sourceOf().replace("'Order@1': decider", '[Name.Order as string]: decider')}`;
  writeFileSync(at('typed.mts'), typed.replace('workflowExecution })', 'workflowExecution }: any)') + AS_DEFAULT);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the program. Resolves to its exit code and output. */
function started(line: string, program = main) {
  const child = spawn(process.execPath, [program, 'simulate', ...line.split(' ')]);
  const output = { out: '', err: '' };
  child.stdout.on('data', (text) => (output.out += text));
  child.stderr.on('data', (text) => (output.err += text));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...output })),
  );
  return { child, ended };
}
const ran = (...given: Parameters<typeof started>) => started(...given).ended;

/** Returns the run id of a seed, by which the decider knows it. */
async function runOf(seed: number): Promise<string> {
  const ids: (string | undefined)[] = [];
  const decider: Decider = ({ workflowExecution }) => {
    ids.push(workflowExecution?.runId);
    return [{ decisionType: 'CompleteWorkflowExecution' }];
  };
  await simulate({ workflows: { 'Order@1': decider } }, { start: { workflow: 'Order@1' }, seed });
  return ids[0] ?? '';
}

const timeless = (file: string): string => readFileSync(file, 'utf8').replace(/"times":\{[^}]*\}/, '');

/** Waits until a file is there, with another content than `before`. */
async function written(file: string, before = ''): Promise<void> {
  while (!existsSync(file) || timeless(file) === before) await sleep(20);
}

const RUNS_TYPESCRIPT = 'typescript' in process.features && Boolean(process.features.typescript);

describe('swfake simulate in threads', { timeout: 60_000 }, () => {
  it.each(['none.mjs', 'named.mjs', 'common.cjs', 'compiled.cjs', 'typed.mts'])('runs %s', async (name) => {
    const { code, out, err } = await ran(`${at(name)} --seeds 20 --jobs 1`);
    expect({ code, err, head: out.split('\n')[0] }).toEqual({ code: 0, err: '', head: 'passed: 20 runs of 20' });
  });

  it('writes the same file with one thread and with three', async () => {
    for (const jobs of [1, 3]) await ran(`${at('none.mjs')} --seeds 200 --jobs ${jobs} --out ${at(`${jobs}.json`)}`);
    expect(timeless(at('3.json'))).toBe(timeless(at('1.json')));
  });

  it('keeps what a module prints out of the result', async () => {
    const { out, err } = await ran(`${at('prints.mjs')} --seeds 3 --jobs 1 --json`);
    expect(JSON.parse(out).runs).toBe(3);
    expect(err.match(/^run$/gm)).toHaveLength(3);
  });

  it.each([
    ['exit', 'it ended its thread: it called process.exit(3)'],
    ['reject', 'it ended its thread: it threw outside of every decider and activity: Error: lost'],
    ['later', 'it ended its thread: it threw outside of every decider and activity: Error: later'],
    ['hang', 'it took more than 0.5 s of real time; --seed-timeout gives it more'],
  ])('blames the seed whose code does this: %s', async (deed, problem) => {
    const line = `${at(`${deed}.mjs`)} --seeds 40 --jobs 1 --until-failures 0 --seed-timeout 500ms`;
    const { code, out } = await ran(line);
    expect(code).toBe(1);
    expect(out.split('\n').slice(0, 2)).toEqual([`seed 17 failed: ${problem}`, '1 failure in 40 runs of 40']);
  });

  /** A module that fails if a signal comes before the run closes. `deed` is what its runs do after that. */
  const failing = (deed = ''): string => `
    let hasFailed = false;
    const decider = ({ events }) => {
      const isSignaled = events.some(({ eventType }) => eventType === 'WorkflowExecutionSignaled');
      ${deed}
      hasFailed ||= isSignaled;
      if (isSignaled) throw new Error('signaled');
      return [{ decisionType: 'CompleteWorkflowExecution' }];
    };
    const definition = { workflows: { 'Order@1': decider } };
    const start = { workflow: 'Order@1', events: [{ signal: 'stop' }, { signal: 'status' }] };
    export default { definition, start };
  `;

  it('minimizes a failure in a thread, with the same file whatever the number of threads', async () => {
    writeFileSync(at('fails.mjs'), failing());
    const files: string[] = [];
    for (const jobs of [1, 2, 5]) {
      const { out, err } = await ran(`${at('fails.mjs')} --seeds 20 --jobs ${jobs} --out ${at(`f${jobs}.json`)}`);
      expect(err).toBe('');
      expect(out).toMatch(/\nminimized in \d+ runs to 1 of 2 outside events/);
      files.push(timeless(at(`f${jobs}.json`)));
    }
    expect(new Set(files).size).toBe(1);
    expect(files[0]).toContain('"minimized":{"number":');
  });

  it('ends a thread that minimizes if one of its runs takes too long', async () => {
    writeFileSync(at('hangs.mjs'), failing('while (hasFailed && !isSignaled);'));
    const { code, out, err } = await ran(`${at('hangs.mjs')} --seeds 20 --jobs 1 --seed-timeout 500ms`);
    expect(code).toBe(1);
    expect(out).toMatch(/\ntest\('Order@1, seed \d+', /);
    expect(err).toMatch(/^swfake: simulate did not minimize seed \d+: its thread ended: it took more than 0\.5 s\n$/);
  });

  it.skipIf(process.platform === 'win32')('goes on with --resume after a kill while it minimizes', async () => {
    const slow = failing('if (hasFailed) for (const end = Date.now() + 100; Date.now() < end;);');
    writeFileSync(at('slow.mjs'), slow);
    const line = `${at('slow.mjs')} --seeds 20 --jobs 1 --out`;
    const { child, ended } = started(`${line} ${at('killed.json')}`);
    await written(at('killed.json'));
    child.kill('SIGKILL');
    await ended;
    expect(timeless(at('killed.json'))).not.toContain('"minimized"');
    await ran(`${line} ${at('killed.json')} --resume`);
    await ran(`${line} ${at('unkilled.json')}`);
    expect(timeless(at('killed.json'))).toBe(timeless(at('unkilled.json')));
    expect(timeless(at('killed.json'))).toContain('"minimized"');
  });

  it('ends a thread that needs too much memory', async () => {
    const reason = await new Promise<string>((resolve) => {
      const start = nodeThreads(pathToFileURL(at('campaignThread.js')));
      const thread = start({ module: at('memory.mjs'), crashPoints: false }, 30, {
        message: ({ kind }) => {
          if (kind === 'ready') thread.request({ kind: 'run', from: 1, to: 20, stopAfter: 1 });
        },
        ended: (reason) => resolve(`${reason} in seed ${thread.current()}`),
      });
    });
    expect(reason).toBe('needed more than 30 MB of memory in seed 17');
  });

  it('says what is wrong with a module', async () => {
    writeFileSync(at('broken.mjs'), "throw new Error('no config');\n");
    writeFileSync(at('quits.mjs'), 'process.exit(4);\n');
    writeFileSync(at('empty.mjs'), 'export const decide = () => [];\n');
    const errors: string[] = [];
    for (const name of ['broken.mjs', 'quits.mjs', 'empty.mjs'])
      errors.push((await ran(`${at(name)} --jobs 1`)).err.replaceAll(folder, 'F'));
    expect(errors.map((text) => text.replaceAll('\\', '/'))).toEqual([
      "swfake: 'F/broken.mjs' cannot be imported: Error: no config\n",
      "swfake: 'F/quits.mjs' cannot be imported: its thread called process.exit(4)\n",
      "swfake: 'F/empty.mjs' cannot be simulated: unknown option 'decide' of the module; expected one of 'definition', 'start', 'plan', 'outcomes', 'maxVirtual', 'rules'\n",
    ]);
  });

  it.skipIf(process.platform === 'win32')('goes on with --resume after a signal, and after a kill', async () => {
    const cut = at('cut.json');
    const line = `${at('none.mjs')} --seeds 1000 --jobs 1 --save-every 50ms --out ${cut}`;
    const { child, ended } = started(line);
    await written(cut);
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect(code).toBe(2);
    expect(out).toMatch(/^no failure so far: \d+ runs? of 1000\n\d+ not run: /);
    expect(err).toContain(`swfake: simulate was interrupted; the same command with --resume goes on with '${cut}'\n`);
    const before = timeless(cut);
    const killed = started(`${line} --resume`);
    await written(cut, before);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect((await ran(`${line} --resume`)).code).toBe(0);
    await ran(`${at('none.mjs')} --seeds 1000 --jobs 1 --out ${at('whole.json')}`);
    expect(timeless(cut)).toBe(timeless(at('whole.json')));
  });

  it('goes on with a guided search after a kill, to the same bytes with other threads', async () => {
    const decider = `({ events }) => {
      const ofType = (type) => events.filter(({ eventType }) => eventType === type);
      if (ofType('WorkflowExecutionSignaled').length > 1) return [{ decisionType: 'CompleteWorkflowExecution' }];
      const timerId = 'nap-' + ofType('DecisionTaskTimedOut').length;
      const isStarted = ofType('TimerStarted').some((event) => event.timerStartedEventAttributes.timerId === timerId);
      const attributes = { timerId, startToFireTimeout: '60' };
      return isStarted ? [] : [{ decisionType: 'StartTimer', startTimerDecisionAttributes: attributes }];
    }`;
    const module = `export default {
      definition: { workflows: { 'Order@1': ${decider} }, defaults: { workflows: { 'Order@1': { timeouts: { decision: '1m' } } } } },
      start: { workflow: 'Order@1', events: [{ signal: 'stop' }, { signal: 'stop' }] },
      plan: [{ fault: 'lost response', p: 0.1 }, { fault: 'throttle', p: 0.1 }],
    };`;
    writeFileSync(at('guided.mjs'), module);
    const lineOf = (name: string): string =>
      `${at('guided.mjs')} --guided --seeds 320 --out ${at(`${name}.json`)} --corpus ${at(`${name}.corpus.json`)}`;
    const killed = started(`${lineOf('cut-search')} --jobs 2 --save-every 20ms`);
    await written(at('cut-search.json'));
    killed.child.kill('SIGKILL');
    await killed.ended;
    const { guided } = JSON.parse(readFileSync(at('cut-search.json'), 'utf8'));
    expect([guided.runs % 32, guided.runs < 320]).toEqual([0, true]);
    const resumed = await ran(`${lineOf('cut-search')} --jobs 3 --resume`);
    const whole = await ran(`${lineOf('whole-search')} --jobs 1`);
    expect([resumed, whole].map(({ code, err }) => ({ code, err }))).toEqual(Array(2).fill({ code: 0, err: '' }));
    expect(timeless(at('cut-search.json'))).toBe(timeless(at('whole-search.json')));
    expect(timeless(at('cut-search.corpus.json'))).toBe(timeless(at('whole-search.corpus.json')));
  });

  it.skipIf(RUNS_TYPESCRIPT)('asks for jiti where Node runs no TypeScript, and it is not installed', async () => {
    const alone = mkdtempSync(join(tmpdir(), 'swfake-alone-'));
    try {
      cpSync(folder, join(alone, 'cli'), { recursive: true });
      writeFileSync(join(alone, 'package.json'), '{ "type": "module", "version": "1.2.3" }');
      writeFileSync(join(alone, 'typed.ts'), AS_DEFAULT);
      expect(existsSync(join(alone, 'cli', 'campaignThread.js'))).toBe(true);
      const { code, err } = await ran(`${join(alone, 'typed.ts')} --jobs 1`, join(alone, 'cli', 'main.js'));
      expect(code).toBe(2);
      expect(err).toContain(
        'this version of Node runs no TypeScript: compile the file, or install jiti: npm install --save-dev jiti, or use Node 22.18 or later\n',
      );
    } finally {
      rmSync(alone, { recursive: true, force: true });
    }
  });
});
