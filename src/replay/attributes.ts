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
  TimerStarted: ['control', 'startToFireTimeout', 'timerId'],
  StartTimerFailed: ['timerId'],
  TimerCanceled: ['timerId'],
  CancelTimerFailed: ['timerId'],
};
