import type { Input, OperationName } from '../core/index.js';

type DecisionType = NonNullable<Input<'RespondDecisionTaskCompleted'>['decisions']>[number]['decisionType'];

const OPERATION_ACTIONS: { readonly [O in OperationName]: true } = {
  CountClosedWorkflowExecutions: true,
  CountOpenWorkflowExecutions: true,
  CountPendingActivityTasks: true,
  CountPendingDecisionTasks: true,
  DeleteActivityType: true,
  DeleteWorkflowType: true,
  DeprecateActivityType: true,
  DeprecateDomain: true,
  DeprecateWorkflowType: true,
  DescribeActivityType: true,
  DescribeDomain: true,
  DescribeWorkflowExecution: true,
  DescribeWorkflowType: true,
  GetWorkflowExecutionHistory: true,
  ListActivityTypes: true,
  ListClosedWorkflowExecutions: true,
  ListDomains: true,
  ListOpenWorkflowExecutions: true,
  ListTagsForResource: true,
  ListWorkflowTypes: true,
  PollForActivityTask: true,
  PollForDecisionTask: true,
  RecordActivityTaskHeartbeat: true,
  RegisterActivityType: true,
  RegisterDomain: true,
  RegisterWorkflowType: true,
  RequestCancelWorkflowExecution: true,
  RespondActivityTaskCanceled: true,
  RespondActivityTaskCompleted: true,
  RespondActivityTaskFailed: true,
  RespondDecisionTaskCompleted: true,
  SignalWorkflowExecution: true,
  StartWorkflowExecution: true,
  TagResource: true,
  TerminateWorkflowExecution: true,
  UndeprecateActivityType: true,
  UndeprecateDomain: true,
  UndeprecateWorkflowType: true,
  UntagResource: true,
};

// A decision is a pseudo-action (Developer Guide, "API Summary"). ScheduleLambdaFunction may be named and is never asked
// for: its `*Failed` event knows no such cause (swf-behaviour 3.0).
const DECISION_ACTIONS: { readonly [D in DecisionType]: true } = {
  CancelTimer: true,
  CancelWorkflowExecution: true,
  CompleteWorkflowExecution: true,
  ContinueAsNewWorkflowExecution: true,
  FailWorkflowExecution: true,
  RecordMarker: true,
  RequestCancelActivityTask: true,
  RequestCancelExternalWorkflowExecution: true,
  ScheduleActivityTask: true,
  ScheduleLambdaFunction: true,
  SignalExternalWorkflowExecution: true,
  StartChildWorkflowExecution: true,
  StartTimer: true,
};

/** Whatever a policy can allow or deny in SWF. */
export const ACTIONS: readonly string[] = [OPERATION_ACTIONS, DECISION_ACTIONS].flatMap((actions) =>
  Object.keys(actions).map((name) => `swf:${name}`),
);

/** The condition keys of SWF (Developer Guide, "API Summary"; swf-behaviour 2.7, 3.1, 3.6, 3.12). */
export const CONDITION_KEYS = [
  'swf:activityType.name',
  'swf:activityType.version',
  'swf:defaultTaskList.name',
  'swf:name',
  'swf:tagFilter.tag',
  'swf:tagList.member.0',
  'swf:tagList.member.1',
  'swf:tagList.member.2',
  'swf:tagList.member.3',
  'swf:tagList.member.4',
  'swf:taskList.name',
  'swf:typeFilter.name',
  'swf:typeFilter.version',
  'swf:version',
  'swf:workflowType.name',
  'swf:workflowType.version',
  'swf:workflowTypeVersion',
] as const;

export type SwfConditionKey = (typeof CONDITION_KEYS)[number];
