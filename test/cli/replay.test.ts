import { describe, expect, it } from 'vitest';
import { corpus } from '../replay/corpus.js';
import { deciderOf, scriptOf } from '../replay/madeDecider.js';
import { type Files, ran } from './inMemory.js';

const [one = { id: '', events: [] }] = corpus(6).filter(({ events }) => scriptOf(events).size > 1);
const same = deciderOf(scriptOf(one.events));
const [firstTask = 0] = scriptOf(one.events).keys();

/** Runs `swfake replay` for these files and this module. */
const replayed = (
  files: Files,
  module: object,
  { flags = [], colors = false }: { flags?: string[]; colors?: boolean } = {},
) =>
  ran(['replay', '--decider', 'decider.js', ...flags, ...Object.keys(files)], {
    files,
    modules: { 'decider.js': module },
    colors,
  });

const ONE = { 'one.json': { events: one.events } };
const TORN = { 'torn.json': { events: one.events.slice(1) } };

describe('swfake replay', () => {
  it('takes what the AWS CLI prints, pages of it, and collections of histories', async () => {
    const pages = [{ events: one.events.slice(0, 5), nextPageToken: 'more' }, { events: one.events.slice(5) }];
    const files = { ...ONE, 'pages.json': pages, 'many.json': { histories: [one, one] } };
    const { code, printed, complaints } = await replayed(files, { default: same });
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(printed).toEqual([
      expect.stringMatching(/^the same decisions in 4 of 4 histories \(\d+ tasks\), 0 skipped$/),
    ]);
  });

  it('prints where a decider decides otherwise, and each history that it skips with the reason', async () => {
    const { code, printed } = await replayed(
      { ...ONE, ...TORN },
      { default: { 'Order@1': () => [], ...typed(() => []) } },
    );
    expect(code).toBe(1);
    expect(printed.slice(0, 2)).toEqual([
      'DIFFERS   one.json',
      expect.stringMatching(new RegExp(`^ {10}decision task ${firstTask}, `)),
    ]);
    expect(printed.slice(-2)).toEqual([
      expect.stringMatching(/^skipped {3}torn\.json: events are missing before event 2/),
      'the same decisions in 0 of 2 histories (1 tasks), 1 skipped',
    ]);
  });

  it('paints verdicts, and the lines of a difference', async () => {
    const { printed } = await replayed({ ...ONE, ...TORN }, { default: () => [] }, { colors: true });
    expect(printed[0]).toBe('\u001b[31mDIFFERS\u001b[39m   one.json');
    expect(printed.filter((line) => /^ {10}\u001b\[31m- .*\u001b\[39m$/.test(line)).length).toBeGreaterThan(0);
    expect(printed.at(-2)).toMatch(/^\u001b\[33mskipped/);
  });

  it('takes it for no proof if every history is skipped', async () => {
    expect(await replayed(TORN, { default: same })).toMatchObject({
      code: 2,
      complaints: ['swfake: replay compared no history: all 1 were skipped'],
    });
  });

  it('reports what it cannot read, and replays the rest', async () => {
    const { code, printed, complaints } = await replayed({ 'no.json': '[1]', ...ONE }, { default: same });
    expect(code).toBe(2);
    expect(printed).toEqual([
      expect.stringMatching(/^the same decisions in 1 of 1 .*, 0 skipped, 1 could not be read$/),
    ]);
    expect(complaints).toEqual([expect.stringMatching(/^swfake: file 'no.json' holds no history; expected/)]);
  });

  it('prints one JSON document with --json', async () => {
    const module = {
      default: () => {
        throw new Error('no stock');
      },
    };
    const { code, printed } = await replayed({ ...ONE, ...TORN }, module, { flags: ['--json'] });
    expect(printed).toHaveLength(1);
    const document = JSON.parse(printed[0] ?? '');
    expect({ code, ...document }).toMatchObject({
      code: 1,
      command: 'replay',
      exitCode: 1,
      counts: { histories: 2, same: 0, differs: 1, skipped: 1, tasks: 1, problems: 0 },
      histories: [
        {
          id: 'one.json',
          file: 'one.json',
          verdict: 'differs',
          tasks: 1,
          difference: { startedEventId: firstTask, error: 'Error: no stock', differences: [{ kind: 'thrown' }] },
        },
        { id: 'torn.json', verdict: 'skipped', reason: expect.stringContaining('event 2') },
      ],
      problems: [],
    });
    const good = await replayed(ONE, { default: same }, { flags: ['--json'] });
    expect(JSON.parse(good.printed[0] ?? '').histories).toEqual([
      { id: 'one.json', file: 'one.json', verdict: 'same', tasks: expect.any(Number), unanswered: expect.any(Array) },
    ]);
  });
});

describe('--decider', () => {
  it('takes a module that was compiled to CommonJS', async () => {
    const module = { default: { __esModule: true, default: same } };
    expect((await replayed(ONE, module)).code).toBe(0);
  });
});

/** The decider for the type of the history. */
function typed(decider: () => []): Readonly<Record<string, () => []>> {
  const { name, version } = (
    one.events[0] as { workflowExecutionStartedEventAttributes: { workflowType: { name: string; version: string } } }
  ).workflowExecutionStartedEventAttributes.workflowType;
  return { [`${name}@${version}`]: decider };
}
