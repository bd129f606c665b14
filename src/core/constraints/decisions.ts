import {
  childPolicy,
  data,
  executionTimeout,
  namedTaskList,
  runIdOptional,
  tagList,
  taskList,
  taskPriority,
  timeout,
  type,
} from './common.js';
import { choice, structure, text, upTo } from './shape.js';

// In the service's own order, which shows in the text of the error (swf-behaviour 3.0, measured).
export const DECISION_TYPES = [
  'CompleteWorkflowExecution',
  'StartTimer',
  'RequestCancelExternalWorkflowExecution',
  'SignalExternalWorkflowExecution',
  'CancelTimer',
  'RecordMarker',
  'ScheduleActivityTask',
  'ContinueAsNewWorkflowExecution',
  'ScheduleLambdaFunction',
  'FailWorkflowExecution',
  'RequestCancelActivityTask',
  'StartChildWorkflowExecution',
  'CancelWorkflowExecution',
] as const;

export type DecisionType = (typeof DECISION_TYPES)[number];

const id = text(1, 256);

/** A decision: every attributes structure is checked, whichever the type asks for (swf-behaviour 3.0). */
export const decision = structure({
  'decisionType*': choice(...DECISION_TYPES),
  scheduleActivityTaskDecisionAttributes: structure({
    'activityType*': type,
    'activityId*': text(1, 256, 'name'),
    control: data,
    input: data,
    scheduleToCloseTimeout: timeout,
    taskList: namedTaskList,
    taskPriority,
    scheduleToStartTimeout: timeout,
    startToCloseTimeout: timeout,
    heartbeatTimeout: timeout,
  }),
  requestCancelActivityTaskDecisionAttributes: structure({ 'activityId*': id }),
  completeWorkflowExecutionDecisionAttributes: structure({ result: data }),
  failWorkflowExecutionDecisionAttributes: structure({ reason: upTo(256), details: data }),
  cancelWorkflowExecutionDecisionAttributes: structure({ details: data }),
  continueAsNewWorkflowExecutionDecisionAttributes: structure({
    input: data,
    executionStartToCloseTimeout: executionTimeout,
    taskList,
    taskPriority,
    taskStartToCloseTimeout: timeout,
    childPolicy,
    tagList,
    workflowTypeVersion: text(1, 64),
    lambdaRole: text(1, 1600),
  }),
  recordMarkerDecisionAttributes: structure({ 'markerName*': id, details: data }),
  startTimerDecisionAttributes: structure({
    'timerId*': text(1, 256, 'name'),
    control: data,
    'startToFireTimeout*': text(1, 8, 'seconds'),
  }),
  cancelTimerDecisionAttributes: structure({ 'timerId*': id }),
  signalExternalWorkflowExecutionDecisionAttributes: structure({
    'workflowId*': id,
    runId: runIdOptional,
    'signalName*': id,
    input: data,
    control: data,
  }),
  requestCancelExternalWorkflowExecutionDecisionAttributes: structure({
    'workflowId*': id,
    runId: runIdOptional,
    control: data,
  }),
  startChildWorkflowExecutionDecisionAttributes: structure({
    'workflowType*': type,
    'workflowId*': text(1, 256, 'name'),
    control: data,
    input: data,
    executionStartToCloseTimeout: executionTimeout,
    taskList: namedTaskList,
    taskPriority,
    taskStartToCloseTimeout: timeout,
    childPolicy,
    tagList,
    lambdaRole: text(1, 1600),
  }),
  scheduleLambdaFunctionDecisionAttributes: structure({
    'id*': id,
    'name*': text(1, 64),
    control: data,
    input: text(0, 32_768),
    startToCloseTimeout: upTo(8, 'lambda'),
  }),
});
