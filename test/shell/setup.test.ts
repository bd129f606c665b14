import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../src/index.js';
import { verifyHistory } from '../../src/replay/index.js';
import { domain, shop, start } from '../support/shop.js';

describe('requestCancel() of a scheduled activity', () => {
  const claim = async (swf: SwfFake) => {
    const run = swf.scheduleActivity({ activity: 'Charge@1', timeouts: { startToClose: '30s' } });
    const client = swf.client();
    const { taskToken } = await client.pollForActivityTask({ domain, taskList: { name: run.taskList } });
    return { run, client, taskToken };
  };

  it('reaches the worker with its next heartbeat, and the history is one of SWF', async () => {
    const swf = shop();
    const { run, client, taskToken } = await claim(swf);
    expect(await client.recordActivityTaskHeartbeat({ taskToken })).toMatchObject({ cancelRequested: false });
    run.requestCancel();
    expect(await client.recordActivityTaskHeartbeat({ taskToken })).toMatchObject({ cancelRequested: true });
    await client.respondActivityTaskCanceled({ taskToken });
    const history = swf.history(run);
    expect(history.slice(6).map(({ eventType }) => eventType)).toEqual([
      'WorkflowExecutionCancelRequested',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
      'ActivityTaskCancelRequested',
      'ActivityTaskCanceled',
      'DecisionTaskScheduled',
    ]);
    expect(verifyHistory(history).verdict).toBe('verified');
  });

  it('closes a task that no worker has', () => {
    const swf = shop();
    const run = swf.scheduleActivity({ activity: 'Charge@1' });
    run.requestCancel();
    expect(swf.history(run).map(({ eventType }) => eventType)).toContain('ActivityTaskCanceled');
  });

  it('throws once the activity or the run is closed', async () => {
    const swf = shop();
    const { run, client, taskToken } = await claim(swf);
    await client.respondActivityTaskCompleted({ taskToken });
    const said = "requestCancel() was called, but the activity 'Charge-1' of run 'swfake-decider-1' is closed";
    const events = swf.history(run).length;
    expect(() => run.requestCancel()).toThrow(said);
    expect(swf.history(run)).toHaveLength(events);
    const open = swf.scheduleActivity({ activity: 'Charge@1' });
    await client.terminateWorkflowExecution({ domain, workflowId: open.workflowId });
    expect(() => open.requestCancel()).toThrow("'Charge-2' of run 'swfake-decider-2' is closed");
    swf.close();
    expect(() => run.requestCancel()).toThrow('this fake is closed');
  });

  it('is no part of the result as data', () => {
    const swf = shop();
    const run = swf.scheduleActivity({ activity: 'Charge@1' });
    expect(Object.keys(run)).toEqual(['domain', 'taskList', 'activityId', 'workflowId', 'runId']);
  });
});

describe('when()', () => {
  it('reads a run that does not exist yet as false', async () => {
    const swf = shop();
    const lengths: number[] = [];
    const count = (): number => swf.history({ workflowId: 'order-7' }).length;
    swf.when(
      () => count() >= 2,
      () => lengths.push(count()),
    );
    expect(lengths).toEqual([]);
    await start(swf.client());
    expect(lengths).toEqual([2]);
  });

  it('throws what else a condition throws', () => {
    const broken = (): boolean => {
      throw new Error('a bug of the test');
    };
    expect(() => shop().when(broken, () => 0)).toThrow('a bug of the test');
    expect(() =>
      shop().when(
        (swf) => swf.history({} as never).length > 0,
        () => 0,
      ),
    ).toThrow(TypeError);
  });

  it('is open for assertNothingOpen() while its condition was never true', () => {
    const swf = new SwfFake();
    swf.when(
      () => false,
      () => 0,
    );
    swf.when(
      (fake) => fake.history({ workflowId: 'order-8' }).length > 0,
      () => 0,
    );
    expect(() => swf.assertNothingOpen()).toThrow(
      'when       a condition was never true\n  when       a condition was never true: no run matches {"workflowId":"order-8"}',
    );
    swf.close();
    expect(() => swf.assertNothingOpen()).not.toThrow();
  });
});
