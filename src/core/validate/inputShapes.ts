import { CLOSE_STATUSES } from '../../tables/closes.js';
import type { OperationName } from '../../tables/operations.js';
import { decision } from './decisionShapes.js';
import { choice, flag, list, type Structure, structure, text, time, upTo, whole } from './shape.js';
import {
  arn,
  childPolicy,
  data,
  domainName,
  executionTimeout,
  identity,
  namedTaskList,
  runIdOptional,
  tagList,
  taskList,
  taskPriority,
  taskToken,
  timeout,
  type,
  workflowId,
} from './sharedShapes.js';

const execution = structure({ 'workflowId*': text(1, 256), 'runId*': text(1, 64) });
const pages = { nextPageToken: upTo(2048), maximumPageSize: whole(0, 1000), reverseOrder: flag };
const registration = {
  'domain*': domainName,
  'name*': text(1, 256, 'name'),
  'version*': text(1, 64, 'name'),
  description: upTo(1024),
};
const status = choice('REGISTERED', 'DEPRECATED');
const tags = list(structure({ 'key*': text(1, 128, 'tag'), value: upTo(256, 'tag') }));
const types = { 'domain*': domainName, name: text(1, 256), 'registrationStatus*': status, ...pages };
const timeFilter = structure({ 'oldestDate*': time, latestDate: time });
const executionFilter = structure({ 'workflowId*': text(1, 256) });
const typeFilter = structure({ 'name*': text(1, 256), version: upTo(64, 'optional') });
const tagFilter = structure({ 'tag*': text(0, 256) });
const closeStatusFilter = structure({
  'status*': choice(...Object.values(CLOSE_STATUSES)),
});
const pending = structure({ 'domain*': domainName, 'taskList*': taskList });
const workflowType = structure({ 'domain*': domainName, 'workflowType*': type });
const activityType = structure({ 'domain*': domainName, 'activityType*': type });

/** The constraints on the input of each operation (API model `swf-2012-01-25`; docs/swf.md 2). */
export const INPUTS: { readonly [O in OperationName]: Structure } = {
  RegisterDomain: structure({
    'name*': text(1, 256, 'trimmed'),
    description: upTo(1024),
    'workflowExecutionRetentionPeriodInDays*': text(1, 8, 'days'),
    tags,
  }),
  DescribeDomain: structure({ 'name*': domainName }),
  DeprecateDomain: structure({ 'name*': domainName }),
  UndeprecateDomain: structure({ 'name*': domainName }),
  ListDomains: structure({
    nextPageToken: upTo(2048),
    'registrationStatus*': status,
    maximumPageSize: whole(0, 1000),
    reverseOrder: flag,
  }),
  TagResource: structure({ 'resourceArn*': arn, 'tags*': tags }),
  UntagResource: structure({ 'resourceArn*': arn, 'tagKeys*': list(text(1, 128)) }),
  ListTagsForResource: structure({ 'resourceArn*': arn }),
  RegisterWorkflowType: structure({
    ...registration,
    defaultTaskStartToCloseTimeout: timeout,
    defaultExecutionStartToCloseTimeout: executionTimeout,
    defaultTaskList: taskList,
    defaultTaskPriority: taskPriority,
    defaultChildPolicy: childPolicy,
    defaultLambdaRole: arn,
  }),
  DescribeWorkflowType: workflowType,
  DeprecateWorkflowType: workflowType,
  UndeprecateWorkflowType: workflowType,
  DeleteWorkflowType: workflowType,
  ListWorkflowTypes: structure(types),
  RegisterActivityType: structure({
    ...registration,
    defaultTaskStartToCloseTimeout: timeout,
    defaultTaskHeartbeatTimeout: timeout,
    defaultTaskList: taskList,
    defaultTaskPriority: taskPriority,
    defaultTaskScheduleToStartTimeout: timeout,
    defaultTaskScheduleToCloseTimeout: timeout,
  }),
  DescribeActivityType: activityType,
  DeprecateActivityType: activityType,
  UndeprecateActivityType: activityType,
  DeleteActivityType: activityType,
  ListActivityTypes: structure(types),
  StartWorkflowExecution: structure({
    'domain*': text(1, 256, 'trimmed'),
    'workflowId*': workflowId,
    'workflowType*': type,
    taskList: namedTaskList,
    taskPriority,
    input: data,
    executionStartToCloseTimeout: executionTimeout,
    tagList,
    taskStartToCloseTimeout: timeout,
    childPolicy,
    lambdaRole: arn,
  }),
  SignalWorkflowExecution: structure({
    'domain*': domainName,
    'workflowId*': text(1, 256),
    runId: runIdOptional,
    'signalName*': text(1, 256),
    input: data,
  }),
  RequestCancelWorkflowExecution: structure({
    'domain*': domainName,
    'workflowId*': text(1, 256),
    runId: runIdOptional,
  }),
  TerminateWorkflowExecution: structure({
    'domain*': domainName,
    'workflowId*': text(1, 256),
    runId: runIdOptional,
    reason: upTo(256),
    details: data,
    childPolicy,
  }),
  DescribeWorkflowExecution: structure({ 'domain*': domainName, 'execution*': execution }),
  GetWorkflowExecutionHistory: structure({ 'domain*': domainName, 'execution*': execution, ...pages }),
  ListOpenWorkflowExecutions: structure({
    'domain*': domainName,
    'startTimeFilter*': timeFilter,
    typeFilter,
    tagFilter,
    ...pages,
    executionFilter,
  }),
  ListClosedWorkflowExecutions: structure({
    'domain*': domainName,
    startTimeFilter: timeFilter,
    closeTimeFilter: timeFilter,
    executionFilter,
    closeStatusFilter,
    typeFilter,
    tagFilter,
    ...pages,
  }),
  CountOpenWorkflowExecutions: structure({
    'domain*': domainName,
    'startTimeFilter*': timeFilter,
    typeFilter,
    tagFilter,
    executionFilter,
  }),
  CountClosedWorkflowExecutions: structure({
    'domain*': domainName,
    startTimeFilter: timeFilter,
    closeTimeFilter: timeFilter,
    executionFilter,
    typeFilter,
    tagFilter,
    closeStatusFilter,
  }),
  PollForDecisionTask: structure({
    'domain*': domainName,
    'taskList*': namedTaskList,
    identity,
    ...pages,
    startAtPreviousStartedEvent: flag,
  }),
  RespondDecisionTaskCompleted: structure({
    'taskToken*': taskToken,
    decisions: list(decision),
    executionContext: data,
    taskList,
    taskListScheduleToStartTimeout: timeout,
  }),
  CountPendingDecisionTasks: pending,
  CountPendingActivityTasks: pending,
  PollForActivityTask: structure({ 'domain*': domainName, 'taskList*': namedTaskList, identity }),
  RecordActivityTaskHeartbeat: structure({ 'taskToken*': taskToken, details: upTo(2048) }),
  RespondActivityTaskCompleted: structure({ 'taskToken*': taskToken, result: data }),
  RespondActivityTaskFailed: structure({ 'taskToken*': taskToken, reason: upTo(256), details: data }),
  RespondActivityTaskCanceled: structure({ 'taskToken*': taskToken, details: data }),
};
