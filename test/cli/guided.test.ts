import { describe, expect, it } from 'vitest';
import { type Decider, type Definition, type GuidedReach, sweep } from '../../src/simulation/index.js';
import { sagaModule } from '../simulation/guided/samples.js';
import { order, quietStart, start } from '../simulation/sample.js';
import type { Files, World } from './inMemory.js';
import { ranSimulate, timeless, withoutRate } from './ranSimulate.js';
import { DEATH } from './threadsInProcess.js';

// Guided searches of `swfake simulate`.

const { definition, ...options } = sagaModule;
const made = (): Definition<unknown> => (definition as () => Definition<unknown>)();
/** The order saga without the check that its bug breaks. */
const sound = (): Definition<unknown> => ({ ...made(), finalInvariant: () => true });
/** One that fails in each run in which a decision task timed out. */
const fragile = (): Definition<unknown> => ({
  ...sound(),
  invariant: ({ history }) =>
    !history.some(({ eventType }) => eventType === 'DecisionTaskTimedOut') || 'a decision timed out',
});
const modules = {
  'saga.js': { default: sagaModule },
  'sound.js': { default: { ...sagaModule, definition: sound } },
  'fragile.js': { default: { ...sagaModule, definition: fragile } },
};

const FAILING = 'saga.js --guided --from 101 --seeds 1500 --out o.json --corpus c.json';
const LINE = 'sound.js --guided --from 101 --seeds 160 --out o.json --corpus c.json';
/** The first runs of it. */
const SHORT = 'sound.js --guided --from 101 --seeds 96 --out o.json --corpus c.json';

const simulated = (line: string, files: Files = {}, more: World = {}) => ranSimulate(line, { modules, files, ...more });

/** The files of a search. */
const filesOf = ({ written }: { written(name: string): string }) => ({
  'o.json': written('o.json'),
  'c.json': written('c.json'),
});

/** What a search wrote, without its times. */
const bytesOf = ({ written }: { written(name: string): string }) => [timeless(written('o.json')), written('c.json')];

/** A world where the user presses Ctrl-C in this run of the process, counted from 1. */
function interruptedIn(run: number, name = 'sound.js', made = sound): World {
  let runs = 0;
  let interrupt: () => void = () => undefined;
  const pressed = new Promise<void>((resolve) => (interrupt = resolve));
  const counting = (): Definition<unknown> => {
    runs += 1;
    // The first one is made to check the module, and the second one for its texts.
    if (runs === run + 2) interrupt();
    return made();
  };
  const module = { ...sagaModule, definition: counting };
  return { modules: { [name]: { default: module } }, until: () => pressed };
}

describe('swfake simulate --guided', () => {
  it('gives the result of sweep, whatever the number of threads', async () => {
    const swept = await sweep(sound, { ...options, from: 101, seeds: 64, guided: true });
    const { features, corpus } = swept.guided as GuidedReach;
    const all = new Set<string>();
    for (const jobs of [1, 2, 5]) {
      const { code, text, complaints, written } = await simulated(`${SHORT.replace('96', '64')} --jobs ${jobs}`);
      expect([code, complaints]).toEqual([0, []]);
      expect(text).toContain(`passed: 64 runs of 64\nguided: ${features} features, ${corpus.entries.length} entries\n`);
      expect(JSON.parse(written('c.json'))).toEqual({ ...corpus, swfake: '1.2.3', module: 'sound.js' });
      for (const bytes of [...bytesOf({ written }), withoutRate(text)]) all.add(bytes);
    }
    expect(all.size).toBe(3);
  });

  it('finds the same failures, whatever the number of threads', async () => {
    const swept = await sweep(fragile, { ...options, seeds: 64, guided: true, minimizeRuns: 0 });
    const all = new Set<string>();
    for (const jobs of [1, 2, 5]) {
      const line = `fragile.js --guided --seeds 64 --until-failures 2 --minimize 0 --jobs ${jobs} --out o.json --corpus c.json`;
      const ended = await simulated(line);
      expect(ended.text).toMatch(
        new RegExp(`^run ${swept.runs} failed: [^\n]+\nrun \\d+ failed: [^\n]+\n2 failures in `),
      );
      for (const bytes of bytesOf(ended)) all.add(bytes);
    }
    expect(all.size).toBe(2);
    expect(swept.failed?.ok).toBe(false);
  });

  it('reports a failure with a test that needs no corpus, minimized and as a page', async () => {
    const { text, written } = await simulated(`${FAILING} --html p.html`);
    expect(text).toMatch(/\nminimized in \d+ runs to \d of \d+ faults, 1 of 1 outside event, /);
    expect(text).toContain('\nThe same command with --minimize 0 prints the run before it was minimized\n');
    expect(written('p.html')).toContain('paid 1, shipped 0');
    const whole = await simulated(`${FAILING} --minimize 0`);
    const file = { 'o.json': written('o.json') };
    for (const line of [`${FAILING} --resume --minimize 0`, '--merge o.json --minimize 0'])
      expect(withoutRate((await simulated(line, file)).text).trim()).toBe(withoutRate(whole.text).trim());
    expect(whole.text).toMatch(/\ntest\('Order@1, seed \d+', [\s\S]*\n {4}plan: \[\n {6}\{ fault: '[a-z ]+', at: /);
  });

  it('goes on behind failures with --until-failures 0, and has what it reached in --json', async () => {
    const line = 'fragile.js --guided --seeds 64 --until-failures 0 --json --out o.json';
    const { text, written } = await simulated(line);
    const { runs, failures, guided, of } = JSON.parse(text);
    expect([of, runs, failures.length > 1]).toEqual(['guided runs', 64, true]);
    expect(failures[1]).toMatchObject({ name: `run ${failures[1].number}`, variant: { numbers: {} } });
    const { hits, entries } = JSON.parse(written('o.json')).guided;
    expect(guided).toEqual({ features: hits.length / 2, entries: entries.length, fitting: 0, notFitting: 0 });
  });

  it('gives the same result when a run ends its thread', async () => {
    const decider: Decider = ({ events = [] }) => {
      const lost = events.filter(({ eventType }) => eventType === 'DecisionTaskTimedOut');
      if (lost.length === 2) throw new Error(DEATH);
      return [{ decisionType: 'CompleteWorkflowExecution' }];
    };
    const deadly = {
      definition: { workflows: { 'Order@1': decider }, defaults: order.defaults ?? {} },
      start: quietStart,
      plan: [{ fault: 'lost response', op: 'PollForDecisionTask', p: 0.3 }],
    };
    const all = new Set<string>();
    for (const jobs of [1, 2]) {
      const line = `m.js --guided --seeds 64 --until-failures 0 --jobs ${jobs} --out o.json`;
      const { text, written, complaints } = await simulated(line, {}, { modules: { 'm.js': { default: deadly } } });
      expect(text).toMatch(/^run \d+ failed: it ended its thread: it called process\.exit\(3\)\n/);
      expect(complaints[0]).toMatch(/^swfake: a thread ended in run \d+: /);
      all.add(timeless(written('o.json')));
    }
    expect(all.size).toBe(1);
  });
});

/** Makes something once. */
function once<T>(make: () => T): () => T {
  let result: { readonly made: T } | undefined;
  return () => {
    result ??= { made: make() };
    return result.made;
  };
}
const wholeSearch = once(() => simulated(LINE));
const shortSearch = once(() => simulated(SHORT));

describe('a guided search that is interrupted', () => {
  it.each([
    ['in its first generation', 1, [5]],
    ['later, and again while its entries run once more', 2, [70, 3]],
    ['three times', 1, [40, 60, 60]],
  ])('%s goes on as if it had never ended', async (_, jobs, runs) => {
    const whole = await wholeSearch();
    let files: Record<string, unknown> = {};
    for (const run of runs) {
      const part = await simulated(`${LINE} --resume --jobs ${jobs}`, files, interruptedIn(run));
      expect([part.code, part.complaints.length]).toEqual([2, 1]);
      expect(JSON.parse(part.written('o.json')).guided.runs % 32).toBe(0);
      expect(part.text).not.toMatch(/ends: *\n/);
      files = filesOf(part);
    }
    const resumed = await simulated(`${LINE} --resume`, files);
    expect(resumed.code).toBe(0);
    expect(bytesOf(resumed)).toEqual(bytesOf(whole));
  });

  it('goes on behind failures, which are entries too', async () => {
    const lineOf = (seeds: number, failures: number): string =>
      `fragile.js --guided --seeds ${seeds} --until-failures ${failures} --minimize 0 --jobs 1 --out o.json`;
    const { failures } = JSON.parse((await simulated(`${lineOf(32, 0)} --json`)).text);
    const line = lineOf(320, failures.length + 1);
    // A run that failed runs once more for its report.
    const part = await simulated(line, {}, interruptedIn(33 + failures.length, 'fragile.js', fragile));
    expect(part.text).toContain(`\n${failures.length} failures in 32 runs of 320\n`);
    const resumed = await simulated(`${line} --resume`, { 'o.json': part.written('o.json') });
    const whole = await simulated(line);
    expect(resumed.code).toBe(1);
    expect(timeless(resumed.written('o.json'))).toBe(timeless(whole.written('o.json')));
  });

  it('keeps the entries of its corpus that it has not tried', async () => {
    const files = filesOf(await shortSearch());
    const corpus = files['c.json'];
    const part = await simulated(`${SHORT} --jobs 1`, { 'c.json': corpus }, interruptedIn(5));
    expect(part.written('c.json')).toBe(corpus);
  });

  it('runs nothing if it has all runs, and makes the page of a failure', async () => {
    const whole = await simulated(FAILING);
    const again = await simulated(`${FAILING} --resume --html p.html`, filesOf(whole));
    expect(again.text).toMatch(/\n0 runs in /);
    expect(again.written('p.html')).toContain('paid 1, shipped 0');
    expect(bytesOf(again)).toEqual(bytesOf(whole));
  });

  it('can have more runs, if it ended between two generations', async () => {
    const short = await shortSearch();
    const more = await simulated(`${LINE} --resume`, filesOf(short));
    expect(bytesOf(more)).toEqual(bytesOf(await wholeSearch()));
    const cut = await simulated(SHORT.replace('96', '90'));
    expect((await simulated(`${SHORT} --resume`, filesOf(cut))).complaints).toEqual([
      "swfake: simulate: --resume cannot go on with 'o.json': its search ended within a generation of 32 runs; repeat the " +
        '--seeds and --until-failures of the file, or remove it to begin anew',
    ]);
  });

  it('is refused with a sentence if it is another search', async () => {
    const files = filesOf(await shortSearch());
    const refusal = async (line: string, more: object = {}, world: World = {}) =>
      (await simulated(`${line} --resume`, { ...files, ...more }, world)).complaints[0];
    expect(await refusal(LINE.replace('101', '69'))).toBe(
      "swfake: simulate: --resume cannot go on with 'o.json': its search begins at --from 101; repeat that, or remove the " +
        'file to begin anew',
    );
    expect(await refusal(LINE.replace(' --guided', '').replace(' --corpus c.json', ''))).toContain(
      'it differs in the numbers (guided runs and seeds)',
    );
    const changed = {
      ...sagaModule,
      definition: { ...sound(), world: () => ({ balance: 7 }) },
    };
    expect(await refusal(LINE, {}, { modules: { 'sound.js': { default: changed } } })).toBe(
      "swfake: simulate: --resume cannot go on with 'o.json': entry 1 of its search gives another result now: the code was " +
        'changed, or it depends on time, chance or what it remembers from run to run; remove the file to begin anew',
    );
    const other = await simulated(SHORT.replace('101', '5'));
    expect(await refusal(LINE, { 'c.json': other.written('c.json') })).toMatch(
      /^swfake: simulate: --resume goes on with another search than that of 'c\.json': \d+ of its entries would be lost; give /,
    );
    const { guided: _, ...damaged } = JSON.parse(files['o.json']);
    expect(await refusal(LINE, { 'o.json': damaged })).toBe(
      "swfake: file 'o.json' is damaged: it has no guided search",
    );
  });
});

describe('a corpus', () => {
  it('is tried first by another search, which goes on as well after an interruption', async () => {
    const files = filesOf(await shortSearch());
    const given = { 'c.json': files['c.json'] };
    const { length } = JSON.parse(given['c.json']).entries;
    const line = 'sound.js --guided --from 5000 --seeds 64 --out o.json --corpus c.json';
    const whole = await simulated(line, given);
    expect(whole.text).toContain(`; ${length} of ${length} earlier entries fit\n`);
    const part = await simulated(`${line} --jobs 1`, given, interruptedIn(40));
    const resumed = await simulated(`${line} --resume`, filesOf(part));
    expect(bytesOf(resumed)).toEqual(bytesOf(whole));
    const { entries, ...head } = JSON.parse(given['c.json']);
    const unfit = { ...entries[0], digest: entries[0].digest + 1 };
    const withUnfit = { 'c.json': JSON.stringify({ ...head, entries: [...entries, unfit] }) };
    const killed = await simulated(`${line} --jobs 1`, withUnfit, interruptedIn(40));
    // It was killed between the writes of its two files: the corpus has what the search began with, and has not kept.
    const again = await simulated(`${line} --resume`, { ...filesOf(killed), ...withUnfit });
    expect([again.code, again.complaints]).toEqual([0, []]);
    const early = await simulated(`${line} --jobs 1`, given, interruptedIn(4));
    expect(bytesOf(await simulated(`${line} --resume`, filesOf(early)))).toEqual(bytesOf(whole));
  });

  it('counts the entries that do not fit', async () => {
    const files = filesOf(await shortSearch());
    const world = { modules: { 'order.js': { default: { definition: order, start, plan: options.plan } } } };
    const { text } = await simulated('order.js --guided --seeds 32 --corpus c.json', files, world);
    const [, fitting, all] = /; (\d+) of (\d+) earlier entries fit\n/.exec(text) ?? [];
    expect(Number(fitting)).toBeLessThan(Number(all));
  });

  it('merges with others to the same bytes in any order', async () => {
    const files: Record<string, unknown> = {};
    for (const from of [1, 5]) {
      const line = `sound.js --guided --from ${from} --seeds 32 --corpus c.json`;
      files[`${from}.json`] = (await simulated(line)).written('c.json');
    }
    const merged = await Promise.all(
      ['1.json 5.json', '5.json 1.json'].map((order) => simulated(`--merge ${order} --out m.json`, files)),
    );
    const [first, second] = merged.map(({ written }) => written('m.json'));
    expect(second).toBe(first);
    const { length } = JSON.parse(first as string).entries;
    expect(merged.map(({ code, text }) => [code, text])).toEqual([
      [0, `2 corpora of sound.js: ${length} entries`],
      [0, `2 corpora of sound.js: ${length} entries`],
    ]);
    const { text } = await simulated('sound.js --guided --from 9 --seeds 64 --corpus m.json', { 'm.json': first });
    expect(text).toContain(`; ${length} of ${length} earlier entries fit\n`);
    const json = await simulated('--merge 1.json 5.json --json', files);
    expect(JSON.parse(json.text)).toEqual({
      command: 'simulate',
      exitCode: 0,
      module: 'sound.js',
      corpora: 2,
      entries: length,
    });
  });

  it('comes with a file of --out, of which a merge takes the one with the most runs', async () => {
    const [short, long] = [filesOf(await shortSearch())['o.json'], filesOf(await wholeSearch())['o.json']];
    for (const order of ['short.json long.json', 'long.json short.json']) {
      const { written } = await simulated(`--merge ${order} --out m.json`, { 'short.json': short, 'long.json': long });
      expect(written('m.json')).toBe(long);
    }
  });

  it('is refused if it is none, and merges with nothing else', async () => {
    const corpus = {
      kind: 'swfake corpus',
      version: 1,
      swfake: '1.2.3',
      module: 'm.js',
      definition: 'A@1',
      entries: [],
    };
    const search = (await simulated('saga.js --guided --seeds 1 --out o.json')).written('o.json');
    const later = (await simulated('saga.js --guided --from 2 --seeds 1 --out o.json')).written('o.json');
    const files = {
      'a.json': corpus,
      'b.json': { ...corpus, definition: 'B@1' },
      'new.json': { ...corpus, version: 2 },
      'o.json': search,
      'later.json': later,
      'p.json': search.replace(/"given":"\w+"/, '"given":"of another corpus"'),
    };
    const lines = {
      'saga.js --guided --corpus o.json': "file 'o.json' is no corpus of a guided search",
      'saga.js --guided --corpus new.json': "file 'new.json' has version 2, but this swfake reads version 1",
      '--merge a.json b.json':
        "simulate: 'a.json' and 'b.json' cannot be merged: they differ in the definition (A@1 and B@1)",
      '--merge a.json new.json': "file 'new.json' has version 2, but this swfake reads version 1",
      '--merge o.json a.json':
        "simulate: --merge was given the corpus 'a.json' and 'o.json', which is none; merge each kind by itself",
      '--merge later.json o.json':
        "simulate: 'o.json' and 'later.json' cannot be merged: they are two guided searches; merge the files of their --corpus",
      '--merge p.json o.json':
        "simulate: 'o.json' and 'p.json' cannot be merged: they are two guided searches; merge the files of their --corpus",
    };
    for (const [line, complaint] of Object.entries(lines)) {
      const { code, complaints } = await simulated(line, files);
      expect([code, complaints]).toEqual([2, [`swfake: ${complaint}`]]);
    }
    expect((await simulated('--merge o.json o.json', files)).text).toMatch(/^passed: 1 run of 1\nguided: /);
  });
});
