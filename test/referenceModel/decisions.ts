import type {
  Decision,
  ScheduleActivityTaskDecisionAttributes,
  ScheduleActivityTaskFailedCause,
} from '@aws-sdk/client-swf';
import { type Batch, DENIED, failed, isUnhandled, wrote } from './batch.js';
import { continueAsNew, initiateChild } from './children.js';
import { initiateCancel, initiateSignal } from './externals.js';
import { type Attributes, activityNamed, openActivities, openTimers } from './history.js';
import { scheduleLambda } from './lambdas.js';
import { type Type, typeNamed } from './world.js';
import { append } from './writing.js';

/** Carries out one decision; `false` if all that came of it is a `*Failed` event. */
export function decide(batch: Batch, decision: Decision): boolean {
  switch (decision.decisionType) {
    case 'ScheduleActivityTask':
      return scheduleActivity(batch, decision.scheduleActivityTaskDecisionAttributes!);
    case 'RequestCancelActivityTask':
      return cancelActivity(batch, decision.requestCancelActivityTaskDecisionAttributes?.activityId);
    case 'StartTimer':
      return startTimer(batch, decision.startTimerDecisionAttributes!);
    case 'CancelTimer':
      return cancelTimer(batch, decision.cancelTimerDecisionAttributes?.timerId);
    case 'RecordMarker':
      return recordMarker(batch, decision.recordMarkerDecisionAttributes!);
    case 'CompleteWorkflowExecution': {
      const { result } = decision.completeWorkflowExecutionDecisionAttributes ?? {};
      return close(batch, 'CompleteWorkflowExecutionFailed', 'WorkflowExecutionCompleted', { result });
    }
    case 'FailWorkflowExecution': {
      const { reason, details } = decision.failWorkflowExecutionDecisionAttributes ?? {};
      return close(batch, 'FailWorkflowExecutionFailed', 'WorkflowExecutionFailed', { reason, details });
    }
    case 'CancelWorkflowExecution': {
      const { details } = decision.cancelWorkflowExecutionDecisionAttributes ?? {};
      return close(batch, 'CancelWorkflowExecutionFailed', 'WorkflowExecutionCanceled', { details });
    }
    case 'ContinueAsNewWorkflowExecution':
      return continueAsNew(batch, decision.continueAsNewWorkflowExecutionDecisionAttributes ?? {});
    case 'StartChildWorkflowExecution':
      return initiateChild(batch, decision.startChildWorkflowExecutionDecisionAttributes!);
    case 'SignalExternalWorkflowExecution':
      return initiateSignal(batch, decision.signalExternalWorkflowExecutionDecisionAttributes!);
    case 'RequestCancelExternalWorkflowExecution':
      return initiateCancel(batch, decision.requestCancelExternalWorkflowExecutionDecisionAttributes!);
    case 'ScheduleLambdaFunction':
      return scheduleLambda(batch, decision.scheduleLambdaFunctionDecisionAttributes!);
    default:
      throw new Error(`the model knows no ${decision.decisionType}`);
  }
}

function scheduleActivity(batch: Batch, wanted: ScheduleActivityTaskDecisionAttributes): boolean {
  const { activityType, activityId, input, control } = wanted;
  const decisionTaskCompletedEventId = batch.completedId;
  const type = typeNamed(batch.world, 'activity', activityType);
  const settings = settingsOf(wanted, type, batch.world.assumptions.missingActivityTimeouts);
  const cause = batch.denied ? DENIED : scheduleCause(batch, activityId, type, settings);
  if (cause) {
    const failure = { activityType, activityId, cause, decisionTaskCompletedEventId };
    return failed(batch, 'ScheduleActivityTaskFailed', failure);
  }
  const scheduled = { activityType, activityId, input, control, ...settings, decisionTaskCompletedEventId };
  return wrote(batch, 'ActivityTaskScheduled', scheduled);
}

/** What is not given falls back to the defaults of the type (docs/swf.md 14.1). */
const settingsOf = (wanted: ScheduleActivityTaskDecisionAttributes, type: Type | undefined, missing = 'fail') => ({
  taskList: wanted.taskList ?? (type?.defaults.defaultTaskList as { name: string } | undefined),
  taskPriority: wanted.taskPriority ?? textOf(type, 'defaultTaskPriority'),
  scheduleToStartTimeout:
    wanted.scheduleToStartTimeout ?? textOf(type, 'defaultTaskScheduleToStartTimeout') ?? none(missing),
  scheduleToCloseTimeout:
    wanted.scheduleToCloseTimeout ?? textOf(type, 'defaultTaskScheduleToCloseTimeout') ?? none(missing),
  startToCloseTimeout: wanted.startToCloseTimeout ?? textOf(type, 'defaultTaskStartToCloseTimeout') ?? none(missing),
  heartbeatTimeout: wanted.heartbeatTimeout ?? textOf(type, 'defaultTaskHeartbeatTimeout') ?? none(missing),
});

// Nobody has measured whether all four have to come from somewhere (docs/swf.md, doubt 4).
const none = (missing: string): 'NONE' | undefined => (missing === 'NONE' ? missing : undefined);

const textOf = (type: Type | undefined, name: string): string | undefined => type?.defaults[name] as string | undefined;

/** The first that applies, in the order of docs/swf.md 3.1. */
function scheduleCause(
  { world, run }: Batch,
  activityId: string | undefined,
  type: Type | undefined,
  settings: ReturnType<typeof settingsOf>,
): ScheduleActivityTaskFailedCause | undefined {
  if (!type) return 'ACTIVITY_TYPE_DOES_NOT_EXIST';
  if (type.deprecated) return 'ACTIVITY_TYPE_DEPRECATED';
  if (activityNamed(run, activityId)) return 'ACTIVITY_ID_ALREADY_IN_USE';
  if (!settings.taskList) return 'DEFAULT_TASK_LIST_UNDEFINED';
  if (!settings.scheduleToStartTimeout) return 'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED';
  if (!settings.scheduleToCloseTimeout) return 'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED';
  if (!settings.startToCloseTimeout) return 'DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED';
  if (!settings.heartbeatTimeout) return 'DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED';
  if (openActivities(run).length >= world.limits.openActivities) return 'OPEN_ACTIVITIES_LIMIT_EXCEEDED';
  return undefined;
}

function cancelActivity(batch: Batch, activityId: string | undefined): boolean {
  const { world, run, denied, completedId } = batch;
  const open = activityNamed(run, activityId);
  if (denied || !open) {
    const cause = denied ? DENIED : 'ACTIVITY_ID_UNKNOWN';
    const failure = { activityId, cause, decisionTaskCompletedEventId: completedId } as const;
    return failed(batch, 'RequestCancelActivityTaskFailed', failure);
  }
  // Not in the batch but a step after it (docs/swf.md 3.2).
  if (!open.started) world.steps.push({ kind: 'cancel', run, id: open.scheduled.id });
  return wrote(batch, 'ActivityTaskCancelRequested', { activityId, decisionTaskCompletedEventId: completedId });
}

function startTimer(batch: Batch, wanted: NonNullable<Decision['startTimerDecisionAttributes']>): boolean {
  const { timerId, startToFireTimeout, control } = wanted;
  const { world, run, denied, completedId } = batch;
  const open = openTimers(run);
  const failure = (cause: Attributes<'StartTimerFailed'>['cause']): boolean =>
    failed(batch, 'StartTimerFailed', { timerId, cause, decisionTaskCompletedEventId: completedId });
  if (denied) return failure(DENIED);
  if (open.some(({ attributes }) => attributes.timerId === timerId)) return failure('TIMER_ID_ALREADY_IN_USE');
  if (open.length >= world.limits.openTimers) return failure('OPEN_TIMERS_LIMIT_EXCEEDED');
  const started = { timerId, startToFireTimeout, control, decisionTaskCompletedEventId: completedId };
  const id = append(world, run, 'TimerStarted', started);
  if (Number(startToFireTimeout) === 0) world.steps.push({ kind: 'timer', run, id });
  return true;
}

function cancelTimer(batch: Batch, timerId: string | undefined): boolean {
  const { run, denied, completedId: decisionTaskCompletedEventId } = batch;
  const open = openTimers(run).find(({ attributes }) => attributes.timerId === timerId);
  if (denied || !open) {
    const cause = denied ? DENIED : 'TIMER_ID_UNKNOWN';
    return failed(batch, 'CancelTimerFailed', { timerId, cause, decisionTaskCompletedEventId });
  }
  return wrote(batch, 'TimerCanceled', { timerId, startedEventId: open.id, decisionTaskCompletedEventId });
}

function recordMarker(batch: Batch, wanted: NonNullable<Decision['recordMarkerDecisionAttributes']>): boolean {
  const { markerName, details } = wanted;
  const decisionTaskCompletedEventId = batch.completedId;
  if (batch.denied) {
    return failed(batch, 'RecordMarkerFailed', { markerName, cause: DENIED, decisionTaskCompletedEventId });
  }
  return wrote(batch, 'MarkerRecorded', { markerName, details, decisionTaskCompletedEventId });
}

type Closing = 'WorkflowExecutionCompleted' | 'WorkflowExecutionFailed' | 'WorkflowExecutionCanceled';
type ClosingFailed =
  | 'CompleteWorkflowExecutionFailed'
  | 'FailWorkflowExecutionFailed'
  | 'CancelWorkflowExecutionFailed';

function close(batch: Batch, failure: ClosingFailed, success: Closing, said: object): boolean {
  const decisionTaskCompletedEventId = batch.completedId;
  if (batch.denied) return failed(batch, failure, { cause: DENIED, decisionTaskCompletedEventId });
  if (isUnhandled(batch)) return failed(batch, failure, { cause: 'UNHANDLED_DECISION', decisionTaskCompletedEventId });
  return wrote(batch, success, { ...said, decisionTaskCompletedEventId });
}
