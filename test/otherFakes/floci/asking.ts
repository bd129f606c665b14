import { expect } from 'vitest';
import { CHARGE, domain, ORDER, taskList } from '../../support/shop.js';
import { child, type mark, Play, schedule, timer } from '../play.js';
import type { Rival } from '../rival.js';

const ALWAYS = { oldestDate: new Date(0) };

/** What is asked, refused and limited. */
export function asking({ row }: Rival): void {
  row(13, 'an execution that is not there is named in the words of the service', async () => {
    const { client } = new Play();
    const go = { domain, workflowId: 'order-7', signalName: 'go' };
    const fault = { name: 'UnknownResourceFault' };
    await expect(client.signalWorkflowExecution({ ...go, runId: 'r' })).rejects.toMatchObject({
      ...fault,
      message: 'Unknown execution: WorkflowExecution=[workflowId=order-7, runId=r]',
    });
    await expect(client.signalWorkflowExecution(go)).rejects.toMatchObject({
      ...fault,
      message: 'Unknown execution, workflowId = order-7',
    });
  });

  for (const operation of ['listClosedWorkflowExecutions', 'countClosedWorkflowExecutions'] as const) {
    const refusal = async (filters: object, message: unknown): Promise<void> => {
      const asked = new Play().client[operation]({ domain, ...filters });
      await expect(asked).rejects.toMatchObject({ name: 'ValidationException', message });
    };
    row(15, `${operation} wants one filter of time`, async () => {
      await refusal({}, 'Must specify time filter');
      const both = { startTimeFilter: ALWAYS, closeTimeFilter: ALWAYS };
      await refusal(both, 'Cannot specify both a startTimeFilter and a closeTimeFilter');
    });
    row(15, `${operation} takes one other filter at most`, async () => {
      const filters = { closeStatusFilter: { status: 'FAILED' }, typeFilter: ORDER };
      const message = expect.stringMatching(/^Cannot specify more than one exclusive filters in the same query: /);
      await refusal({ startTimeFilter: ALWAYS, ...filters }, message);
    });
  }
  for (const operation of ['listOpenWorkflowExecutions', 'countOpenWorkflowExecutions'] as const) {
    row(15, `${operation} wants a filter of time, and one other at most`, async () => {
      const list = (filters: object) => new Play().client[operation]({ domain, ...filters } as never);
      await expect(list({})).rejects.toMatchObject({
        name: 'ValidationException',
        message:
          "1 validation error detected: Value null at 'startTimeFilter' failed to satisfy constraint: Member must not be null",
      });
      const filters = { tagFilter: { tag: 't' }, executionFilter: { workflowId: 'order-7' } };
      await expect(list({ startTimeFilter: ALWAYS, ...filters })).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringMatching(/^Cannot specify more than one exclusive filters in the same query: /),
      });
    });
  }

  row(16, 'closed executions are sorted by the time that is asked for', async () => {
    const play = new Play();
    for (const id of ['first', 'second']) {
      await play.start(id);
      play.swf.clock.advance('1s');
    }
    for (const id of ['second', 'first']) {
      await play.terminate(id);
      play.swf.clock.advance('1s');
    }
    const closed = async (filter: object) =>
      (await play.client.listClosedWorkflowExecutions({ domain, ...filter })).executionInfos?.map(
        ({ execution }) => execution?.workflowId,
      );
    expect(await closed({ closeTimeFilter: ALWAYS })).toEqual(['first', 'second']);
    expect(await closed({ startTimeFilter: ALWAYS })).toEqual(['second', 'first']);
  });

  row(19, 'a deprecated domain deprecates its types', async () => {
    const { client } = new Play();
    await client.deprecateDomain({ name: domain });
    const workflow = await client.describeWorkflowType({ domain, workflowType: ORDER });
    const activity = await client.describeActivityType({ domain, activityType: CHARGE });
    expect([workflow.typeInfo?.status, activity.typeInfo?.status]).toEqual(['DEPRECATED', 'DEPRECATED']);
    const { typeInfos } = await client.listWorkflowTypes({ domain, registrationStatus: 'REGISTERED' });
    expect(typeInfos).toEqual([]);
  });

  const thousand = (item: (n: number) => ReturnType<typeof mark>) => Array.from({ length: 1001 }, (_, n) => item(n));
  for (const [what, decisions, failed, cause] of [
    ['activities', thousand((n) => schedule(`a${n}`)), 'ScheduleActivityTaskFailed', 'OPEN_ACTIVITIES_LIMIT_EXCEEDED'],
    ['timers', thousand((n) => timer(`t${n}`)), 'StartTimerFailed', 'OPEN_TIMERS_LIMIT_EXCEEDED'],
    ['children', thousand((n) => child(`c${n}`)), 'StartChildWorkflowExecutionFailed', 'OPEN_CHILDREN_LIMIT_EXCEEDED'],
  ] as const) {
    row(22, `1,000 ${what} of an execution are open at most`, async () => {
      const play = await Play.begun();
      await play.decide(...decisions);
      const failures = play.told().filter(([type]) => type === failed);
      expect(failures).toEqual([[failed, expect.objectContaining({ cause })]]);
      expect(play.types('order-7', 1005)[0]).toBe(failed);
    });
  }

  row(22, 'a history has 25,000 events at most; then the execution is terminated', async () => {
    const play = await Play.begun();
    for (let event = 2; event < 25_000; event += 1) await play.signal();
    expect(play.types()).toHaveLength(25_000);
    await play.signal();
    expect(play.told('order-7', 25_001)).toEqual([
      ['WorkflowExecutionTerminated', { childPolicy: 'TERMINATE', cause: 'EVENT_LIMIT_EXCEEDED' }],
    ]);
  });
  row(22, 'a closed execution is forgotten when the retention of its domain is over', async () => {
    const play = await Play.begun();
    const runId = play.runId('order-7');
    const execution = { workflowId: 'order-7', runId };
    await play.terminate('order-7');
    const shown = async () =>
      (await play.client.countClosedWorkflowExecutions({ domain, closeTimeFilter: ALWAYS })).count;
    expect((await play.client.describeDomain({ name: domain })).configuration).toEqual({
      workflowExecutionRetentionPeriodInDays: '90',
    });
    play.swf.clock.advance('89d');
    expect(await shown()).toBe(1);
    play.swf.clock.advance('1d');
    expect(await shown()).toBe(0);
    await expect(play.client.getWorkflowExecutionHistory({ domain, execution })).rejects.toMatchObject({
      name: 'UnknownResourceFault',
      message: `Unknown execution: WorkflowExecution=[workflowId=order-7, runId=${runId}]`,
    });
  });
  row(22, 'a poll waits for its task', async () => {
    const play = new Play();
    const parked = play.swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList: { name: 'order-7' } });
    play.swf.clock.advance('59s');
    await play.start('order-7');
    expect(await parked).toMatchObject({ startedEventId: 3 });
  });
  row(22, 'a poll that waits ends empty after 60 seconds', async () => {
    const play = new Play();
    const parked = play.swf.client({ polls: 'long' }).pollForDecisionTask({ domain, taskList });
    play.swf.clock.advance('60s');
    expect(await parked).toMatchObject({ startedEventId: 0 });
  });
  row(22, 'the task of the higher priority is handed out first', async () => {
    const play = await Play.begun();
    const priorities = { low: '-1', none: undefined, high: '1' };
    await play.decide(...Object.entries(priorities).map(([id, taskPriority]) => schedule(id, { taskPriority })));
    const taken = [];
    for (let n = 0; n < 3; n += 1) taken.push((await play.client.pollForActivityTask({ domain, taskList })).activityId);
    expect(taken).toEqual(['high', 'none', 'low']);
  });

  for (const [what, members, at, says] of [
    [
      'a text that is too long',
      { input: 'x'.repeat(32_769) },
      'input',
      'Member must have length less than or equal to 32768',
    ],
    [
      'too many tags',
      { tagList: ['1', '2', '3', '4', '5', '6'] },
      'tagList',
      'Member must have length less than or equal to 5',
    ],
    [
      'a duration that is none',
      { taskStartToCloseTimeout: 'soon' },
      'taskStartToCloseTimeout',
      'Member must be a whole number of seconds or NONE',
    ],
    [
      'an execution without an end',
      { executionStartToCloseTimeout: 'NONE' },
      'executionStartToCloseTimeout',
      'Member must be a whole number of seconds, at most 31536000',
    ],
    [
      'an execution of more than a year',
      { executionStartToCloseTimeout: '31536001' },
      'executionStartToCloseTimeout',
      'Member must be a whole number of seconds, at most 31536000',
    ],
  ] as const) {
    row(25, `${what} is refused`, async () => {
      const play = new Play();
      await expect(play.start('order-7', members)).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringMatching(
          new RegExp(`^1 validation error detected: Value .* at '${at}' failed to satisfy constraint: ${says}$`),
        ),
      });
      expect(play.swf.runs()).toEqual([]);
    });
  }
}
