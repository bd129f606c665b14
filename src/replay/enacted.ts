import type { EventOf, EventType } from '../core/events.js';
import type { TypeId, TypeKind } from '../core/faults.js';
import { type Decision, decision } from './decisions.js';
import type { Recorded } from './recorded.js';
import type { Standing } from './types.js';

/** A decision that leads to a recorded event, and what has to be arranged for it to do so. */
export interface Enacted {
  readonly decision: Decision;
  readonly cause?: string | undefined;
  readonly type?: { readonly kind: TypeKind; readonly id: TypeId; readonly standing: Standing };
}

/** What is known where a decision is made. */
export interface Scene {
  /** The type of the run that decides. */
  readonly workflowType: TypeId;
  /** What the fake calls a run that the history names as a target. */
  readonly idOf: (target: { readonly workflowId: string; readonly runId?: string | undefined }) => string | undefined;
}

/** The decision behind an event of a batch; `undefined` if no decision leads to it. */
export const enacted = (event: Recorded, scene: Scene): Enacted | undefined => {
  const rule = ENACTED[event.type] as Rule | undefined;
  return rule?.(event.attributes, scene);
};

type Rule = (attributes: Recorded['attributes'], scene: Scene) => Enacted;
type Rules = { readonly [T in EventType]?: (attributes: EventOf<T>['attributes'], scene: Scene) => Enacted };

const NONE = 'NONE';

/** What a failed decision does not show is made up: nobody can tell what it was. */
const SCHEDULE_NOTHING = {
  taskList: { name: 'made up' },
  scheduleToStartTimeout: NONE,
  scheduleToCloseTimeout: NONE,
  startToCloseTimeout: NONE,
  heartbeatTimeout: NONE,
};
const START_NOTHING = {
  taskList: { name: 'made up' },
  executionStartToCloseTimeout: '60',
  taskStartToCloseTimeout: NONE,
  childPolicy: 'ABANDON',
};

/** The member that is missing where a default is undefined. */
const UNDEFINED_DEFAULT: Readonly<Record<string, keyof typeof SCHEDULE_NOTHING | keyof typeof START_NOTHING>> = {
  DEFAULT_TASK_LIST_UNDEFINED: 'taskList',
  DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED: 'scheduleToStartTimeout',
  DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED: 'scheduleToCloseTimeout',
  DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'startToCloseTimeout',
  DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED: 'heartbeatTimeout',
  DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'executionStartToCloseTimeout',
  DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'taskStartToCloseTimeout',
  DEFAULT_CHILD_POLICY_UNDEFINED: 'childPolicy',
};

function without(settings: Readonly<Record<string, unknown>>, cause: string): object {
  const { [UNDEFINED_DEFAULT[cause] ?? 'nothing']: _, ...rest } = settings;
  return rest;
}

const decided = (decisionType: string, attributes: object, cause?: string): Enacted => ({
  decision: decision(decisionType, attributes),
  cause,
});

/** The type is there, or not, or deprecated, so that the decision ends as it did. */
const typed = (kind: TypeKind, id: TypeId, enactment: Enacted): Enacted => ({
  ...enactment,
  type: { kind, id, standing: standingFor(enactment.cause ?? '') },
});

function standingFor(cause: string): Standing {
  if (cause.endsWith('_TYPE_DOES_NOT_EXIST')) return 'missing';
  return cause.endsWith('_TYPE_DEPRECATED') ? 'deprecated' : 'registered';
}

const ENACTED: Rules = {
  ActivityTaskScheduled: ({ decisionTaskCompletedEventId: _, ...attributes }) =>
    typed('ActivityType', attributes.activityType, decided('ScheduleActivityTask', attributes)),
  ScheduleActivityTaskFailed: ({ activityId, activityType, cause }) => {
    const attributes = { activityId, activityType, ...without(SCHEDULE_NOTHING, cause) };
    return typed('ActivityType', activityType, decided('ScheduleActivityTask', attributes, cause));
  },
  ActivityTaskCancelRequested: ({ activityId }) => decided('RequestCancelActivityTask', { activityId }),
  RequestCancelActivityTaskFailed: ({ activityId, cause }) =>
    decided('RequestCancelActivityTask', { activityId }, cause),
  TimerStarted: ({ decisionTaskCompletedEventId: _, ...attributes }) => decided('StartTimer', attributes),
  StartTimerFailed: ({ timerId, cause }) => decided('StartTimer', { timerId, startToFireTimeout: '1' }, cause),
  TimerCanceled: ({ timerId }) => decided('CancelTimer', { timerId }),
  CancelTimerFailed: ({ timerId, cause }) => decided('CancelTimer', { timerId }, cause),
  MarkerRecorded: ({ markerName, details }) => decided('RecordMarker', { markerName, details }),
  RecordMarkerFailed: ({ markerName, cause }) => decided('RecordMarker', { markerName }, cause),
  LambdaFunctionScheduled: ({ decisionTaskCompletedEventId: _, ...attributes }) =>
    decided('ScheduleLambdaFunction', attributes),
  ScheduleLambdaFunctionFailed: ({ id, name, cause }) => decided('ScheduleLambdaFunction', { id, name }, cause),

  StartChildWorkflowExecutionInitiated: ({ decisionTaskCompletedEventId: _, ...attributes }) =>
    typed('WorkflowType', attributes.workflowType, decided('StartChildWorkflowExecution', attributes)),
  StartChildWorkflowExecutionFailed: ({ workflowId, workflowType, control, cause }) => {
    const attributes = { workflowId, workflowType, control, ...without(START_NOTHING, cause) };
    return typed('WorkflowType', workflowType, decided('StartChildWorkflowExecution', attributes, cause));
  },
  SignalExternalWorkflowExecutionInitiated: ({ decisionTaskCompletedEventId: _, ...attributes }, { idOf }) =>
    decided('SignalExternalWorkflowExecution', { ...attributes, runId: idOf(attributes) }),
  SignalExternalWorkflowExecutionFailed: ({ workflowId, runId, control, cause }, { idOf }) => {
    const target = { workflowId, runId: idOf({ workflowId, runId }) };
    return decided('SignalExternalWorkflowExecution', { ...target, signalName: 'made up', control }, cause);
  },
  RequestCancelExternalWorkflowExecutionInitiated: ({ decisionTaskCompletedEventId: _, ...attributes }, { idOf }) =>
    decided('RequestCancelExternalWorkflowExecution', { ...attributes, runId: idOf(attributes) }),
  RequestCancelExternalWorkflowExecutionFailed: ({ workflowId, runId, control, cause }, { idOf }) => {
    const target = { workflowId, runId: idOf({ workflowId, runId }) };
    return decided('RequestCancelExternalWorkflowExecution', { ...target, control }, cause);
  },

  WorkflowExecutionCompleted: ({ result }) => decided('CompleteWorkflowExecution', { result }),
  CompleteWorkflowExecutionFailed: ({ cause }) => decided('CompleteWorkflowExecution', {}, cause),
  WorkflowExecutionFailed: ({ reason, details }) => decided('FailWorkflowExecution', { reason, details }),
  FailWorkflowExecutionFailed: ({ cause }) => decided('FailWorkflowExecution', {}, cause),
  WorkflowExecutionCanceled: ({ details }) => decided('CancelWorkflowExecution', { details }),
  CancelWorkflowExecutionFailed: ({ cause }) => decided('CancelWorkflowExecution', {}, cause),
  WorkflowExecutionContinuedAsNew: (attributes, { workflowType: { name } }) => {
    const { decisionTaskCompletedEventId: _, newExecutionRunId: __, workflowType, ...settings } = attributes;
    const { version } = workflowType;
    const continued = { ...settings, workflowTypeVersion: version };
    return typed('WorkflowType', { name, version }, decided('ContinueAsNewWorkflowExecution', continued));
  },
  ContinueAsNewWorkflowExecutionFailed: ({ cause }, { workflowType: { name } }) => {
    const version = 'made up';
    const settings = { workflowTypeVersion: version, ...without(START_NOTHING, cause) };
    return typed('WorkflowType', { name, version }, decided('ContinueAsNewWorkflowExecution', settings, cause));
  },
};
