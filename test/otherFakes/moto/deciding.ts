import { expect } from 'vitest';
import { DECISION_TYPES } from '../../../src/core/index.js';
import { OPS, sampleOf, shapeOf } from '../../../src/property/constraintViolations.js';
import { domain } from '../../support/shop.js';
import {
  cancelActivity,
  cancelOf,
  child,
  complete,
  decision,
  mark,
  Play,
  schedule,
  signalTo,
  type Told,
  timer,
} from '../play.js';
import type { Rival } from '../rival.js';

/** Each decision, and the event that says that it was done. */
const DONE = [
  [schedule('ship'), 'ActivityTaskScheduled'],
  [cancelActivity('charge'), 'ActivityTaskCancelRequested'],
  [complete, 'WorkflowExecutionCompleted'],
  [decision('FailWorkflowExecution'), 'WorkflowExecutionFailed'],
  [decision('CancelWorkflowExecution'), 'WorkflowExecutionCanceled'],
  [decision('ContinueAsNewWorkflowExecution'), 'WorkflowExecutionContinuedAsNew'],
  [mark('paid'), 'MarkerRecorded'],
  [timer('late'), 'TimerStarted'],
  [decision('CancelTimer', { timerId: 'open' }), 'TimerCanceled'],
  [signalTo('other'), 'SignalExternalWorkflowExecutionInitiated'],
  [cancelOf('other'), 'RequestCancelExternalWorkflowExecutionInitiated'],
  [child('kid'), 'StartChildWorkflowExecutionInitiated'],
  [decision('ScheduleLambdaFunction', { id: 'pack', name: 'Pack' }), 'LambdaFunctionScheduled'],
] as const;

const CLOSES = [
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
];

/** Those whose attributes have a member that nobody can leave out. */
const WITH_ATTRIBUTES = DECISION_TYPES.filter((type) => !CLOSES.includes(type));

/** What deciders ask for, and what comes of it. */
export function deciding({ row }: Rival): void {
  row(1, 'there are 13 decisions', () => {
    expect(DONE.map(([{ decisionType }]) => decisionType).toSorted()).toEqual(DECISION_TYPES.toSorted());
  });
  for (const [done, event] of DONE) {
    row(1, `${done.decisionType} is done`, async () => {
      const play = await Play.begun();
      await play.decide(schedule('charge'), timer('open'));
      await play.signal();
      const written: unknown[] = [];
      play.swf.onChange(({ event }) => written.push(event.eventType));
      await play.decide(done);
      expect(written.slice(0, 3)).toEqual(['DecisionTaskStarted', 'DecisionTaskCompleted', event]);
    });
  }
  for (const op of OPS) {
    row(1, `${op} is answered: with what it asks for, or a fault`, async () => {
      const { swf } = new Play();
      const sample = sampleOf(shapeOf(op)) as never;
      const name = await swf.send(op, sample).then(
        () => 'accepted',
        (fault: Error) => fault.name,
      );
      expect(name).toMatch(/^accepted$|^UnknownResourceFault$|^ValidationException$|^SerializationException$/);
    });
  }

  row(2, 'what comes while a decision task waits shares it', async () => {
    const play = await Play.begun();
    await play.signal();
    await play.signal();
    expect(play.types('order-7', 2)).toEqual([
      'DecisionTaskScheduled',
      'WorkflowExecutionSignaled',
      'WorkflowExecutionSignaled',
    ]);
    await play.decide();
    expect(await play.take()).toBe('');
  });

  for (const type of CLOSES) {
    row(3, `${type} fails with UNHANDLED_DECISION where the decider has not seen all`, async () => {
      const play = await Play.begun();
      const token = await play.take();
      await play.signal();
      await play.respond(token, decision(type));
      const failed = { cause: 'UNHANDLED_DECISION', decisionTaskCompletedEventId: 6 };
      expect(play.told('order-7', 7)).toEqual([[`${type}Failed`, failed]]);
    });
  }

  row(4, 'a run that its decider cancels was not asked to', async () => {
    const play = await Play.begun();
    await play.decide(decision('CancelWorkflowExecution'));
    expect((await play.describe()).executionInfo).toMatchObject({ closeStatus: 'CANCELED', cancelRequested: false });
  });
  row(4, 'a run that was asked to cancel says so', async () => {
    const play = await Play.begun();
    await play.client.requestCancelWorkflowExecution({ domain, workflowId: 'order-7' });
    expect((await play.describe()).executionInfo).toMatchObject({ executionStatus: 'OPEN', cancelRequested: true });
  });

  for (const [timeoutType, member, startedEventId] of [
    ['SCHEDULE_TO_START', 'scheduleToStartTimeout', 0],
    ['SCHEDULE_TO_CLOSE', 'scheduleToCloseTimeout', 0],
    ['SCHEDULE_TO_CLOSE', 'scheduleToCloseTimeout', 6],
    ['START_TO_CLOSE', 'startToCloseTimeout', 6],
    ['HEARTBEAT', 'heartbeatTimeout', 6],
  ] as const) {
    row(5, `a task that is ${startedEventId ? 'started' : 'waiting'} times out: ${timeoutType}`, async () => {
      const play = await Play.begun();
      await play.decide(schedule('charge', { [member]: '30' }));
      if (startedEventId > 0) await play.work();
      play.swf.clock.advance('30s');
      const from = startedEventId > 0 ? 7 : 6;
      expect(play.told('order-7', from)).toEqual([
        ['ActivityTaskTimedOut', { timeoutType, scheduledEventId: 5, startedEventId }],
        ['DecisionTaskScheduled', expect.anything()],
      ] satisfies Told[]);
    });
  }

  row(6, 'ActivityTaskScheduled shows the timeouts that its type gives', async () => {
    const play = await Play.begun();
    const timeouts = { scheduleToStart: '1s', scheduleToClose: '2s', startToClose: '3s', heartbeat: '4s' } as const;
    play.swf.register({ domain, activities: { 'Ship@1': { timeouts, taskList: 'ships', taskPriority: 5 } } });
    await play.decide(schedule('ship', { activityType: { name: 'Ship', version: '1' } }));
    expect(play.last('ActivityTaskScheduled')).toMatchObject({
      scheduleToStartTimeout: '1',
      scheduleToCloseTimeout: '2',
      startToCloseTimeout: '3',
      heartbeatTimeout: '4',
      taskList: { name: 'ships' },
      taskPriority: '5',
    });
  });

  row(7, 'the activity id of a closed task is free', async () => {
    const play = await Play.begun();
    await play.decide(schedule('charge'));
    await play.client.respondActivityTaskCompleted({ taskToken: await play.work() });
    await play.decide(schedule('charge'));
    expect(play.last('ActivityTaskScheduled')).toMatchObject({
      activityId: 'charge',
      decisionTaskCompletedEventId: 10,
    });
  });

  for (const type of WITH_ATTRIBUTES) {
    row(16, `${type} without its attributes is named in a sentence`, async () => {
      const play = await Play.begun();
      const token = await play.take();
      await expect(play.respond(token, { decisionType: type } as never)).rejects.toMatchObject({
        name: 'ValidationException',
        message: `${type}DecisionAttributes must be specified for decision of type ${type}`,
      });
      expect(play.types()).toHaveLength(3);
    });
  }

  row(17, 'a timer that cannot start asks its decider again', async () => {
    const play = await Play.begun();
    await play.decide(timer('late'), timer('late'));
    const failed = { timerId: 'late', cause: 'TIMER_ID_ALREADY_IN_USE', decisionTaskCompletedEventId: 4 };
    expect(play.told('order-7', 6)).toEqual([
      ['StartTimerFailed', failed],
      [
        'DecisionTaskScheduled',
        { taskList: { name: 'order-7' }, startToCloseTimeout: 'NONE', scheduleToStartTimeout: 'NONE' },
      ],
    ]);
    expect(await play.take()).not.toBe('');
  });
}
