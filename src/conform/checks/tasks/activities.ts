import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import { cancelActivity, complete } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

/** Starts a run whose activity a worker holds. */
async function working(ask: Asker, more: object = {}) {
  const run = await ask.start();
  await run.decide(ask.schedule('charge', more));
  return { run, task: await run.work() };
}

const OUTCOMES = {
  Completed: { result: 'paid' },
  Failed: { reason: 'why', details: 'how' },
  Canceled: { details: 'how' },
} as const;

const outcome = (name: keyof typeof OUTCOMES): Check => ({
  id: `activities.respond.${name}`,
  question: `Does RespondActivityTask${name} write ActivityTask${name} with what the worker says, and a decision task?`,
  section: '2.5',
  async story(ask) {
    const { run, task } = await working(ask);
    await ask.call(`RespondActivityTask${name}`, { taskToken: task.taskToken, ...OUTCOMES[name] });
    await ask.expect('the events', () => run.types(6), `ActivityTaskStarted ActivityTask${name} DecisionTaskScheduled`);
    const attributes = { scheduledEventId: 5, startedEventId: 6, ...OUTCOMES[name] };
    await ask.expect('the event', () => run.last(`ActivityTask${name}`), attributes);
  },
});

const plain = (name: keyof typeof OUTCOMES): Check => ({
  id: `activities.plain.${name}`,
  question: `Does ActivityTask${name} lack the members that the worker did not give?`,
  section: '2.5',
  async story(ask) {
    const { run, task } = await working(ask);
    await ask.call(`RespondActivityTask${name}`, { taskToken: task.taskToken });
    const absent = { result: ABSENT, reason: ABSENT, details: ABSENT };
    await ask.expect('the event', () => run.last(`ActivityTask${name}`), { startedEventId: 6, ...absent });
  },
});

const CANCELS: readonly Check[] = [
  {
    id: 'activities.cancel.started',
    question: 'Does a worker learn of a cancel request by its next heartbeat, and does its answer name the request?',
    section: '3.2',
    rows: ['moto 1'],
    async story(ask) {
      const { run, task } = await working(ask);
      const { taskToken } = task;
      await ask.expect('the heartbeat before', () => ask.call('RecordActivityTaskHeartbeat', { taskToken }), {
        cancelRequested: false,
      });
      await run.signal();
      await run.decide(cancelActivity('charge'));
      await ask.expect('the events', () => run.types(11), 'ActivityTaskCancelRequested');
      await ask.expect('the heartbeat after', () => ask.call('RecordActivityTaskHeartbeat', { taskToken }), {
        cancelRequested: true,
      });
      await ask.call('RespondActivityTaskCanceled', { taskToken });
      const attributes = { scheduledEventId: 5, startedEventId: 6, latestCancelRequestedEventId: 11 };
      await ask.expect('ActivityTaskCanceled', () => run.last('ActivityTaskCanceled'), attributes);
    },
  },
  {
    id: 'activities.cancel.unstarted',
    question: 'Does the service cancel an activity that no worker has, right after the batch?',
    section: '3.2',
    rows: ['moto 9', 'doubt 29'],
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'));
      await run.signal();
      await run.decide(cancelActivity('charge'));
      await run.until('ActivityTaskCanceled');
      const types = 'ActivityTaskCancelRequested ActivityTaskCanceled DecisionTaskScheduled';
      await ask.expect('the events', () => run.types(10), types);
      const attributes = { scheduledEventId: 5, startedEventId: 0, latestCancelRequestedEventId: 10, details: ABSENT };
      await ask.expect('the event', () => run.last('ActivityTaskCanceled'), attributes);
      const count = () => ask.call('CountPendingActivityTasks', { domain: ask.domain, taskList: { name: ask.list } });
      await ask.expect('the tasks of the list', count, { count: 0 });
    },
  },
  {
    id: 'activities.cancel.twice',
    question: 'Does a second cancel request write a second event, and does the answer name the later one?',
    section: '3.2',
    async story(ask) {
      const { run, task } = await working(ask);
      for (const _ of [1, 2]) {
        await run.signal();
        await run.decide(cancelActivity('charge'));
      }
      await ask.call('RespondActivityTaskCanceled', { taskToken: task.taskToken });
      const requests = async () =>
        (await run.history()).filter(({ type }) => type === 'ActivityTaskCancelRequested').map(({ id }) => id);
      await ask.expect('the requests', requests, [11, 16]);
      await ask.expect('the answer', () => run.last('ActivityTaskCanceled'), { latestCancelRequestedEventId: 16 });
    },
  },
  {
    id: 'activities.cancel.inOneBatch',
    question: 'Is an activity canceled that the same batch schedules?',
    section: '6.9',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'), cancelActivity('charge'));
      await run.until('ActivityTaskCanceled');
      const types = 'ActivityTaskScheduled ActivityTaskCancelRequested ActivityTaskCanceled DecisionTaskScheduled';
      await ask.expect('the events', () => run.types(5), types);
    },
  },
  {
    id: 'activities.cancel.run',
    question: 'Does a cancel request for the run leave the heartbeat of its activity as it was?',
    section: '7.3',
    async story(ask) {
      const { run, task } = await working(ask);
      await run.requestCancel();
      const { taskToken } = task;
      await ask.expect('the heartbeat', () => ask.call('RecordActivityTaskHeartbeat', { taskToken }), {
        cancelRequested: false,
      });
    },
  },
];

const OTHERS: readonly Check[] = [
  {
    id: 'activities.resolved',
    question: 'Does ActivityTaskScheduled show all four timeouts, those of the type where the decision has none?',
    section: '3.1',
    rows: ['moto 6', 'Floci 28'],
    async story(ask) {
      const activityType = await ask.register('Activity', 'type', {
        defaultTaskScheduleToStartTimeout: '101',
        defaultTaskScheduleToCloseTimeout: '102',
        defaultTaskStartToCloseTimeout: '103',
        defaultTaskHeartbeatTimeout: '104',
        defaultTaskList: { name: ask.name('default') },
        defaultTaskPriority: '9',
      });
      const run = await ask.start();
      await run.decide(ask.schedule('charge', { activityType, taskList: undefined, heartbeatTimeout: 'NONE' }));
      await ask.expect('the event', () => run.last('ActivityTaskScheduled'), {
        scheduleToStartTimeout: '101',
        scheduleToCloseTimeout: '102',
        startToCloseTimeout: '103',
        heartbeatTimeout: 'NONE',
        taskList: { name: ask.name('default') },
        taskPriority: '9',
      });
    },
  },
  {
    id: 'activities.plainScheduled',
    question:
      'Does ActivityTaskScheduled lack input, control and priority that nothing gives, and members of no model?',
    section: '3.1',
    rows: ['Floci 10'],
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'));
      const absent = { input: ABSENT, control: ABSENT, taskPriority: ABSENT, immediatelyStart: ABSENT };
      await ask.expect('the event', () => run.last('ActivityTaskScheduled'), { activityId: 'charge', ...absent });
    },
  },
  {
    id: 'activities.task',
    question: 'Does a worker get the input and the ids of its task, and neither control nor history?',
    section: '2.5',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge', { input: 'card 7', control: 'mine' }));
      const task = await run.work({ identity: 'worker 1' });
      await ask.expect('the task', () => task, {
        activityId: 'charge',
        input: 'card 7',
        startedEventId: 6,
        workflowExecution: run.execution,
        activityType: ask.ground.charge,
        control: ABSENT,
        events: ABSENT,
      });
      const started = { scheduledEventId: 5, identity: 'worker 1' };
      await ask.expect('ActivityTaskStarted', () => run.last('ActivityTaskStarted'), started);
      await ask.expect('the control of the event', () => run.last('ActivityTaskScheduled'), { control: 'mine' });
      await ask.expect('the events', () => run.types(5), 'ActivityTaskScheduled ActivityTaskStarted');
    },
  },
  {
    id: 'activities.idAgain',
    question: 'Is the id of an activity free once its task is closed?',
    section: '1.5',
    rows: ['moto 7'],
    async story(ask) {
      const { run, task } = await working(ask);
      await ask.call('RespondActivityTaskCompleted', { taskToken: task.taskToken });
      await run.decide(ask.schedule('charge'));
      await ask.expect(
        'the events',
        () => run.types(9),
        'DecisionTaskStarted DecisionTaskCompleted ActivityTaskScheduled',
      );
    },
  },
  {
    id: 'activities.unasked',
    question: 'Is RespondActivityTaskCanceled accepted without a cancel request?',
    section: '2.5',
    async story(ask) {
      const { run, task } = await working(ask);
      await ask.call('RespondActivityTaskCanceled', { taskToken: task.taskToken });
      await ask.expect(
        'the events',
        () => run.types(6),
        'ActivityTaskStarted ActivityTaskCanceled DecisionTaskScheduled',
      );
    },
  },
  {
    id: 'activities.emptyTexts',
    question: 'Are empty texts kept: input, result, details?',
    section: '15.4',
    async story(ask) {
      const run = await ask.start('run', { input: '' });
      await run.decide(ask.schedule('charge', { input: '' }));
      const task = await run.work();
      await ask.expect('the input of the task', () => task.input, '');
      await ask.call('RespondActivityTaskCompleted', { taskToken: task.taskToken, result: '' });
      await ask.expect('the result', () => run.last('ActivityTaskCompleted'), { result: '' });
      await ask.expect('the input of the run', () => run.last('WorkflowExecutionStarted'), { input: '' });
      await run.decide(complete({ result: '' }));
      await ask.expect('the result of the run', () => run.last('WorkflowExecutionCompleted'), { result: '' });
    },
  },
];

/** Checks of activity tasks. */
export const ACTIVITY_CHECKS: readonly Check[] = [
  ...(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]).flatMap((name) => [outcome(name), plain(name)]),
  ...CANCELS,
  ...OTHERS,
];
