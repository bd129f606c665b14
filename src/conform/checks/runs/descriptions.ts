import type { Check } from '../../story/check.js';
import { cancelActivity, complete, mark, timer } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

/** Checks of what DescribeWorkflowExecution shows. */
export const DESCRIPTION_CHECKS: readonly Check[] = [
  {
    id: 'executions.describe',
    question: 'Does DescribeWorkflowExecution show an open run: status, type, tags, time, configuration?',
    section: '2.4',
    rows: ['moto 12'],
    async story(ask) {
      const run = await ask.start('run', { tagList: ['a'], taskPriority: '3' });
      const { executionInfo, executionConfiguration, ...others } = await run.describe();
      await ask.expect('executionInfo', () => executionInfo, {
        execution: run.execution,
        workflowType: ask.ground.order,
        executionStatus: 'OPEN',
        cancelRequested: false,
        tagList: ['a'],
        closeStatus: ABSENT,
        closeTimestamp: ABSENT,
        parent: ABSENT,
      });
      const [started] = await run.history();
      await ask.expect('the time of the start', () => executionInfo?.startTimestamp?.getTime(), started?.at);
      await ask.expect('executionConfiguration', () => executionConfiguration, {
        taskStartToCloseTimeout: '300',
        executionStartToCloseTimeout: '600',
        taskList: { name: run.list },
        childPolicy: 'TERMINATE',
        taskPriority: '3',
        lambdaRole: ABSENT,
      });
      const absent = { latestActivityTaskTimestamp: ABSENT, latestExecutionContext: ABSENT };
      await ask.expect('the other members', () => others, absent);
    },
  },
  {
    id: 'executions.openCounts',
    question: 'Does openCounts count activities, timers and children, and keep the activities at the close?',
    section: '7.4',
    rows: ['Floci 18'],
    async story(ask) {
      const run = await ask.start('run', { childPolicy: 'ABANDON' });
      await run.decide(ask.schedule('a'), ask.schedule('b'), timer('day', 100), ask.child('child'));
      await run.child(ask.name('child'));
      const counts = { openActivityTasks: 2, openTimers: 1, openChildWorkflowExecutions: 1, openLambdaFunctions: 0 };
      const open = async () => (await run.describe()).openCounts;
      await ask.expect('of the open run', open, counts);
      await run.decide(complete());
      await ask.expect('of the closed run', open, { openActivityTasks: 2, openDecisionTasks: 0 });
    },
  },
  {
    id: 'executions.latestActivity',
    question: 'Is latestActivityTaskTimestamp the time of the latest event of an activity, also of its end?',
    section: '2.4',
    rows: ['Floci 17'],
    seconds: 1,
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'), mark('other'));
      const task = await run.work();
      const latest = async () => (await run.describe()).latestActivityTaskTimestamp?.getTime();
      const startedAt = (await run.until('ActivityTaskStarted')).at(-1)?.at;
      await ask.expect('after the start', latest, startedAt);
      await ask.wait(1);
      await ask.call('RespondActivityTaskCompleted', { taskToken: task.taskToken });
      const at = (await run.until('ActivityTaskCompleted')).find(({ type }) => type === 'ActivityTaskCompleted')?.at;
      await ask.expect('after the end', latest, at);
    },
  },
  {
    id: 'executions.cancelRequested',
    question: 'Is cancelRequested true for an open run that was asked to cancel?',
    section: '2.4',
    rows: ['moto 4'],
    async story(ask) {
      const run = await ask.start();
      await run.requestCancel();
      const info = { cancelRequested: true, executionStatus: 'OPEN' };
      await ask.expect('the run', async () => (await run.describe()).executionInfo, info);
    },
  },
  {
    id: 'executions.runId',
    question: 'Is a run id opaque text of 1 to 64 characters, another one for each run?',
    section: '1.3',
    async story(ask) {
      const runs = [await ask.start('a'), await ask.start('b')];
      for (const { runId } of runs) await ask.expect('the run id', () => runId, /^[\w+/=-]{1,64}$/);
      await ask.expect('the number of run ids', () => new Set(runs.map(({ runId }) => runId)).size, 2);
    },
  },
  {
    id: 'executions.golden',
    question: 'Is a run that is asked to cancel written event by event as the service recorded it (G19)?',
    section: '13',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'));
      await run.requestCancel();
      await run.decide(cancelActivity('charge'));
      await run.until('ActivityTaskCanceled');
      await run.decide({ decisionType: 'CancelWorkflowExecution' });
      const types =
        'WorkflowExecutionCancelRequested DecisionTaskScheduled DecisionTaskStarted DecisionTaskCompleted ActivityTaskCancelRequested ActivityTaskCanceled DecisionTaskScheduled DecisionTaskStarted DecisionTaskCompleted WorkflowExecutionCanceled';
      await ask.expect('the events', () => run.types(6), types);
    },
  },
];
