import type { EventType } from '../core/events.js';

/**
 * The attributes that a caller chose. A history is re-enacted with them as input, so they prove nothing where they stand;
 * every other attribute was written by the service, and is compared.
 */
export const SUPPLIED: { readonly [T in EventType]?: readonly string[] } = {
  WorkflowExecutionStarted: [
    'childPolicy',
    'executionStartToCloseTimeout',
    'input',
    'lambdaRole',
    'tagList',
    'taskList',
    'taskPriority',
    'taskStartToCloseTimeout',
    'workflowType',
  ],
  WorkflowExecutionSignaled: ['input', 'signalName'],
  WorkflowExecutionTerminated: ['childPolicy', 'details', 'reason'],
  WorkflowExecutionCompleted: ['result'],
  WorkflowExecutionFailed: ['details', 'reason'],
  WorkflowExecutionCanceled: ['details'],
  WorkflowExecutionContinuedAsNew: [
    'childPolicy',
    'executionStartToCloseTimeout',
    'input',
    'lambdaRole',
    'tagList',
    'taskList',
    'taskPriority',
    'taskStartToCloseTimeout',
    'workflowType',
  ],
  DecisionTaskStarted: ['identity'],
  DecisionTaskCompleted: ['executionContext', 'taskList', 'taskListScheduleToStartTimeout'],
  ActivityTaskScheduled: [
    'activityId',
    'activityType',
    'control',
    'heartbeatTimeout',
    'input',
    'scheduleToCloseTimeout',
    'scheduleToStartTimeout',
    'startToCloseTimeout',
    'taskList',
    'taskPriority',
  ],
  ScheduleActivityTaskFailed: ['activityId', 'activityType'],
  ActivityTaskStarted: ['identity'],
  ActivityTaskCompleted: ['result'],
  ActivityTaskFailed: ['details', 'reason'],
  // What the last heartbeat said, which no history shows elsewhere.
  ActivityTaskTimedOut: ['details'],
  ActivityTaskCanceled: ['details'],
  ActivityTaskCancelRequested: ['activityId'],
  RequestCancelActivityTaskFailed: ['activityId'],
  MarkerRecorded: ['details', 'markerName'],
  RecordMarkerFailed: ['markerName'],
  LambdaFunctionScheduled: ['control', 'id', 'input', 'name', 'startToCloseTimeout'],
  ScheduleLambdaFunctionFailed: ['id', 'name'],
  LambdaFunctionCompleted: ['result'],
  LambdaFunctionFailed: ['details', 'reason'],
  TimerStarted: ['control', 'startToFireTimeout', 'timerId'],
  StartTimerFailed: ['timerId'],
  TimerCanceled: ['timerId'],
  CancelTimerFailed: ['timerId'],
  StartChildWorkflowExecutionInitiated: [
    'childPolicy',
    'control',
    'executionStartToCloseTimeout',
    'input',
    'lambdaRole',
    'tagList',
    'taskList',
    'taskPriority',
    'taskStartToCloseTimeout',
    'workflowId',
    'workflowType',
  ],
  StartChildWorkflowExecutionFailed: ['control', 'workflowId', 'workflowType'],
  // What the child was told to close with.
  ChildWorkflowExecutionCompleted: ['result'],
  ChildWorkflowExecutionFailed: ['details', 'reason'],
  ChildWorkflowExecutionCanceled: ['details'],
  SignalExternalWorkflowExecutionInitiated: ['control', 'input', 'runId', 'signalName', 'workflowId'],
  SignalExternalWorkflowExecutionFailed: ['control', 'runId', 'workflowId'],
  RequestCancelExternalWorkflowExecutionInitiated: ['control', 'runId', 'workflowId'],
  RequestCancelExternalWorkflowExecutionFailed: ['control', 'runId', 'workflowId'],
};

/**
 * The attributes that say which other run it was, in an event that a run led to: that run is played as these say. (What
 * the policy of a closed parent did names the parent again, and is compared.)
 */
export const SUPPLIED_BY_RUNS: { readonly [T in EventType]?: readonly string[] } = {
  WorkflowExecutionStarted: ['continuedExecutionRunId', 'parentInitiatedEventId', 'parentWorkflowExecution'],
  WorkflowExecutionSignaled: ['externalInitiatedEventId', 'externalWorkflowExecution'],
  WorkflowExecutionCancelRequested: ['externalInitiatedEventId', 'externalWorkflowExecution'],
};
