import { describe, expect, it } from 'vitest';
import { loadedRun } from '../../../src/page/shared/loadedRun.js';
import { countsOf, failuresIn, runFactsOf } from '../../../src/page/summary/runFacts.js';
import { busyOrder, historyOf, type Line } from '../timeline/orders.js';

const runOf = (lines: readonly Line[], timed = true) => loadedRun({ name: 'order', events: historyOf(lines, timed) });
const ended: readonly Line[] = [
  ...busyOrder,
  ['CompleteWorkflowExecutionFailed', 259_390, { cause: 'UNHANDLED_DECISION' }],
  ['WorkflowExecutionCompleted', 259_400, { result: '{"paid":true}' }],
];

describe('the facts of a run', () => {
  it('are those of its start while it is open', () => {
    expect(runFactsOf(runOf(busyOrder))).toMatchObject({
      type: 'Order@1',
      attempt: { status: 'started', isOpen: true, cancelRequested: { id: 42 } },
      duration: '3d3m so far',
      tags: ['gold', 'eu'],
      taskList: 'default',
      input: '{"order":7,"items":["book","lamp"]}',
      outcome: undefined,
    });
  });

  it('are those of its end once it is closed, whatever was refused before', () => {
    expect(runFactsOf(runOf(ended))).toMatchObject({
      attempt: { status: 'completed', closed: { id: 44 } },
      duration: '3d3m20s',
      outcome: '{"paid":true}',
    });
  });

  it('are few where the history has no times or no start', () => {
    expect(runFactsOf(runOf(ended, false)).duration).toBe('');
    expect(runFactsOf(runOf([['MarkerRecorded', 0, { markerName: 'm' }]]))).toMatchObject({
      type: '',
      attempt: undefined,
      tags: [],
      taskList: undefined,
    });
    expect(runFactsOf(runOf([['WorkflowExecutionStarted', 0, { tagList: 'no list', taskList: 7 }]]))).toMatchObject({
      tags: [],
      taskList: undefined,
    });
  });
});

describe('a history of the page', () => {
  it('continues if the export did', () => {
    expect(loadedRun({ name: 'order', events: historyOf(ended), continues: true }).continues).toBe(true);
    expect(runOf(ended).continues).toBeUndefined();
  });
});

describe('the counts', () => {
  it('are by kind and status', () => {
    const counts = countsOf(runOf(busyOrder).rows);
    expect(counts.map(({ kind }) => kind)).not.toContain('run');
    expect(counts.find(({ kind }) => kind === 'activity')).toEqual({
      kind: 'activity',
      rows: 3,
      attempts: 6,
      statuses: [
        ['failed', 1],
        ['timed out', 1],
        ['completed', 1],
        ['refused', 1],
        ['scheduled', 1],
        ['started', 1],
      ],
    });
  });
});

describe('the failures', () => {
  it('are in the order in which they ended', () => {
    const failures = failuresIn(runOf(busyOrder).rows);
    expect(failures.map(({ row, attempt }) => [row.kind, attempt.status, attempt.closed?.id])).toEqual([
      ['activity', 'failed', 8],
      ['decisions', 'timed out', 11],
      ['activity', 'timed out', 17],
      ['lambda function', 'failed', 29],
      ['activity', 'refused', 31],
      ['child', 'terminated', 33],
    ]);
  });
});
