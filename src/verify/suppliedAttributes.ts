import type { EventType } from '../core/index.js';

/**
 * The attributes that come from a caller, by event type. `verifyHistory()` takes them from the recorded event as input,
 * so their values cannot differ there. The service wrote all other attributes: these are compared.
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
  // The details of the last heartbeat: no other event has them.
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
  // From the decision that closed the child.
  ChildWorkflowExecutionCompleted: ['result'],
  ChildWorkflowExecutionFailed: ['details', 'reason'],
  ChildWorkflowExecutionCanceled: ['details'],
  SignalExternalWorkflowExecutionInitiated: ['control', 'input', 'runId', 'signalName', 'workflowId'],
  SignalExternalWorkflowExecutionFailed: ['control', 'runId', 'workflowId'],
  RequestCancelExternalWorkflowExecutionInitiated: ['control', 'runId', 'workflowId'],
  RequestCancelExternalWorkflowExecutionFailed: ['control', 'runId', 'workflowId'],
};

/**
 * The attributes that name another run which caused the event, by event type. `verifyHistory()` starts a run with these
 * ids on its fake, so their values cannot differ there. They are compared where the child policy of a parent caused the
 * event.
 */
export const SUPPLIED_BY_RUNS: { readonly [T in EventType]?: readonly string[] } = {
  WorkflowExecutionStarted: ['continuedExecutionRunId', 'parentInitiatedEventId', 'parentWorkflowExecution'],
  WorkflowExecutionSignaled: ['externalInitiatedEventId', 'externalWorkflowExecution'],
  WorkflowExecutionCancelRequested: ['externalInitiatedEventId', 'externalWorkflowExecution'],
};
