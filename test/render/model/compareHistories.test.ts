import { describe, expect, it } from 'vitest';
import type { HistoryLike } from '../../../src/history/historyPages.js';
import { type Recorded, readEvents } from '../../../src/history/readHistory.js';
import { compareHistories, differingAttributes, type EventPair } from '../../../src/render/model/compareHistories.js';

type Attributes = Readonly<Record<string, unknown>>;

/** A history: each event by its type and attributes, with ids from `first` on and a second between them. */
function historyOf(events: readonly (readonly [string, Attributes?])[], first = 1): readonly Recorded[] {
  const read = events.map(([eventType, attributes = {}], index): HistoryLike => {
    const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;
    const eventTimestamp = new Date(Date.UTC(2026, 0, 1) + (first + index) * 1000);
    return { eventId: first + index, eventType, eventTimestamp, [member]: attributes } as unknown as HistoryLike;
  });
  return readEvents(read);
}

const scheduled = (activityId: string, input: string, others: Attributes = {}) =>
  [
    'ActivityTaskScheduled',
    { activityId, activityType: { name: 'Charge', version: '1' }, input, decisionTaskCompletedEventId: 4, ...others },
  ] as const;
const completed = (scheduledEventId: number, result: string) =>
  ['ActivityTaskCompleted', { scheduledEventId, startedEventId: scheduledEventId + 1, result }] as const;

const text = ({ kind, subject, left, right }: EventPair): string =>
  [kind, `${left?.id ?? '-'}/${right?.id ?? '-'}`, (left ?? right)?.type, subject]
    .filter((part) => part !== '')
    .join(' ');

describe('the comparison of histories', () => {
  it('does not count ids of events and runs, times, empty lists and the order of attributes', () => {
    const left = historyOf([
      ['WorkflowExecutionStarted', { childPolicy: 'TERMINATE', tagList: [], parentInitiatedEventId: 0 }],
      scheduled('charge-1', '7'),
      completed(2, 'ok'),
      ['WorkflowExecutionContinuedAsNew', { newExecutionRunId: 'a', input: '1' }],
      ['ChildWorkflowExecutionStarted', { workflowExecution: { workflowId: 'ship', runId: 'b' } }],
    ]);
    const right = historyOf(
      [
        ['WorkflowExecutionStarted', { parentInitiatedEventId: 7, childPolicy: 'TERMINATE' }],
        scheduled('charge-1', '7', { decisionTaskCompletedEventId: 90 }),
        completed(102, 'ok'),
        ['WorkflowExecutionContinuedAsNew', { input: '1', newExecutionRunId: 'c' }],
        ['ChildWorkflowExecutionStarted', { workflowExecution: { runId: 'd', workflowId: 'ship' } }],
      ],
      101,
    );
    const { pairs, counts, unaligned } = compareHistories(left, right);
    expect(pairs.map(text)).toEqual([
      'equal 1/101 WorkflowExecutionStarted',
      'equal 2/102 ActivityTaskScheduled charge-1',
      'equal 3/103 ActivityTaskCompleted charge-1',
      'equal 4/104 WorkflowExecutionContinuedAsNew',
      'equal 5/105 ChildWorkflowExecutionStarted ship',
    ]);
    expect({ counts, unaligned }).toEqual({ counts: { equal: 5, changed: 0, left: 0, right: 0 }, unaligned: 0 });
  });

  it('tells a changed event from events of one side only', () => {
    const left = historyOf([scheduled('a', '1'), scheduled('b', '1'), completed(1, 'ok'), completed(2, 'ok')]);
    const right = historyOf([scheduled('a', '2'), completed(1, 'ok'), scheduled('c', '1')]);
    const { pairs, counts } = compareHistories(left, right);
    expect(pairs.map(text)).toEqual([
      'changed 1/1 ActivityTaskScheduled a',
      'left 2/- ActivityTaskScheduled b',
      'equal 3/2 ActivityTaskCompleted a',
      'left 4/- ActivityTaskCompleted b',
      'right -/3 ActivityTaskScheduled c',
    ]);
    expect(counts).toEqual({ equal: 1, changed: 1, left: 2, right: 1 });
  });

  it('does not count the attributes that it is told to ignore', () => {
    const started = (identity: string) => [['DecisionTaskStarted', { scheduledEventId: 2, identity }]] as const;
    const [left, right] = [historyOf(started('host-1')), historyOf(started('host-2'))];
    expect(compareHistories(left, right).pairs.map(text)).toEqual(['changed 1/1 DecisionTaskStarted']);
    expect(compareHistories(left, right, new Set(['identity'])).pairs.map(text)).toEqual([
      'equal 1/1 DecisionTaskStarted',
    ]);
  });

  it('accepts events of unknown types and events that refer to nothing', () => {
    const left = historyOf([['SomethingNew', { a: 1 }], completed(70, 'ok')]);
    const right = historyOf([['SomethingNew', { a: 2 }], completed(90, 'ok')]);
    expect(compareHistories(left, right).pairs.map(text)).toEqual([
      'changed 1/1 SomethingNew',
      'equal 2/2 ActivityTaskCompleted',
    ]);
  });

  it('compares histories of 25,000 events of which every third differs', () => {
    const events = (result: (n: number) => string) =>
      historyOf(
        Array.from({ length: 8300 }, (_, n) => n).flatMap((n) => [
          ['DecisionTaskScheduled', { taskList: { name: 'default' } }] as const,
          scheduled(`charge-${n}`, `${n}`),
          completed(3 * n + 2, result(n)),
        ]),
      );
    const { counts, unaligned } = compareHistories(
      events(() => 'ok'),
      events((n) => `no ${n}`),
    );
    expect({ ...counts, unaligned }).toEqual({ equal: 16_600, changed: 8300, left: 0, right: 0, unaligned: 0 });
  });

  it('counts the events of a stretch that it cannot align', () => {
    const signals = (signalName: string) =>
      historyOf(Array.from({ length: 2000 }, () => ['WorkflowExecutionSignaled', { signalName }] as const));
    const { counts, unaligned } = compareHistories(signals('go'), signals('stop'));
    expect({ counts, unaligned }).toEqual({
      counts: { equal: 0, changed: 0, left: 2000, right: 2000 },
      unaligned: 4000,
    });
  });
});

describe('the attributes that differ', () => {
  it('are given with both values, by name', () => {
    const [left] = historyOf([scheduled('a', '1', { control: 'x', taskList: { name: 'default' } })]);
    const [right] = historyOf([scheduled('a', '2', { heartbeatTimeout: '30', taskList: { name: 'default' } })], 9);
    if (!left || !right) throw new Error('there is one event in each');
    expect(differingAttributes(left, right)).toEqual([
      { name: 'control', left: 'x', right: undefined },
      { name: 'heartbeatTimeout', left: undefined, right: '30' },
      { name: 'input', left: '1', right: '2' },
    ]);
  });
});
