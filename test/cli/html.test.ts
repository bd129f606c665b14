import { describe, expect, it } from 'vitest';
import type { PageData } from '../../src/render/html/pageData.js';
import { corpus } from '../replay/corpus.js';
import { deciderOf, scriptOf } from '../replay/madeDecider.js';
import { pageDataIn } from '../support/pageData.js';
import { type Files, ran, type World } from './inMemory.js';

const [one = { id: '', events: [] }, two = { id: '', events: [] }] = corpus(6).filter(
  ({ events }) => scriptOf(events).size > 1,
);
const changed = one.events.map((event, index) =>
  index === 1 ? { ...event, decisionTaskScheduledEventAttributes: { startToCloseTimeout: '99' } } : event,
);
const same = { 'decider.js': { default: deciderOf(scriptOf(one.events)) } };
const other = { 'decider.js': { default: () => [] } };

/** Runs a command that writes `page.html`; resolves to the data of the page too. */
async function paged(words: readonly string[], files: Files, world: World = {}) {
  const written = new Map<string, string>();
  const disk: World['disk'] = (system) => {
    Object.assign(system, { write: (path: string, text: string) => void written.set(path, text) });
  };
  const result = await ran([...words, '--html', 'page.html', ...Object.keys(files)], { files, disk, ...world });
  const page: PageData = pageDataIn(written.get('page.html') ?? '');
  return { ...result, page };
}

const names = ({ histories }: PageData): readonly string[] => histories.map(({ name }) => name);

describe('swfake verify --html', () => {
  it('writes the histories that differ, beside those of the fake', async () => {
    const files = { 'many.json': { histories: [two, { id: 'wrong', events: changed }] } };
    const { code, printed, page } = await paged(['verify'], files);
    expect(code).toBe(1);
    expect(page.title).toBe(printed.at(-1));
    expect(names(page)).toEqual(['recorded', 'the fake']);
    expect(page.view).toBe('compare');
    expect(page.note).toContain("startToCloseTimeout: recorded '99'");
  });

  it('writes a page without a history if none differs', async () => {
    const { code, page } = await paged(['verify'], { 'one.json': one.events });
    expect([code, names(page)]).toEqual([0, []]);
    expect(page.title).toBe('verified 1 of 1 histories, 0 skipped');
  });

  it('has 100 histories at most', async () => {
    const histories = Array.from({ length: 102 }, (_, n) => ({ id: `wrong-${n}`, events: changed.slice(0, 2) }));
    const { page } = await paged(['verify'], { 'many.json': { histories } });
    expect(names(page)).toHaveLength(200);
    expect(names(page).slice(0, 2)).toEqual(['wrong-0: recorded', 'wrong-0: the fake']);
    expect(page.note).toContain('2 more are not in this page');
  });
});

describe('swfake replay --html', () => {
  const decider = ['replay', '--decider', 'decider.js'];

  it('writes the histories that differ, beside those with the decisions of now', async () => {
    const { code, page } = await paged(decider, { 'one.json': one.events }, { modules: other });
    expect(code).toBe(1);
    expect(names(page)).toEqual(['recorded', 'decided now']);
    expect(page.note).toContain('other decisions than the recorded ones');
  });

  it('writes a page without a history if none differs', async () => {
    const { code, page } = await paged(decider, { 'one.json': one.events }, { modules: same });
    expect([code, names(page)]).toEqual([0, []]);
    expect(page.title).toMatch(/^the same decisions in 1 of 1 histories/);
  });
});

describe('swfake conform --html', () => {
  it('writes a table of the checks', async () => {
    const world: World = { until: () => new Promise(() => undefined) };
    const { code, page } = await paged(['conform', '--self', '--only', 'timers.fires,domains'], {}, world);
    expect(code).toBe(0);
    expect(page.title).toMatch(/^swfake conform: /);
    expect(page.note).toMatch(/^domain 'swfake-conform', run 'self'\nasked \d+ of \d+ checks in /);
    const { verdict, area, question } = page.checks?.find(({ id }) => id === 'timers.fires') ?? {};
    expect([verdict, area]).toEqual(['agrees', 'timers']);
    expect(question).toMatch(/\w/);
    expect(page.histories).toEqual([]);
  });
});

describe('a page that cannot be written', () => {
  it.each([
    ['ENOENT', 'its folder does not exist'],
    ['EACCES', 'permission denied'],
    ['EISDIR', 'it is a folder'],
    ['EIO', 'EIO: it is broken'],
  ])('for the reason %s is an error with a sentence', async (code, reason) => {
    const error = Object.assign(new Error(`${code}: it is broken`), { code });
    const disk: World['disk'] = (files) => {
      Object.assign(files, {
        write: () => {
          throw error;
        },
      });
    };
    const words = ['verify', '--html', 'no/page.html', 'one.json'];
    const result = await ran(words, { files: { 'one.json': one.events }, disk });
    expect([result.code, result.complaints]).toEqual([
      2,
      [`swfake: the page cannot be written to file 'no/page.html': ${reason}`],
    ]);
  });
});

describe('swfake show --html', () => {
  const files = { 'one.json': one.events, 'two.json': two.events };
  const shown = (...words: readonly string[]) => ran(['show', ...words], { files });

  it('prints one page of all histories', async () => {
    const { code, printed, complaints } = await shown('--html', 'one.json', 'two.json');
    expect([code, complaints, printed.length]).toEqual([0, [], 1]);
    const page = pageDataIn(printed[0] ?? '');
    expect([names(page), page.view]).toEqual([['one.json', 'two.json'], undefined]);
    expect(page.histories[0]?.events).toHaveLength(one.events.length);
    expect(printed[0]).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
  });

  it('opens two of them side by side with --compare', async () => {
    const { printed } = await shown('--html', '--compare', 'one.json', 'two.json');
    expect(pageDataIn(printed[0] ?? '').view).toBe('compare');
  });

  it.each([
    ['--compare one.json', 'show: --compare is for a page; add --html'],
    ['--html --compare one.json', 'show: --compare expects two histories at least, but the files hold 1'],
    ['--html --steps one.json', 'show: --steps and --html are two formats; leave one of them out'],
  ])('refuses %s', async (line, message) => {
    const { code, complaints } = await shown(...line.split(' '));
    expect([code, complaints]).toEqual([2, [`swfake: ${message}`]]);
  });
});
