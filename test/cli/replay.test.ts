import { describe, expect, it } from 'vitest';
import { replayFiles } from '../../src/cli/replay.js';
import { corpus } from '../replay/corpus.js';
import { deciderOf, scriptOf } from '../replay/madeDecider.js';

const [one = { id: '', events: [] }] = corpus(6).filter(({ events }) => scriptOf(events).size > 1);
const same = deciderOf(scriptOf(one.events));
const [firstTask = 0] = scriptOf(one.events).keys();

/** What `swfake replay` prints and shows for these files and this module, and how it ends. */
async function replayed(files: Readonly<Record<string, unknown>>, decider: unknown) {
  const lines: string[] = [];
  const shown: string[] = [];
  const world = {
    read: (file: string) => JSON.stringify(files[file]),
    load: async () => ({ default: decider }),
    print: (line: string) => void lines.push(line),
    showProgress: (line: string) => void shown.push(line),
  };
  return { good: await replayFiles(Object.keys(files), 'decider.js', world), lines, shown };
}

describe('swfake replay', () => {
  it('takes what the AWS CLI prints, pages of it, and collections of histories', async () => {
    const pages = [{ events: one.events.slice(0, 5), nextPageToken: 'more' }, { events: one.events.slice(5) }];
    const files = { 'one.json': { events: one.events }, 'pages.json': pages, 'many.json': { histories: [one, one] } };
    const { good, lines, shown } = await replayed(files, same);
    expect(good).toBe(true);
    expect(lines).toEqual([expect.stringMatching(/^the same decisions in 4 of 4 histories \(\d+ tasks\), 0 skipped$/)]);
    expect(shown.at(-2)).toMatch(/^4 of 4, 0 differ, \d+ a second, 0 s left$/);
    expect(shown.at(-1)).toBe('');
  });

  it('prints where a decider decides otherwise, and each history that it skips with the reason', async () => {
    const files = { 'one.json': { events: one.events }, 'torn.json': { events: one.events.slice(1) } };
    const { good, lines } = await replayed(files, { 'Order@1': () => [], ...typed(() => []) });
    expect(good).toBe(false);
    expect(lines.slice(0, 2)).toEqual([
      'DIFFERS   one.json',
      expect.stringContaining(`          decision task ${firstTask}, answered by event`),
    ]);
    expect(lines.slice(-2)).toEqual([
      'skipped   torn.json: events are missing before event 2',
      'the same decisions in 0 of 2 histories (1 tasks), 1 skipped',
    ]);
  });

  it('takes it for no proof if every history is skipped', async () => {
    expect((await replayed({ 'torn.json': one.events.slice(1) }, same)).good).toBe(false);
  });

  it.each([[undefined], [{}], ['decider'], [{ 'Order@1': 'decider' }]])(
    'explains a module that exports %j',
    async (exported) => {
      await expect(replayed({}, exported)).rejects.toThrow('the default export of decider.js is no decider');
    },
  );
});

/** The decider for the type of the history. */
function typed(decider: () => []): Readonly<Record<string, () => []>> {
  const { name, version } = (
    one.events[0] as { workflowExecutionStartedEventAttributes: { workflowType: { name: string; version: string } } }
  ).workflowExecutionStartedEventAttributes.workflowType;
  return { [`${name}@${version}`]: decider };
}
