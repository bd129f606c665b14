import type { Check } from '../../story/check.js';
import { continueAsNew, decision, lambda } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

type Members = Readonly<Record<string, unknown>>;

const RUN_DEFAULTS = {
  executionStartToCloseTimeout: '60',
  taskStartToCloseTimeout: '60',
  childPolicy: 'TERMINATE',
  taskList: { name: 'default' },
};

const without = (settings: Members, member: string): Members => ({ ...settings, [member]: undefined });

// The type of a continued run needs a name that is this check's own: only the version can change.
const continuedWithout = (member: string, cause: string): Check => ({
  id: `causes.continue.${member}`,
  question: `Does ContinueAsNewWorkflowExecution fail with ${cause}, though the run before had the setting?`,
  section: '3.6',
  async story(ask) {
    const settings = without(RUN_DEFAULTS, member);
    const run = await ask.start('run', {
      ...RUN_DEFAULTS,
      workflowType: ask.ground.bareOrder,
      taskList: { name: ask.name('run') },
    });
    await run.decide(continueAsNew(settings));
    const types = 'DecisionTaskCompleted ContinueAsNewWorkflowExecutionFailed DecisionTaskScheduled';
    await ask.expect('the events', () => run.types(4), types);
    await ask.expect('the failure', () => run.last('ContinueAsNewWorkflowExecutionFailed'), { cause });
  },
});

const OTHERS: readonly Check[] = [
  {
    id: 'causes.continue.deprecatedVersion',
    question: 'Does ContinueAsNewWorkflowExecution fail for a version that is deprecated?',
    section: '3.6',
    async story(ask) {
      const name = ask.name('type');
      const settings = { ...RUN_DEFAULTS, taskList: { name: ask.name('run') } };
      for (const version of ['1', '2'])
        await ask.ground.register('Workflow', { name, version }, {}, { log: ask.calls });
      await ask.call('DeprecateWorkflowType', { domain: ask.domain, workflowType: { name, version: '2' } });
      const run = await ask.start('run', { ...settings, workflowType: { name, version: '1' } });
      await run.decide(continueAsNew({ ...settings, workflowTypeVersion: '2' }));
      const cause = 'WORKFLOW_TYPE_DEPRECATED';
      await ask.expect('the failure', () => run.last('ContinueAsNewWorkflowExecutionFailed'), { cause });
    },
  },
  {
    id: 'causes.activity.idInUse',
    question: 'Does a second activity with the id of an open one fail with ACTIVITY_ID_ALREADY_IN_USE?',
    section: '3.1',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'));
      await run.signal();
      await run.decide(ask.schedule('charge'));
      await ask.expect('the events', () => run.types(10), 'ScheduleActivityTaskFailed DecisionTaskScheduled');
      const failure = { activityId: 'charge', cause: 'ACTIVITY_ID_ALREADY_IN_USE', decisionTaskCompletedEventId: 9 };
      await ask.expect('the failure', () => run.last('ScheduleActivityTaskFailed'), failure);
    },
  },
  {
    id: 'causes.child.alreadyRunning',
    question:
      'Does a child with the workflow id of an open run fail after its Initiated event, which the failure names?',
    section: '3.12',
    rows: ['Floci 7'],
    async story(ask) {
      await ask.start('taken');
      const run = await ask.start();
      await run.decide(ask.child('taken', { control: 'c' }));
      await run.until('StartChildWorkflowExecutionFailed');
      const types =
        'DecisionTaskCompleted StartChildWorkflowExecutionInitiated StartChildWorkflowExecutionFailed DecisionTaskScheduled';
      await ask.expect('the events', () => run.types(4), types);
      const failure = { cause: 'WORKFLOW_ALREADY_RUNNING', initiatedEventId: 5, control: 'c' };
      await ask.expect('the failure', () => run.last('StartChildWorkflowExecutionFailed'), failure);
    },
  },
  {
    id: 'causes.lambda.noRole',
    question: 'Does a Lambda function of a run without a role fail to start, with ASSUME_ROLE_FAILED?',
    section: '3.13',
    async story(ask) {
      const run = await ask.start();
      await run.decide(decision('ScheduleLambdaFunction', { id: 'f', name: 'swfake-conform', control: 'c' }));
      await run.until('StartLambdaFunctionFailed');
      const types = 'DecisionTaskCompleted LambdaFunctionScheduled StartLambdaFunctionFailed DecisionTaskScheduled';
      await ask.expect('the events', () => run.types(4), types);
      await ask.expect('the failure', () => run.last('StartLambdaFunctionFailed'), {
        scheduledEventId: 5,
        cause: 'ASSUME_ROLE_FAILED',
        message: 'No IAM role is attached to the current workflow execution.',
      });
      const shown = { id: 'f', name: 'swfake-conform', control: 'c', startToCloseTimeout: ABSENT };
      await ask.expect('the scheduling', () => run.last('LambdaFunctionScheduled'), shown);
    },
  },
  {
    id: 'causes.lambda.idAgain',
    question: 'Is the id of a Lambda function free once it has failed?',
    section: '3.13',
    async story(ask) {
      const run = await ask.start();
      await run.decide(lambda('f'));
      await run.until('StartLambdaFunctionFailed');
      await run.decide(lambda('f'));
      const scheduled = async () =>
        (await run.until('LambdaFunctionScheduled', 2)).filter(({ type }) => type === 'LambdaFunctionScheduled').length;
      await ask.expect('the number of functions', scheduled, 2);
    },
  },
];

/** Checks of the causes that need more than one batch, or that come later. */
export const LATER_CAUSE_CHECKS: readonly Check[] = [
  continuedWithout('executionStartToCloseTimeout', 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
  continuedWithout('taskStartToCloseTimeout', 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
  continuedWithout('childPolicy', 'DEFAULT_CHILD_POLICY_UNDEFINED'),
  continuedWithout('taskList', 'DEFAULT_TASK_LIST_UNDEFINED'),
  ...OTHERS,
];
