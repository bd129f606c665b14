import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { ABSENT } from '../../story/match.js';
import type { TargetRun } from '../../story/targetRun.js';

/** Expects the milliseconds between the last events of two types. A target with a real clock may be late, never early. */
async function expectSpan(run: TargetRun, from: string, to: string, millis: number): Promise<void> {
  const { ask } = run;
  const events = await run.until(to);
  const at = (type: string) => events.findLast((event) => event.type === type)?.at ?? Number.NaN;
  const span = at(to) - at(from);
  const inTime = span >= millis && span <= millis + ask.ground.pace.latenessMillis;
  await ask.expect(`the time from ${from} to ${to}`, () => (inTime ? millis : span), millis);
}

const OF_ACTIVITIES = [
  ['SCHEDULE_TO_START', 'scheduleToStartTimeout', false],
  ['SCHEDULE_TO_CLOSE', 'scheduleToCloseTimeout', false],
  ['SCHEDULE_TO_CLOSE', 'scheduleToCloseTimeout', true],
  ['START_TO_CLOSE', 'startToCloseTimeout', true],
  ['HEARTBEAT', 'heartbeatTimeout', true],
] as const;

const ofActivity = ([timeoutType, member, isStarted]: (typeof OF_ACTIVITIES)[number]): Check => ({
  id: `timeouts.activity.${member}${isStarted ? '' : '.unstarted'}`,
  question: `Does an activity that ${isStarted ? 'a worker holds' : 'no worker takes'} time out with ${timeoutType}, in time?`,
  section: '7.1',
  rows: ['moto 5', 'moto 9'],
  seconds: 1,
  async story(ask) {
    const run = await ask.start();
    await run.decide(ask.schedule('charge', { [member]: '1' }));
    if (isStarted) await run.work();
    await ask.wait(1);
    const from =
      timeoutType === 'START_TO_CLOSE' || timeoutType === 'HEARTBEAT' ? 'ActivityTaskStarted' : 'ActivityTaskScheduled';
    await expectSpan(run, from, 'ActivityTaskTimedOut', 1000);
    const types = `ActivityTaskScheduled${isStarted ? ' ActivityTaskStarted' : ''} ActivityTaskTimedOut DecisionTaskScheduled`;
    await ask.expect('the events', () => run.types(5), types);
    const attributes = { timeoutType, scheduledEventId: 5, startedEventId: isStarted ? 6 : 0, details: ABSENT };
    await ask.expect('the event', () => run.last('ActivityTaskTimedOut'), attributes);
  },
});

/** Heartbeats with these details, one each second; undefined for none. */
async function beating(ask: Asker, details: readonly (string | undefined)[]): Promise<TargetRun> {
  const run = await ask.start();
  await run.decide(ask.schedule('charge', { heartbeatTimeout: '3' }));
  const { taskToken } = await run.work();
  for (const one of details) {
    await ask.wait(1);
    await ask.call('RecordActivityTaskHeartbeat', { taskToken, ...(one !== undefined && { details: one }) });
  }
  return run;
}

const HEARTBEATS: readonly Check[] = [
  {
    id: 'timeouts.heartbeat.extends',
    question: 'Does a heartbeat begin the heartbeat timeout anew, and write no event?',
    section: '7.3',
    seconds: 6,
    async story(ask) {
      const run = await beating(ask, [undefined, undefined]);
      await ask.wait(2);
      await ask.expect('the events after 4 s', () => run.types(6), 'ActivityTaskStarted');
      await ask.wait(1);
      await run.until('ActivityTaskTimedOut');
      const types = 'ActivityTaskStarted ActivityTaskTimedOut DecisionTaskScheduled';
      await ask.expect('the events', () => run.types(6), types);
    },
  },
  {
    id: 'timeouts.heartbeat.details',
    question: 'Does the timeout show the details of the last heartbeat, and leave the control as it was?',
    section: '7.1',
    rows: ['Floci 11'],
    seconds: 5,
    async story(ask) {
      const run = await beating(ask, ['a third', 'half']);
      await ask.wait(3);
      await run.until('ActivityTaskTimedOut');
      const attributes = { timeoutType: 'HEARTBEAT', details: 'half' };
      await ask.expect('the event', () => run.last('ActivityTaskTimedOut'), attributes);
      await ask.expect('the control', () => run.last('ActivityTaskScheduled'), { control: ABSENT });
    },
  },
  {
    id: 'timeouts.heartbeat.startToClose',
    question: 'Does a heartbeat leave the start-to-close timeout as it is, and does that show the details?',
    section: '7.1',
    seconds: 2,
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge', { startToCloseTimeout: '2' }));
      const { taskToken } = await run.work();
      await ask.wait(1);
      await ask.call('RecordActivityTaskHeartbeat', { taskToken, details: 'half' });
      await ask.wait(1);
      await expectSpan(run, 'ActivityTaskStarted', 'ActivityTaskTimedOut', 2000);
      const attributes = { timeoutType: 'START_TO_CLOSE', details: 'half' };
      await ask.expect('the event', () => run.last('ActivityTaskTimedOut'), attributes);
    },
  },
];

const OF_DECISIONS: readonly Check[] = [
  {
    id: 'timeouts.decision',
    question: 'Does a decision task time out with START_TO_CLOSE, and is a new one scheduled at that time?',
    section: '6.5',
    seconds: 1,
    async story(ask) {
      const run = await ask.start('run', { taskStartToCloseTimeout: '1' });
      await run.take();
      await ask.wait(1);
      await expectSpan(run, 'DecisionTaskStarted', 'DecisionTaskTimedOut', 1000);
      await ask.expect(
        'the events',
        () => run.types(3),
        'DecisionTaskStarted DecisionTaskTimedOut DecisionTaskScheduled',
      );
      const attributes = { timeoutType: 'START_TO_CLOSE', scheduledEventId: 2, startedEventId: 3 };
      await ask.expect('the event', () => run.last('DecisionTaskTimedOut'), attributes);
      const [timedOut, scheduled] = (await run.history()).slice(3).map(({ at }) => at);
      await ask.expect('the time between', () => Number(scheduled) - Number(timedOut), 0);
      const next = await run.take();
      await ask.expect('the next task', () => next.startedEventId, 6);
    },
  },
  {
    id: 'timeouts.decisionWithQueued',
    question: 'Does a decision timeout schedule no further task if one waits behind it?',
    section: '6.5',
    seconds: 1,
    async story(ask) {
      const run = await ask.start('run', { taskStartToCloseTimeout: '1' });
      await run.take();
      await run.signal();
      await ask.wait(1);
      await run.until('DecisionTaskTimedOut');
      const types = 'DecisionTaskStarted WorkflowExecutionSignaled DecisionTaskScheduled DecisionTaskTimedOut';
      await ask.expect('the events', () => run.types(3), types);
      const next = await run.take();
      await ask.expect('the next task', () => next.startedEventId, 7);
    },
  },
];

const OF_RUNS: readonly Check[] = [
  {
    id: 'timeouts.run',
    question: 'Does a run time out in time, though no decider ever polled?',
    section: '7.1',
    seconds: 1,
    async story(ask) {
      const run = await ask.start('run', { executionStartToCloseTimeout: '1', childPolicy: 'ABANDON' });
      await ask.wait(1);
      await expectSpan(run, 'WorkflowExecutionStarted', 'WorkflowExecutionTimedOut', 1000);
      const types = 'WorkflowExecutionStarted DecisionTaskScheduled WorkflowExecutionTimedOut';
      await ask.expect('the events', () => run.types(), types);
      const attributes = { timeoutType: 'START_TO_CLOSE', childPolicy: 'ABANDON' };
      await ask.expect('the event', () => run.last('WorkflowExecutionTimedOut'), attributes);
      await ask.expect('the run', async () => (await run.describe()).executionInfo, { closeStatus: 'TIMED_OUT' });
    },
  },
  {
    id: 'timeouts.taskLongerThanRun',
    question: 'May the timeout of a task be longer than that of the run?',
    section: '2.4',
    async story(ask) {
      const run = await ask.start('run', { executionStartToCloseTimeout: '30', taskStartToCloseTimeout: '300' });
      await run.decide(ask.schedule('charge', { scheduleToCloseTimeout: '5', startToCloseTimeout: '300' }));
      await ask.expect('the events', () => run.types(4), 'DecisionTaskCompleted ActivityTaskScheduled');
    },
  },
  {
    id: 'timeouts.activityBothDue',
    question: 'Does START_TO_CLOSE come before HEARTBEAT if both are due?',
    section: '7.1',
    rows: ['doubt 17'],
    seconds: 1,
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge', { startToCloseTimeout: '1', heartbeatTimeout: '1' }));
      await run.work();
      await ask.wait(1);
      await run.until('ActivityTaskTimedOut');
      await ask.expect('the timeout', () => run.last('ActivityTaskTimedOut'), { timeoutType: 'START_TO_CLOSE' });
    },
  },
];

/** Checks of every timeout. */
export const TIMEOUT_CHECKS: readonly Check[] = [
  ...OF_ACTIVITIES.map(ofActivity),
  ...HEARTBEATS,
  ...OF_DECISIONS,
  ...OF_RUNS,
];
