import { expect } from 'vitest';
import { domain, taskList } from '../../support/shop.js';
import { cancelActivity, cancelOf, child, complete, decision, mark, Play, schedule, signalTo } from '../play.js';
import type { Rival } from '../rival.js';

/** What follows a batch, the event of the batch that says so, and the one that says that it has happened. */
const LATE = [
  {
    what: 'a child starts',
    start: child('kid'),
    initiated: 'StartChildWorkflowExecutionInitiated',
    landed: 'ChildWorkflowExecutionStarted',
  },
  {
    what: 'a signal lands',
    start: signalTo('other'),
    initiated: 'SignalExternalWorkflowExecutionInitiated',
    landed: 'ExternalWorkflowExecutionSignaled',
  },
  {
    what: 'a cancel lands',
    start: cancelOf('other'),
    initiated: 'RequestCancelExternalWorkflowExecutionInitiated',
    landed: 'ExternalWorkflowExecutionCancelRequested',
  },
  {
    what: 'an activity that nobody has is canceled',
    start: cancelActivity('charge'),
    initiated: 'ActivityTaskCancelRequested',
    landed: 'ActivityTaskCanceled',
  },
  {
    what: 'a Lambda function starts',
    start: decision('ScheduleLambdaFunction', { id: 'pack', name: 'Pack' }),
    initiated: 'LambdaFunctionScheduled',
    landed: 'LambdaFunctionStarted',
  },
];

/** An order-7 with an activity that nobody has, and news for its decider; beside it a run `other`. */
async function ready(): Promise<Play> {
  const play = new Play({ lambda: { Pack: { after: '1m' } } });
  await play.start('order-7', { lambdaRole: 'arn:aws:iam::123456789012:role/swf' });
  await play.start('other');
  await play.decide(schedule('charge'));
  await play.signal();
  return play;
}

/** What a decider is asked and what its decisions come to. */
export function deciding({ row }: Rival): void {
  row(3, 'an event during a started decision task is followed by DecisionTaskScheduled at once', async () => {
    const play = await Play.begun();
    const token = await play.take();
    await play.signal();
    expect(play.types('order-7', 3)).toEqual([
      'DecisionTaskStarted',
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
    ]);
    await play.respond(token);
    await play.take();
    expect(play.told('order-7', 6)).toEqual([
      ['DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }],
      ['DecisionTaskStarted', { scheduledEventId: 5 }],
    ]);
  });

  row(4, 'a response with nothing pending schedules no decision task', async () => {
    const play = await Play.begun();
    await play.decide();
    play.swf.clock.advance('1d');
    expect(play.types()).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
    ]);
    expect(await play.take()).toBe('');
  });

  row(6, 'a signal of the API says that no execution sent it', async () => {
    const play = await Play.begun();
    await play.signal();
    expect(play.last('WorkflowExecutionSignaled')).toEqual({ signalName: 'go', externalInitiatedEventId: 0 });
  });
  row(6, 'a cancel of the API says that no execution sent it', async () => {
    const play = await Play.begun();
    await play.client.requestCancelWorkflowExecution({ domain, workflowId: 'order-7' });
    expect(play.last('WorkflowExecutionCancelRequested')).toEqual({ externalInitiatedEventId: 0 });
  });

  row(7, 'WORKFLOW_ALREADY_RUNNING comes after an Initiated event, and names it', async () => {
    const play = await Play.begun();
    await play.start('kid');
    await play.decide(child('kid'));
    expect(play.types('order-7', 5)[0]).toBe('StartChildWorkflowExecutionInitiated');
    expect(play.last('StartChildWorkflowExecutionFailed')).toMatchObject({
      cause: 'WORKFLOW_ALREADY_RUNNING',
      initiatedEventId: 5,
    });
  });
  row(7, 'a missing default is found before anything is initiated', async () => {
    const play = await Play.begun();
    await play.client.registerWorkflowType({ domain, name: 'Bare', version: '1' });
    await play.decide(child('kid', { workflowType: { name: 'Bare', version: '1' } }));
    expect(play.types('order-7', 5)).toEqual(['StartChildWorkflowExecutionFailed', 'DecisionTaskScheduled']);
    expect(play.last('StartChildWorkflowExecutionFailed')).toMatchObject({
      cause: 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
      initiatedEventId: 0,
    });
  });

  for (const { what, start, initiated, landed } of LATE) {
    // The decision after it shows where the batch ends.
    row(8, `${what} after the batch, not inside it`, async () => {
      const play = await ready();
      await play.decide(start, mark('rest'));
      expect(play.types('order-7', 10).slice(0, 3)).toEqual([initiated, 'MarkerRecorded', landed]);
    });
    row(8, `${what} without a word in a history that the batch closed`, async () => {
      const play = await ready();
      await play.decide(start, complete);
      expect(play.types('order-7', 10)).toEqual([initiated, 'WorkflowExecutionCompleted']);
    });
  }

  for (const { what, start, landed } of LATE.filter(({ initiated }) => initiated.endsWith('Initiated'))) {
    row(9, `the sender has to decide when ${what}`, async () => {
      const play = await ready();
      await play.decide(start);
      expect(play.types('order-7', 11)).toEqual([landed, 'DecisionTaskScheduled']);
      await play.take();
      expect(play.last('DecisionTaskStarted')).toEqual({ scheduledEventId: 12 });
    });
  }

  row(12, 'a response can lead the next decision tasks to another list', async () => {
    const play = await Play.begun();
    const host = { name: 'host-1' };
    await play.client.respondDecisionTaskCompleted({ taskToken: await play.take(), taskList: host });
    await play.signal();
    expect(play.last('DecisionTaskCompleted')).toEqual({ scheduledEventId: 2, startedEventId: 3, taskList: host });
    expect(await play.take()).toBe('');
    expect(await play.take('host-1')).not.toBe('');
  });
  row(12, 'nobody polls that list in time: the task times out and goes back to its own', async () => {
    const play = await Play.begun();
    const override = { taskList: { name: 'host-1' }, taskListScheduleToStartTimeout: '5' };
    await play.client.respondDecisionTaskCompleted({ taskToken: await play.take(), ...override });
    await play.signal();
    play.swf.clock.advance('5s');
    const settings = { startToCloseTimeout: 'NONE' };
    expect(play.told('order-7', 6)).toEqual([
      ['DecisionTaskScheduled', { ...settings, taskList: { name: 'host-1' }, scheduleToStartTimeout: '5' }],
      ['DecisionTaskTimedOut', { timeoutType: 'SCHEDULE_TO_START', scheduledEventId: 6, startedEventId: 0 }],
      ['DecisionTaskScheduled', { ...settings, taskList: { name: 'order-7' }, scheduleToStartTimeout: 'NONE' }],
    ]);
  });

  for (const [member, cause] of [
    ['scheduleToCloseTimeout', 'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED'],
    ['heartbeatTimeout', 'DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED'],
  ] as const) {
    row(26, `a ${member} that nobody gives is a cause`, async () => {
      const play = await Play.begun();
      await play.client.registerActivityType({ domain, name: 'Bare', version: '1' });
      const timeouts = {
        scheduleToStartTimeout: '1',
        scheduleToCloseTimeout: '1',
        startToCloseTimeout: '1',
        heartbeatTimeout: '1',
        [member]: undefined,
      };
      const activityType = { name: 'Bare', version: '1' };
      await play.decide(schedule('bare', { activityType, taskList, ...timeouts }));
      expect(play.told('order-7', 5)).toEqual([
        ['ScheduleActivityTaskFailed', { activityType, activityId: 'bare', cause, decisionTaskCompletedEventId: 4 }],
        ['DecisionTaskScheduled', expect.anything()],
      ]);
    });
  }
}
