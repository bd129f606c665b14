import { attributesMember, DECISION_TYPES, type DecisionType } from '../../tables/decisions.js';
import { choice, type Structure, structure, text, upTo } from './shape.js';
import {
  childPolicy,
  data,
  namedTaskList,
  runIdOptional,
  successorTimeout,
  tagList,
  taskList,
  taskPriority,
  timeout,
  type,
  workflowId,
} from './sharedShapes.js';

const id = text(1, 256);

/** The shape of the attributes of each type of decision, in the API model's order. */
export const DECISION_ATTRIBUTES: { readonly [T in DecisionType]: Structure } = {
  ScheduleActivityTask: structure({
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
  RequestCancelActivityTask: structure({ 'activityId*': id }),
  CompleteWorkflowExecution: structure({ result: data }),
  FailWorkflowExecution: structure({ reason: upTo(256), details: data }),
  CancelWorkflowExecution: structure({ details: data }),
  ContinueAsNewWorkflowExecution: structure({
    input: data,
    executionStartToCloseTimeout: successorTimeout,
    taskList,
    taskPriority,
    taskStartToCloseTimeout: timeout,
    childPolicy,
    tagList,
    workflowTypeVersion: text(1, 64),
    lambdaRole: text(1, 1600),
  }),
  RecordMarker: structure({ 'markerName*': id, details: data }),
  StartTimer: structure({
    'timerId*': text(1, 256, 'name'),
    control: data,
    'startToFireTimeout*': text(1, 8, 'seconds'),
  }),
  CancelTimer: structure({ 'timerId*': id }),
  SignalExternalWorkflowExecution: structure({
    'workflowId*': id,
    runId: runIdOptional,
    'signalName*': id,
    input: data,
    control: data,
  }),
  RequestCancelExternalWorkflowExecution: structure({
    'workflowId*': id,
    runId: runIdOptional,
    control: data,
  }),
  StartChildWorkflowExecution: structure({
    'workflowType*': type,
    'workflowId*': workflowId,
    control: data,
    input: data,
    executionStartToCloseTimeout: successorTimeout,
    taskList: namedTaskList,
    taskPriority,
    taskStartToCloseTimeout: timeout,
    childPolicy,
    tagList,
    lambdaRole: text(1, 1600),
  }),
  ScheduleLambdaFunction: structure({
    'id*': id,
    'name*': text(1, 64),
    control: data,
    input: text(0, 32_768),
    startToCloseTimeout: upTo(8, 'lambda'),
  }),
};

/** A decision. Every attributes structure is checked, whichever the type asks for (docs/swf.md 3.0). */
export const decision = structure({
  'decisionType*': choice(...DECISION_TYPES),
  ...Object.fromEntries(
    Object.entries(DECISION_ATTRIBUTES).map(([name, attributes]) => [attributesMember(name), attributes]),
  ),
});
