import type { HistoryEvent } from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { verifyFiles } from '../../src/cli/verify.js';
import { corpus } from '../replay/corpus.js';

const [history = { id: '', events: [] }] = corpus(5);
const lenient = { lenientAbsent: false };

/** What `swfake verify` prints for files with this content, and whether it is content. */
function verified(files: Readonly<Record<string, unknown>>) {
  const lines: string[] = [];
  const text = (file: string): string => {
    const content = files[file];
    return typeof content === 'string' ? content : JSON.stringify(content);
  };
  const good = verifyFiles(Object.keys(files), text, (line) => lines.push(line), lenient);
  return { good, lines };
}

describe('swfake verify', () => {
  it('takes what the AWS CLI prints, and collections of histories', () => {
    const { good, lines } = verified({ 'one.json': { events: history.events }, 'many.json': { histories: [history] } });
    expect(good).toBe(true);
    expect(lines.map((line) => line.split(' (')[0])).toEqual([
      'verified  one.json',
      `verified  ${history.id}`,
      'verified 2 of 2 histories, 0 skipped',
    ]);
  });

  it('prints each difference, and each history that it skips with the reason', () => {
    const [first, second] = history.events;
    const { taskList, taskPriority } = (second as HistoryEvent).decisionTaskScheduledEventAttributes ?? {};
    const kept = { taskList, ...(taskPriority && { taskPriority }) };
    const wrong = { ...second, decisionTaskScheduledEventAttributes: kept };
    const later = { eventId: 4, eventType: 'WorkflowExecutionSignaled' };
    const histories = [
      { id: 'wrong', events: [first, wrong] },
      { id: 'torn', events: [first, second, later] },
    ];
    expect(verified({ 'many.json': { histories } })).toEqual({
      good: false,
      lines: [
        'DIFFERS   wrong',
        expect.stringContaining('#2 DecisionTaskScheduled startToCloseTimeout: recorded undefined, the fake wrote'),
        expect.stringContaining(
          '#2 DecisionTaskScheduled scheduleToStartTimeout: recorded undefined, the fake wrote "NONE"',
        ),
        'skipped   torn: events are missing before event 4',
        'verified 0 of 2 histories, 1 skipped',
      ],
    });
  });

  it('takes no history for verified that has no events', () => {
    expect(verified({ 'blank.json': { events: [] } }).lines).toEqual([
      'skipped   blank.json: it has no events',
      'verified 0 of 1 histories, 1 skipped',
    ]);
  });

  it.each([
    ['{', 'no.json is no JSON'],
    ['{}', 'no.json holds no history: expected {"events": [...]}'],
    ['{"histories": [null]}', 'no.json, history 1 has no events: expected {"id": ..., "events": [...]}'],
    ['{"histories": [{"id": "a"}]}', 'no.json, history 1 has no events'],
    ['{"events": [{}]}', "swfake: no.json: the history's entry 0 is no event"],
    ['{"histories": [{"id": "a", "events": [1]}]}', "swfake: a: the history's entry 0 is no event"],
  ])('explains a file that holds %s', (text, said) => {
    expect(() => verified({ 'no.json': text })).toThrow(said);
  });
});
