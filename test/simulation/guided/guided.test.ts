import { describe, expect, it } from 'vitest';
import { type Decider, type SearchCorpus, sweep } from '../../../src/simulation/index.js';
import { order, start } from '../sample.js';
import { samples } from './samples.js';

const saga = samples.find(({ name }) => name === 'order saga')?.module as (typeof samples)[0]['module'];
const { definition, ...options } = saga;
const search = (more: object = {}) =>
  sweep(definition, { ...options, seeds: 3000, guided: true, minimizeRuns: 0, ...more });

describe('a guided sweep', () => {
  it('finds in fewer runs what random seeds find late', async () => {
    const runs = { guided: 0, random: 0 };
    for (const from of [1, 1001]) {
      runs.guided += (await search({ from })).runs;
      runs.random += (await search({ from, guided: false })).runs;
    }
    expect(runs.guided * 2).toBeLessThan(runs.random);
  }, 60_000);

  it('gives the same result for the same seed and corpus', async () => {
    const [a, b] = [await search({ seeds: 100 }), await search({ seeds: 100 })];
    expect([b.runs, b.struck, b.guided]).toEqual([a.runs, a.struck, a.guided]);
    const corpus = a.guided?.corpus as SearchCorpus;
    const [c, d] = [await search({ seeds: 100, corpus }), await search({ seeds: 100, corpus })];
    expect(d.guided).toEqual(c.guided);
    expect(c.guided).not.toEqual(a.guided);
  });

  it('fails with a test that needs no corpus, and that is minimized', async () => {
    const { failed, minimized, guided } = await search({ minimizeRuns: 500 });
    expect(failed?.reproduction()).toContain('plan: [');
    expect(failed?.reproduction()).toContain(' at: ');
    expect(failed?.reproduction()).toContain('schedule: [');
    expect(minimized?.complete).toBe(true);
    expect(guided?.features).toBeGreaterThan(50);
  });

  it('tries the entries of an earlier search first, and counts those that do not fit', async () => {
    const first = await search({ seeds: 64 });
    const corpus = JSON.parse(JSON.stringify(first.guided?.corpus)) as SearchCorpus;
    const { length } = corpus.entries;
    const again = await search({ seeds: length, corpus });
    expect([again.guided?.fitting, again.guided?.notFitting]).toEqual([length, 0]);
    expect(again.guided?.features).toBe(first.guided?.features);
    const other = await sweep(order, { start, plan: options.plan ?? [], seeds: length, guided: true, corpus });
    expect(other.guided?.notFitting).toBeGreaterThan(0);
    expect(String(again)).toMatch(new RegExp(`${length} of ${length} earlier entries fit`));
  });

  it('keeps entries that it had no time to try', async () => {
    const corpus = (await search({ seeds: 64 })).guided?.corpus as SearchCorpus;
    const { guided } = await search({ seeds: 1, corpus });
    expect(guided?.corpus.entries).toEqual(expect.arrayContaining([...corpus.entries.slice(32)]));
  });
});

it('has the failure also of a decider that fails only once', async () => {
  let plays = 0;
  const decider: Decider = () => {
    plays += 1;
    if (plays === 40) throw new Error('the fortieth play');
    return [{ decisionType: 'CompleteWorkflowExecution' }];
  };
  const once = { workflows: { 'Order@1': decider } };
  const { runs, failed, guided } = await sweep(once, { start: { workflow: 'Order@1' }, seeds: 100, guided: true });
  expect([runs, failed?.ended.how]).toEqual([40, 'threw']);
  expect(guided?.corpus.definition).toBe('Order@1');
});

const ENTRY = { seed: 1, earlier: [], numbers: {}, digest: 1 };

it.each([
  ['no list', 7, 'it has no entries'],
  ['a seed in a text', [{ ...ENTRY, seed: '1' }], 'entry 1 is none of a guided search'],
  ['a random number in a text', [ENTRY, { ...ENTRY, numbers: { step: '0.5' } }], 'entry 2 is none of a guided search'],
  ['an earlier seed without an end', [{ ...ENTRY, earlier: [{ seed: 1 }] }], 'entry 1 is none of a guided search'],
])('refuses a corpus whose entries are %s', async (_what, entries, problem) => {
  const corpus = { kind: 'swfake corpus', version: 1, definition: '', entries } as unknown as SearchCorpus;
  await expect(search({ seeds: 1, corpus })).rejects.toThrow(`the corpus is damaged: ${problem}`);
});
