import { describe, expect, it } from 'vitest';
import { loadedRun } from '../../../src/page/shared/loadedRun.js';
import { indexOfRun, relationsOf } from '../../../src/page/summary/otherRuns.js';
import { busyOrder, historyOf, type Line } from '../timeline/orders.js';

const runOf = (workflowId: string, runId: string | undefined, lines: readonly Line[] = []) =>
  loadedRun({ name: workflowId, workflowId, runId, events: historyOf(lines) });

describe('the other runs of a history', () => {
  it('are its parent, its children, and those that it signals or cancels, once each', () => {
    const order = runOf('order-7', 'run-1', busyOrder);
    const found = relationsOf(order, [order, runOf('ship-7', 'run-of-ship-7'), runOf('basket-3', undefined)]);
    expect(found).toEqual([
      { as: 'parent', workflowId: 'basket-3', runId: 'run-of-basket-3', event: 1, index: 2 },
      { as: 'child', workflowId: 'ship-7', runId: 'run-of-ship-7', event: 22, index: 1 },
      { as: 'signal to', workflowId: 'stock', runId: 's', event: 26 },
      { as: 'cancel request to', workflowId: 'stock', runId: undefined, event: 41 },
    ]);
  });

  it('are the runs before and after it, which have its workflow id', () => {
    const middle = runOf('loop', 'run-2', [
      ['WorkflowExecutionStarted', 0, { continuedExecutionRunId: 'run-1' }],
      ['WorkflowExecutionSignaled', 1, { signalName: 's', externalWorkflowExecution: { workflowId: 'other' } }],
      ['WorkflowExecutionContinuedAsNew', 2, { newExecutionRunId: 'run-3' }],
    ]);
    expect(relationsOf(middle, [runOf('loop', 'run-1'), middle, runOf('loop', 'run-3')])).toEqual([
      { as: 'continues', workflowId: 'loop', runId: 'run-1', event: 1, index: 0 },
      { as: 'signal from', workflowId: 'other', runId: undefined, event: 2 },
      { as: 'continued as', workflowId: 'loop', runId: 'run-3', event: 3, index: 2 },
    ]);
  });

  it('are none where attributes are no runs', () => {
    const odd = runOf('odd', 'run-1', [
      ['WorkflowExecutionStarted', 0, { parentWorkflowExecution: 'a text', continuedExecutionRunId: 7 }],
      ['constructor', 1],
    ]);
    expect(relationsOf(odd, [odd])).toEqual([]);
  });
});

describe('the history of another run', () => {
  const runs = [runOf('loop', 'run-1'), runOf('loop', 'run-2'), runOf('unknown run', undefined)];

  it.each([
    ['by its run id', { workflowId: 'loop', runId: 'run-2' }, 1],
    ['by its workflow id alone', { workflowId: 'loop' }, 0],
    ['by its workflow id, if the run id of the history is unknown', { workflowId: 'unknown run', runId: 'r' }, 2],
    ['not by the workflow id of another run', { workflowId: 'loop', runId: 'run-3' }, undefined],
    ['not by nothing', {}, undefined],
  ])('is found %s', (_how, ids, index) => {
    expect(indexOfRun(ids, runs)).toBe(index);
  });
});
