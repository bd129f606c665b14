import type { HistoryEvent } from '@aws-sdk/client-swf';
import { describe, expect, it, vi } from 'vitest';
import { corpus } from '../replay/corpus.js';
import { type Files, ran } from './inMemory.js';

const [history = { id: '', events: [] }] = corpus(5);
const verified = (files: Files, ...flags: string[]) => ran(['verify', ...flags, ...Object.keys(files)], { files });

const [first, second] = history.events;
const { taskList } = (second as HistoryEvent).decisionTaskScheduledEventAttributes ?? {};
const changed = { taskList, startToCloseTimeout: '99', scheduleToStartTimeout: 'x'.repeat(300) };
const wrong = { id: 'wrong', events: [first, { ...second, decisionTaskScheduledEventAttributes: changed }] };
const torn = { id: 'torn', events: [first, second, { eventId: 4, eventType: 'WorkflowExecutionSignaled' }] };

describe('swfake verify', () => {
  it('takes what the AWS CLI prints, lists of events, pages, and collections of histories', async () => {
    const { events } = history;
    const files = {
      'one.json': { events },
      'events.json': events,
      'pages.json': [{ events: events.slice(0, 2), nextPageToken: 'more' }, { events: events.slice(2) }],
      'many.json': { histories: [history, { events }, { id: 'pages', pages: [{ events }] }] },
    };
    const { code, printed, complaints } = await verified(files);
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(printed.map((line) => line.split(' (')[0])).toEqual([
      'verified  one.json',
      'verified  events.json',
      'verified  pages.json',
      `verified  ${history.id}`,
      'verified  many.json, history 2',
      'verified  pages',
      'verified 6 of 6 histories, 0 skipped',
    ]);
  });

  it('prints each difference, and each history that it skips with the reason', async () => {
    const { code, printed } = await verified({ 'many.json': { histories: [history, wrong, torn] } });
    expect(code).toBe(1);
    expect(printed.slice(1)).toEqual([
      'DIFFERS   wrong',
      expect.stringMatching(/^ {10}#2 DecisionTaskScheduled startToCloseTimeout: recorded "99", the fake wrote "/),
      expect.stringMatching(
        /^ {10}#2 DecisionTaskScheduled scheduleToStartTimeout: recorded "x{199}… \(302 characters\), /,
      ),
      expect.stringMatching(/^skipped {3}torn: events are missing before event 4/),
      'verified 1 of 3 histories, 1 skipped',
    ]);
  });

  it('paints verdicts and differences on a terminal', async () => {
    const files = { 'many.json': { histories: [history, wrong, torn] } };
    const { printed } = await ran(['verify', 'many.json'], { files, colors: true });
    expect(printed[0]).toMatch(/^\u001b\[32mverified\u001b\[39m {2}/);
    expect(printed[1]).toBe('\u001b[31mDIFFERS\u001b[39m   wrong');
    expect(printed[2]).toContain('recorded \u001b[31m"99"\u001b[39m, the fake wrote \u001b[32m"');
    expect(printed[4]).toMatch(/^\u001b\[33mskipped\u001b\[39m {3}torn/);
  });

  it('takes no history for verified that has no events', async () => {
    const { code, printed, complaints } = await verified({ 'blank.json': { events: [] } });
    expect(printed).toEqual([
      expect.stringMatching(/^skipped {3}blank\.json: /),
      'verified 0 of 1 histories, 1 skipped',
    ]);
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: ['swfake: verify compared no history: all 1 were skipped'],
    });
  });

  it('reports what it cannot read, and verifies the rest', async () => {
    const files = {
      'no.json': '{',
      'one.json': { events: history.events },
      'many.json': { histories: [null, history] },
    };
    const { code, printed, complaints } = await verified(files);
    expect(code).toBe(2);
    expect(printed.at(-1)).toBe('verified 2 of 2 histories, 0 skipped, 2 could not be read');
    expect(complaints.map((line) => line.split(';')[0])).toEqual([
      expect.stringMatching(/^swfake: file 'no.json' is not JSON: /),
      "swfake: history 1 of file 'many.json' has no events",
    ]);
  });

  it('reads standard input', async () => {
    const { code, printed } = await ran(['verify', '-'], { input: { events: history.events } });
    expect({ code, line: printed[0] }).toEqual({ code: 0, line: expect.stringContaining('verified  standard input') });
  });

  it('reads what PowerShell writes: UTF-16, and UTF-8 with a byte order mark', async () => {
    const text = JSON.stringify({ events: history.events });
    const files = { 'utf16.json': Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf8.json': Buffer.from(`\uFEFF${text}`) };
    expect((await verified(files)).printed.at(-1)).toBe('verified 2 of 2 histories, 0 skipped');
  });

  it('accepts with --lenient-absent what a recorder dropped', async () => {
    const { parentInitiatedEventId, ...kept } = {
      parentInitiatedEventId: undefined,
      ...(first as HistoryEvent).workflowExecutionStartedEventAttributes,
    };
    const events = [{ ...first, workflowExecutionStartedEventAttributes: kept }, ...history.events.slice(1)];
    expect(parentInitiatedEventId).toBe(0);
    expect((await verified({ 'a.json': events })).code).toBe(1);
    const { code, printed } = await verified({ 'a.json': events }, '--lenient-absent');
    expect({ code, line: printed[0] }).toEqual({ code: 0, line: expect.stringContaining('1 absent values accepted') });
  });

  it('prints one JSON document with --json', async () => {
    const files = { 'many.json': { histories: [history, wrong, torn] }, 'no.json': '' };
    const { code, printed, complaints } = await verified(files, '--json');
    expect(printed).toHaveLength(1);
    expect(complaints).toEqual(["swfake: file 'no.json' is empty; expected JSON"]);
    expect({ code, ...JSON.parse(printed[0] ?? '') }).toEqual({
      code: 2,
      command: 'verify',
      exitCode: 2,
      counts: { histories: 3, verified: 1, differs: 1, skipped: 1, problems: 1 },
      histories: [
        expect.objectContaining({
          id: history.id,
          file: 'many.json',
          verdict: 'verified',
          differences: [],
          lenient: 0,
        }),
        expect.objectContaining({
          id: 'wrong',
          verdict: 'differs',
          differences: [
            expect.objectContaining({ eventId: 2, what: 'startToCloseTimeout', recorded: '99' }),
            expect.objectContaining({ recorded: 'x'.repeat(300) }),
          ],
        }),
        expect.objectContaining({ id: 'torn', verdict: 'skipped', reason: expect.stringContaining('event 4') }),
      ],
      problems: [{ file: 'no.json', message: "file 'no.json' is empty; expected JSON" }],
    });
  });

  it('shows its progress, and removes it at the end', async () => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 250;
      return now;
    });
    const { shown } = await verified({ 'many.json': { histories: [history, wrong] } });
    clock.mockRestore();
    expect(shown).toEqual([
      'file 1 of 1: 1 of 2, 0 differ, 4 per second, 1 s left',
      'file 1 of 1: 2 of 2, 1 differ, 4 per second, 0 s left',
      '',
    ]);
  });
});
