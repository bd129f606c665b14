import type { EventType } from '@aws-sdk/client-swf';

/** The status of an attempt. `refused`: a decision that failed, with a cause. `delivered`: the other run got it. */
export type AttemptStatus =
  | 'scheduled'
  | 'started'
  | 'completed'
  | 'failed'
  | 'timed out'
  | 'canceled'
  | 'terminated'
  | 'continued as new'
  | 'fired'
  | 'recorded'
  | 'received'
  | 'delivered'
  | 'refused';

/**
 * The effect of an event on an attempt.
 *
 * - `opens`: a new attempt, which stays open.
 * - `starts`: the attempt starts.
 * - `closes`: the attempt ends.
 * - `records`: a new attempt, which ends at once.
 * - `asks`: the open attempt is asked to cancel.
 */
export interface Effect {
  readonly does: 'opens' | 'starts' | 'closes' | 'records' | 'asks';
  /** The status that the attempt gets. A cancel request leaves it as it is. */
  readonly status: AttemptStatus;
}

const opens = (status: 'scheduled' | 'started'): Effect => ({ does: 'opens', status });
const closes = (status: AttemptStatus): Effect => ({ does: 'closes', status });
const records = (status: AttemptStatus): Effect => ({ does: 'records', status });
const STARTS: Effect = { does: 'starts', status: 'started' };
const ASKS: Effect = { does: 'asks', status: 'started' };
const REFUSED = records('refused');

const EFFECTS: { readonly [T in EventType]: Effect } = {
  WorkflowExecutionStarted: opens('started'),
  WorkflowExecutionSignaled: records('received'),
  WorkflowExecutionCancelRequested: ASKS,
  WorkflowExecutionCompleted: closes('completed'),
  CompleteWorkflowExecutionFailed: REFUSED,
  WorkflowExecutionFailed: closes('failed'),
  FailWorkflowExecutionFailed: REFUSED,
  WorkflowExecutionCanceled: closes('canceled'),
  CancelWorkflowExecutionFailed: REFUSED,
  WorkflowExecutionTerminated: closes('terminated'),
  WorkflowExecutionTimedOut: closes('timed out'),
  WorkflowExecutionContinuedAsNew: closes('continued as new'),
  ContinueAsNewWorkflowExecutionFailed: REFUSED,
  DecisionTaskScheduled: opens('scheduled'),
  DecisionTaskStarted: STARTS,
  DecisionTaskCompleted: closes('completed'),
  DecisionTaskTimedOut: closes('timed out'),
  ActivityTaskScheduled: opens('scheduled'),
  ScheduleActivityTaskFailed: REFUSED,
  ActivityTaskStarted: STARTS,
  ActivityTaskCompleted: closes('completed'),
  ActivityTaskFailed: closes('failed'),
  ActivityTaskTimedOut: closes('timed out'),
  ActivityTaskCanceled: closes('canceled'),
  ActivityTaskCancelRequested: ASKS,
  RequestCancelActivityTaskFailed: REFUSED,
  TimerStarted: opens('started'),
  StartTimerFailed: REFUSED,
  TimerFired: closes('fired'),
  TimerCanceled: closes('canceled'),
  CancelTimerFailed: REFUSED,
  MarkerRecorded: records('recorded'),
  RecordMarkerFailed: REFUSED,
  StartChildWorkflowExecutionInitiated: opens('scheduled'),
  // The service can fail what it has initiated: then the attempt exists, and ends.
  StartChildWorkflowExecutionFailed: closes('refused'),
  ChildWorkflowExecutionStarted: STARTS,
  ChildWorkflowExecutionCompleted: closes('completed'),
  ChildWorkflowExecutionFailed: closes('failed'),
  ChildWorkflowExecutionCanceled: closes('canceled'),
  ChildWorkflowExecutionTerminated: closes('terminated'),
  ChildWorkflowExecutionTimedOut: closes('timed out'),
  SignalExternalWorkflowExecutionInitiated: opens('scheduled'),
  SignalExternalWorkflowExecutionFailed: closes('refused'),
  ExternalWorkflowExecutionSignaled: closes('delivered'),
  RequestCancelExternalWorkflowExecutionInitiated: opens('scheduled'),
  RequestCancelExternalWorkflowExecutionFailed: closes('refused'),
  ExternalWorkflowExecutionCancelRequested: closes('delivered'),
  LambdaFunctionScheduled: opens('scheduled'),
  ScheduleLambdaFunctionFailed: REFUSED,
  LambdaFunctionStarted: STARTS,
  StartLambdaFunctionFailed: closes('failed'),
  LambdaFunctionCompleted: closes('completed'),
  LambdaFunctionFailed: closes('failed'),
  LambdaFunctionTimedOut: closes('timed out'),
};

/** Returns the effect of events of this type; `undefined` for a text that is not a type of event. */
export const effectOf = (type: string): Effect | undefined =>
  Object.hasOwn(EFFECTS, type) ? EFFECTS[type as EventType] : undefined;

const FAILURES: ReadonlySet<AttemptStatus> = new Set(['failed', 'timed out', 'terminated', 'refused']);

/** Returns true for the status of an attempt that went wrong. */
export const isFailure = (status: AttemptStatus): boolean => FAILURES.has(status);
