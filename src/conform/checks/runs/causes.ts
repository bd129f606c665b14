import type { Decision } from '@aws-sdk/client-swf';
import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import {
  cancelActivity,
  cancelOf,
  cancelTimer,
  continueAsNew,
  lambda,
  signalTo,
  timer,
} from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

type Members = Readonly<Record<string, unknown>>;

interface Failing {
  readonly part: string;
  /** The event of the failure. */
  readonly event: string;
  readonly cause: string;
  readonly section: string;
  readonly rows?: readonly string[];
  /** The batch whose last decision fails. */
  batch(ask: Asker): Promise<readonly Decision[]> | readonly Decision[];
  /** Further attributes of the event. */
  readonly more?: (ask: Asker) => Members;
  /** The types of the events from the DecisionTaskCompleted on. */
  readonly types?: string;
}

const UNKNOWN = { name: 'Unknown', version: '1' };
const ACTIVITY_DEFAULTS = {
  scheduleToStartTimeout: 'NONE',
  scheduleToCloseTimeout: 'NONE',
  startToCloseTimeout: 'NONE',
  heartbeatTimeout: 'NONE',
};
const RUN_DEFAULTS = {
  executionStartToCloseTimeout: '60',
  taskStartToCloseTimeout: '60',
  childPolicy: 'TERMINATE',
  taskList: { name: 'default' },
};

/** Returns the settings without one of them. */
const without = (settings: Members, member: string): Members => ({ ...settings, [member]: undefined });

async function deprecated(ask: Asker, kind: 'Activity' | 'Workflow') {
  const type = await ask.register(kind, 'old');
  const input = { domain: ask.domain, [`${kind.toLowerCase()}Type`]: type };
  await ask.call(`Deprecate${kind}Type`, input as never);
  return type;
}

const missingInActivity = (member: string, cause: string): Failing => ({
  part: `activity.${member}`,
  event: 'ScheduleActivityTaskFailed',
  cause,
  section: '3.1',
  batch: (ask) => [
    ask.schedule('charge', without({ ...ACTIVITY_DEFAULTS, activityType: ask.ground.bareCharge }, member)),
  ],
  more: () => ({ activityId: 'charge' }),
});

const missingInChild = (member: string, cause: string): Failing => ({
  part: `child.${member}`,
  event: 'StartChildWorkflowExecutionFailed',
  cause,
  section: '3.12',
  rows: ['Floci 7'],
  batch: (ask) => [
    ask.child('child', without({ ...RUN_DEFAULTS, workflowType: ask.ground.bareOrder, control: 'c' }, member)),
  ],
  more: () => ({ initiatedEventId: 0, control: 'c' }),
});

const FAILURES: readonly Failing[] = [
  {
    part: 'activity.unknownType',
    event: 'ScheduleActivityTaskFailed',
    cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST',
    section: '3.1',
    batch: (ask) => [ask.schedule('charge', { activityType: UNKNOWN })],
    more: () => ({ activityId: 'charge', activityType: UNKNOWN }),
  },
  {
    part: 'activity.deprecatedType',
    event: 'ScheduleActivityTaskFailed',
    cause: 'ACTIVITY_TYPE_DEPRECATED',
    section: '3.1',
    batch: async (ask) => [ask.schedule('charge', { activityType: await deprecated(ask, 'Activity') })],
  },
  missingInActivity('taskList', 'DEFAULT_TASK_LIST_UNDEFINED'),
  missingInActivity('scheduleToStartTimeout', 'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED'),
  missingInActivity('startToCloseTimeout', 'DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
  {
    part: 'cancelActivity.unknownId',
    event: 'RequestCancelActivityTaskFailed',
    cause: 'ACTIVITY_ID_UNKNOWN',
    section: '3.2',
    batch: () => [cancelActivity('nothing')],
    more: () => ({ activityId: 'nothing' }),
  },
  {
    part: 'timer.idInUse',
    event: 'StartTimerFailed',
    cause: 'TIMER_ID_ALREADY_IN_USE',
    section: '3.8',
    rows: ['moto 17'],
    batch: () => [timer('day', 100), timer('day', 100)],
    more: () => ({ timerId: 'day' }),
    types: 'DecisionTaskCompleted TimerStarted StartTimerFailed DecisionTaskScheduled',
  },
  {
    part: 'cancelTimer.unknownId',
    event: 'CancelTimerFailed',
    cause: 'TIMER_ID_UNKNOWN',
    section: '3.9',
    batch: () => [cancelTimer('day')],
    more: () => ({ timerId: 'day' }),
  },
  {
    part: 'cancelTimer.canceledId',
    event: 'CancelTimerFailed',
    cause: 'TIMER_ID_UNKNOWN',
    section: '3.9',
    batch: () => [timer('day', 100), cancelTimer('day'), cancelTimer('day')],
    types: 'DecisionTaskCompleted TimerStarted TimerCanceled CancelTimerFailed DecisionTaskScheduled',
  },
  {
    part: 'signal.unknownTarget',
    event: 'SignalExternalWorkflowExecutionFailed',
    cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    section: '3.10',
    batch: (ask) => [signalTo(ask.name('nothing'), { control: 'c' })],
    more: (ask) => ({ workflowId: ask.name('nothing'), runId: ABSENT, initiatedEventId: 5, control: 'c' }),
    types:
      'DecisionTaskCompleted SignalExternalWorkflowExecutionInitiated SignalExternalWorkflowExecutionFailed DecisionTaskScheduled',
  },
  {
    part: 'cancelRequest.unknownTarget',
    event: 'RequestCancelExternalWorkflowExecutionFailed',
    cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    section: '3.11',
    batch: (ask) => [cancelOf(ask.name('nothing'), { control: 'c' })],
    more: (ask) => ({ workflowId: ask.name('nothing'), runId: ABSENT, initiatedEventId: 5, control: 'c' }),
    types:
      'DecisionTaskCompleted RequestCancelExternalWorkflowExecutionInitiated RequestCancelExternalWorkflowExecutionFailed DecisionTaskScheduled',
  },
  {
    part: 'child.unknownType',
    event: 'StartChildWorkflowExecutionFailed',
    cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST',
    section: '3.12',
    batch: (ask) => [ask.child('child', { workflowType: UNKNOWN, control: 'c' })],
    more: () => ({ initiatedEventId: 0, control: 'c', workflowType: UNKNOWN }),
  },
  {
    part: 'child.deprecatedType',
    event: 'StartChildWorkflowExecutionFailed',
    cause: 'WORKFLOW_TYPE_DEPRECATED',
    section: '3.12',
    batch: async (ask) => [ask.child('child', { ...RUN_DEFAULTS, workflowType: await deprecated(ask, 'Workflow') })],
    more: () => ({ initiatedEventId: 0 }),
  },
  missingInChild('executionStartToCloseTimeout', 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
  missingInChild('taskStartToCloseTimeout', 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
  missingInChild('childPolicy', 'DEFAULT_CHILD_POLICY_UNDEFINED'),
  missingInChild('taskList', 'DEFAULT_TASK_LIST_UNDEFINED'),
  {
    part: 'continue.unknownVersion',
    event: 'ContinueAsNewWorkflowExecutionFailed',
    cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST',
    section: '3.6',
    batch: () => [continueAsNew({ workflowTypeVersion: 'nothing' })],
  },
  {
    part: 'lambda.idInUse',
    event: 'ScheduleLambdaFunctionFailed',
    cause: 'ID_ALREADY_IN_USE',
    section: '3.13',
    rows: ['doubt 22'],
    batch: () => [lambda('f'), lambda('f')],
    more: () => ({ id: 'f', name: 'swfake-conform' }),
    types:
      'DecisionTaskCompleted LambdaFunctionScheduled ScheduleLambdaFunctionFailed DecisionTaskScheduled StartLambdaFunctionFailed',
  },
];

const failing = ({ part, event, cause, section, rows = [], batch, more, types }: Failing): Check => ({
  id: `causes.${part}`,
  question: `Does the decision of ${part} fail with ${cause}, and is the decider told by ${event}?`,
  section,
  rows,
  async story(ask) {
    const decisions = await batch(ask);
    const run = await ask.start();
    await run.decide(...decisions);
    await run.until('DecisionTaskScheduled', 2);
    await ask.expect('the events', () => run.types(4), types ?? `DecisionTaskCompleted ${event} DecisionTaskScheduled`);
    const expected = { cause, decisionTaskCompletedEventId: 4, ...more?.(ask) };
    await ask.expect(event, () => run.last(event), expected);
  },
});

/** Checks of the causes of decisions that fail at once. */
export const CAUSE_CHECKS: readonly Check[] = FAILURES.map(failing);
