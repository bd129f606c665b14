import type { Decision } from '@aws-sdk/client-swf';
import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import {
  cancel,
  cancelActivity,
  complete,
  continueAsNew,
  decision,
  fail,
  lambda,
  signalTo,
  timer,
} from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

type Members = Readonly<Record<string, unknown>>;

interface Closing {
  readonly decision: Decision;
  readonly event: string;
  readonly status: string;
  readonly attributes: Members;
}

const CLOSES: Readonly<Record<string, Closing>> = {
  complete: {
    decision: complete({ result: 'done' }),
    event: 'WorkflowExecutionCompleted',
    status: 'COMPLETED',
    attributes: { result: 'done' },
  },
  fail: {
    decision: fail({ reason: 'why', details: 'how' }),
    event: 'WorkflowExecutionFailed',
    status: 'FAILED',
    attributes: { reason: 'why', details: 'how' },
  },
  cancel: {
    decision: cancel({ details: 'how' }),
    event: 'WorkflowExecutionCanceled',
    status: 'CANCELED',
    attributes: { details: 'how' },
  },
  continueAsNew: {
    decision: continueAsNew({ input: 'next' }),
    event: 'WorkflowExecutionContinuedAsNew',
    status: 'CONTINUED_AS_NEW',
    attributes: { input: 'next' },
  },
};

const closing = (name: string, { decision: close, event, status, attributes }: Closing): readonly Check[] => [
  {
    id: `closes.${name}`,
    question: `Does ${close.decisionType} close the run as ${status}, with what the decision says?`,
    section: '3.3',
    rows: ['moto 1'],
    async story(ask) {
      const run = await ask.start();
      await run.decide(close);
      await ask.expect('the events', () => run.types(4), `DecisionTaskCompleted ${event}`);
      await ask.expect('the event', () => run.last(event), { ...attributes, decisionTaskCompletedEventId: 4 });
      const info = { executionStatus: 'CLOSED', closeStatus: status, cancelRequested: false };
      await ask.expect('the run', async () => (await run.describe()).executionInfo, info);
    },
  },
  {
    id: `closes.unhandled.${name}`,
    question: `Does ${close.decisionType} fail with UNHANDLED_DECISION if a signal came while the decider worked?`,
    section: '3.3',
    rows: ['moto 3', 'Floci 2', 'Floci 3'],
    async story(ask) {
      const run = await ask.start();
      const task = await run.take();
      await run.signal();
      await run.respond(task, [close]);
      const failed = `${close.decisionType}Failed`;
      const types = `DecisionTaskStarted WorkflowExecutionSignaled DecisionTaskScheduled DecisionTaskCompleted ${failed}`;
      await ask.expect('the events', () => run.types(3), types);
      const failure = { cause: 'UNHANDLED_DECISION', decisionTaskCompletedEventId: 6 };
      await ask.expect('the failure', () => run.last(failed), failure);
      await run.decide(close);
      await ask.expect('the next events', () => run.types(8), `DecisionTaskStarted DecisionTaskCompleted ${event}`);
    },
  },
  {
    id: `closes.openWork.${name}`,
    question: `Does ${close.decisionType} close a run with an open activity, a timer and a child?`,
    section: '3.3',
    rows: ['Floci 1'],
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'), timer('day', 100), ask.child('child'));
      await run.child(ask.name('child'));
      await run.work();
      await run.decide(close);
      const events = async () => (await run.history()).slice(-2).map(({ type }) => type);
      await ask.expect('the last events', events, ['DecisionTaskCompleted', event]);
    },
  },
];

/** Decisions whose effect comes after the batch, and the event that says that they were taken. */
const EFFECTS: Readonly<Record<string, readonly [(ask: Asker) => readonly Decision[], string]>> = {
  child: [(ask) => [ask.child('child')], 'StartChildWorkflowExecutionInitiated'],
  signal: [(ask) => [signalTo(ask.name('other'))], 'SignalExternalWorkflowExecutionInitiated'],
  cancelRequest: [
    (ask) => [decision('RequestCancelExternalWorkflowExecution', { workflowId: ask.name('other') })],
    'RequestCancelExternalWorkflowExecutionInitiated',
  ],
  lambda: [() => [lambda('f')], 'LambdaFunctionScheduled'],
  zeroTimer: [() => [timer('now', 0)], 'TimerStarted'],
  cancelOfActivity: [
    (ask) => [ask.schedule('charge'), cancelActivity('charge')],
    'ActivityTaskScheduled ActivityTaskCancelRequested',
  ],
};

const withEffect = (
  name: string,
  [decisions, types]: readonly [(ask: Asker) => readonly Decision[], string],
): Check => ({
  id: `closes.sameBatch.${name}`,
  question: `Does a batch that closes the run leave out the later events of ${name}?`,
  section: '6.9',
  rows: ['Floci 8'],
  async story(ask) {
    await ask.start('other');
    const run = await ask.start();
    await run.decide(...decisions(ask), complete());
    await ask.expect('the events', () => run.types(5), `${types} WorkflowExecutionCompleted`);
  },
});

const OTHERS: readonly Check[] = [
  {
    id: 'closes.terminate',
    question: 'Does TerminateWorkflowExecution close the run at once, with cause OPERATOR_INITIATED?',
    section: '2.4',
    rows: ['Floci 5', 'moto 18'],
    async story(ask) {
      const run = await ask.start('run', { childPolicy: 'ABANDON' });
      await run.take();
      await run.terminate({ reason: 'why', details: 'how' });
      await ask.expect('the events', () => run.types(3), 'DecisionTaskStarted WorkflowExecutionTerminated');
      const attributes = { cause: 'OPERATOR_INITIATED', reason: 'why', details: 'how', childPolicy: 'ABANDON' };
      await ask.expect('the event', () => run.last('WorkflowExecutionTerminated'), attributes);
      const { executionInfo } = await run.describe();
      await ask.expect('the status', () => executionInfo?.closeStatus, 'TERMINATED');
      await ask.expect('a time of the close', () => executionInfo?.closeTimestamp instanceof Date, true);
    },
  },
  {
    id: 'closes.terminatePlain',
    question: 'Does the event of a termination lack the reason and details that were not given?',
    section: '2.4',
    async story(ask) {
      const run = await ask.start();
      await run.terminate();
      const attributes = { reason: ABSENT, details: ABSENT, childPolicy: 'TERMINATE', cause: 'OPERATOR_INITIATED' };
      await ask.expect('the event', () => run.last('WorkflowExecutionTerminated'), attributes);
    },
  },
  {
    id: 'closes.again',
    question: 'Can a workflow id be started again once its run is closed?',
    section: '2.4',
    async story(ask) {
      const first = await ask.start();
      await first.decide(complete());
      const second = await ask.start();
      await ask.expect('another run id', () => second.runId !== first.runId, true);
      await ask.expect('the events', () => second.types(), 'WorkflowExecutionStarted DecisionTaskScheduled');
    },
  },
  {
    id: 'closes.tasksAreGone',
    question: 'Are the tasks of a closed run gone from their lists?',
    section: '7.4',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'));
      await run.signal();
      await run.terminate();
      const { domain } = ask;
      const decisions = () => ask.call('CountPendingDecisionTasks', { domain, taskList: { name: run.list } });
      const activities = () => ask.call('CountPendingActivityTasks', { domain, taskList: { name: ask.list } });
      await ask.expect('the decision tasks', decisions, { count: 0 });
      await ask.expect('the activity tasks', activities, { count: 0 });
      await ask.start('other', { taskList: { name: run.list } });
      const next = await run.take();
      await ask.expect(
        'the run of the next decision task',
        () => next.workflowExecution?.workflowId,
        ask.name('other'),
      );
      await run.respond(next, [ask.schedule('second')]);
      await ask.expect('the next activity task', async () => (await run.work()).activityId, 'second');
    },
  },
];

/** Checks of how runs close. */
export const CLOSE_CHECKS: readonly Check[] = [
  ...Object.entries(CLOSES).flatMap(([name, close]) => closing(name, close)),
  ...Object.entries(EFFECTS).map(([name, effect]) => withEffect(name, effect)),
  ...OTHERS,
];
