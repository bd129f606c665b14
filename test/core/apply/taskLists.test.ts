import { describe, expect, it } from 'vitest';
import { type State, taskListOf } from '../../../src/core/model/state.js';
import { readyBefore } from '../../../src/core/model/taskLists.js';
import { inOrder } from '../../../src/core/store/heap.js';
import { type SwfFake, shellOf } from '../../../src/fake.js';
import { domain, shop } from '../../support/shop.js';

const KEY = { kind: 'activity', domain, name: 'default' } as const;

/** The scheduled activities on the list that the state keeps, those that have ended too: the heap of the list. */
const kept = (s: State): number => [...inOrder(readyBefore, taskListOf(s, KEY)?.ready)].length;
const counted = (s: State): number | undefined => taskListOf(s, KEY)?.count;

const scheduled = (swf: SwfFake, count: number) =>
  Array.from({ length: count }, () => swf.scheduleActivity({ activity: 'Charge@1' }));

describe('a task list', () => {
  it('drops the tasks at its front that have ended, when one leaves', () => {
    const swf = shop();
    const { state } = shellOf(swf);
    const [first, second, third] = scheduled(swf, 3);
    expect([kept(state), counted(state)]).toEqual([3, 3]);
    first?.requestCancel();
    expect([kept(state), counted(state)]).toEqual([2, 2]);
    // One in the middle stays until all before it have left.
    third?.requestCancel();
    expect([kept(state), counted(state)]).toEqual([2, 1]);
    second?.requestCancel();
    expect(taskListOf(state, KEY)).toBeUndefined();
  });

  it('drops all that have ended at once, up to the first that can be polled', () => {
    const swf = shop();
    const { state } = shellOf(swf);
    const [first, second, third] = scheduled(swf, 4);
    third?.requestCancel();
    second?.requestCancel();
    expect([kept(state), counted(state)]).toEqual([4, 2]);
    first?.requestCancel();
    expect([kept(state), counted(state)]).toEqual([1, 1]);
  });

  it('does not keep what has ended behind a task that waits for ever', () => {
    const swf = shop();
    const { state } = shellOf(swf);
    const [first] = scheduled(swf, 2);
    let most = 0;
    for (let i = 0; i < 500; i += 1) {
      const [task] = scheduled(swf, 1);
      task?.requestCancel();
      most = Math.max(most, kept(state));
      expect([counted(state), taskListOf(state, KEY)?.readyCount]).toEqual([2, kept(state)]);
    }
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThan(100);
    first?.requestCancel();
    expect([counted(state), taskListOf(state, KEY)?.readyCount]).toEqual([1, kept(state)]);
  });

  it('has the same tasks in the same order after its ended tasks were dropped', async () => {
    const swf = shop();
    const all = scheduled(swf, 200);
    for (const [i, task] of all.entries()) if (i % 20 !== 7) task.requestCancel();
    const client = swf.client();
    const left = all.filter((_, i) => i % 20 === 7).map(({ workflowId }) => workflowId);
    for (const workflowId of left) {
      const task = await client.pollForActivityTask({ domain, taskList: { name: 'default' } });
      expect(task.workflowExecution?.workflowId).toBe(workflowId);
    }
    expect(taskListOf(shellOf(swf).state, KEY)).toBeUndefined();
  });

  it('loses the tasks of a run that closes', async () => {
    const swf = shop();
    const { state } = shellOf(swf);
    const [first] = scheduled(swf, 2);
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: first?.workflowId ?? '' });
    expect([kept(state), counted(state)]).toEqual([1, 1]);
  });

  it('counts what waits only: a task of a worker has left it before it ends, or its run closes', async () => {
    const swf = shop();
    const { state } = shellOf(swf);
    const [first, second] = scheduled(swf, 4);
    const client = swf.client();
    const { taskToken } = await client.pollForActivityTask({ domain, taskList: { name: 'default' } });
    await client.pollForActivityTask({ domain, taskList: { name: 'default' } });
    expect(counted(state)).toBe(2);
    await client.respondActivityTaskCompleted({ taskToken });
    expect(counted(state)).toBe(2);
    expect(first?.workflowId).not.toBe(second?.workflowId);
    await swf.send('TerminateWorkflowExecution', { domain, workflowId: second?.workflowId ?? '' });
    expect([kept(state), counted(state)]).toEqual([2, 2]);
  });
});
