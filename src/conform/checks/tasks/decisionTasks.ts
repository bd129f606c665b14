import type { Check } from '../../story/check.js';
import { mark } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

/** Checks of how decision tasks are scheduled. */
export const DECISION_TASK_CHECKS: readonly Check[] = [
  {
    id: 'decisionTasks.first',
    question: 'Does a run begin with its start and a decision task, both at one time?',
    section: '2.4',
    async story(ask) {
      const run = await ask.start('run', { taskStartToCloseTimeout: '77' });
      await ask.expect('the events', () => run.types(), 'WorkflowExecutionStarted DecisionTaskScheduled');
      const [started, scheduled] = await run.history();
      await ask.expect('the time between', () => Number(scheduled?.at) - Number(started?.at), 0);
      const attributes = { startToCloseTimeout: '77', taskList: { name: run.list }, scheduleToStartTimeout: 'NONE' };
      await ask.expect('DecisionTaskScheduled', () => run.last('DecisionTaskScheduled'), attributes);
    },
  },
  {
    id: 'decisionTasks.task',
    question: 'Does a decider get the history up to its own DecisionTaskStarted, with zero as the previous one?',
    section: '2.5',
    rows: ['moto 9', 'Floci 10'],
    async story(ask) {
      const run = await ask.start();
      const task = await run.take({ identity: 'decider 1' });
      await ask.expect('the task', () => task, {
        startedEventId: 3,
        previousStartedEventId: 0,
        workflowExecution: run.execution,
        workflowType: ask.ground.order,
        nextPageToken: ABSENT,
      });
      const types = ['WorkflowExecutionStarted', 'DecisionTaskScheduled', 'DecisionTaskStarted'];
      await ask.expect('the events', () => task.events?.map(({ eventType }) => eventType), types);
      const started = { scheduledEventId: 2, identity: 'decider 1', startedOnPreviousTaskCompletion: ABSENT };
      await ask.expect('DecisionTaskStarted', () => run.last('DecisionTaskStarted'), started);
    },
  },
  {
    id: 'decisionTasks.noIdentity',
    question: 'Does DecisionTaskStarted lack the identity if the poll had none?',
    section: '15.4',
    async story(ask) {
      const run = await ask.start();
      await run.take();
      await ask.expect('the event', () => run.last('DecisionTaskStarted'), { scheduledEventId: 2, identity: ABSENT });
    },
  },
  {
    id: 'decisionTasks.coalesced',
    question: 'Do events share a decision task that waits?',
    section: '6.1',
    rows: ['moto 2'],
    async story(ask) {
      const run = await ask.start();
      await run.signal();
      await run.signal();
      const types = 'DecisionTaskScheduled WorkflowExecutionSignaled WorkflowExecutionSignaled';
      await ask.expect('the events', () => run.types(2), types);
    },
  },
  {
    id: 'decisionTasks.atOnce',
    question: 'Is a decision task scheduled at once for an event while another is started, and only one?',
    section: '6.1',
    rows: ['Floci 3'],
    async story(ask) {
      const run = await ask.start();
      const task = await run.take();
      await run.signal();
      await run.signal();
      const types = 'DecisionTaskStarted WorkflowExecutionSignaled DecisionTaskScheduled WorkflowExecutionSignaled';
      await ask.expect('the events', () => run.types(3), types);
      await run.respond(task, [mark('done')]);
      const next = await run.take();
      await ask.expect('the events of the next task', () => next.events?.length, 9);
      await ask.expect('the previous one', () => next.previousStartedEventId, 3);
      await ask.expect('the events', () => run.types(7), 'DecisionTaskCompleted MarkerRecorded DecisionTaskStarted');
    },
  },
  {
    id: 'decisionTasks.queuedWaits',
    question: 'Does a decision task behind a started one wait until that is completed?',
    section: '6.1',
    async story(ask) {
      const run = await ask.start();
      const task = await run.take();
      await run.signal();
      const held = ask.hold('PollForDecisionTask', { domain: ask.domain, taskList: { name: run.list } });
      await ask.ground.pace.pause();
      await run.respond(task, []);
      await ask.expect('the next task', () => held, { startedEventId: 7 });
    },
  },
  {
    id: 'decisionTasks.previous',
    question: 'Does previousStartedEventId name the start of the decision task that was completed before?',
    section: '6.6',
    async story(ask) {
      const run = await ask.start();
      await run.decide();
      await run.signal();
      const second = await run.take();
      await ask.expect('the second task', () => second, { previousStartedEventId: 3, startedEventId: 7 });
      await run.respond(second, []);
      await run.signal();
      const third = await run.take();
      await ask.expect('the third task', () => third, { previousStartedEventId: 7, startedEventId: 11 });
    },
  },
  {
    id: 'decisionTasks.context',
    question: 'Is the execution context kept by a response without one, and an empty one kept as empty?',
    section: '2.4',
    rows: ['moto 14'],
    async story(ask) {
      const run = await ask.start();
      const contextAfter = async (executionContext?: string) => {
        const task = await run.take();
        await run.respond(task, [], executionContext === undefined ? {} : { executionContext });
        await run.signal();
        return async () => (await run.describe()).latestExecutionContext;
      };
      await ask.expect('before any', await contextAfter(), undefined);
      await ask.expect('after step 1', await contextAfter('step 1'), 'step 1');
      await ask.expect('after a response without one', await contextAfter(), 'step 1');
      await ask.expect('after an empty one', await contextAfter(''), '');
      await ask.expect('the event', () => run.last('DecisionTaskCompleted'), { executionContext: '' });
    },
  },
  {
    id: 'decisionTasks.counts',
    question: 'Does openDecisionTasks count the decision tasks that wait, and not the started one?',
    section: '6.10',
    async story(ask) {
      const run = await ask.start();
      const open = async () => (await run.describe()).openCounts;
      await ask.expect('before the poll', open, { openDecisionTasks: 1 });
      await run.take();
      await ask.expect('while it is started', open, { openDecisionTasks: 0 });
      await run.signal();
      await ask.expect('with one behind it', open, { openDecisionTasks: 1 });
    },
  },
];
