import type { OperationName } from '../../../tables/operations.js';
import type { Operation } from '../plan.js';
import {
  pollForActivityTask,
  recordActivityTaskHeartbeat,
  respondActivityTaskCanceled,
  respondActivityTaskCompleted,
  respondActivityTaskFailed,
} from './activityTasks.js';
import { pollForDecisionTask, respondDecisionTaskCompleted } from './decisionTasks.js';
import { deprecateDomain, describeDomain, listDomains, registerDomain, undeprecateDomain } from './domains.js';
import { describeWorkflowExecution, getWorkflowExecutionHistory } from './executionQueries.js';
import {
  requestCancelWorkflowExecution,
  signalWorkflowExecution,
  startWorkflowExecution,
  terminateWorkflowExecution,
} from './executions.js';
import { countPendingActivityTasks, countPendingDecisionTasks } from './pendingTasks.js';
import {
  deleteActivityType,
  deleteWorkflowType,
  deprecateActivityType,
  deprecateWorkflowType,
  describeActivityType,
  describeWorkflowType,
  listActivityTypes,
  listWorkflowTypes,
  registerActivityType,
  registerWorkflowType,
  undeprecateActivityType,
  undeprecateWorkflowType,
} from './registeredTypes.js';
import { listTagsForResource, tagResource, untagResource } from './tags.js';
import {
  countClosedWorkflowExecutions,
  countOpenWorkflowExecutions,
  listClosedWorkflowExecutions,
  listOpenWorkflowExecutions,
} from './visibility.js';

/** The rule of each operation. An operation without a rule, or without an entry in `INPUTS`, does not compile. */
export const HANDLERS: { readonly [O in OperationName]: Operation<O> } = {
  RegisterDomain: registerDomain,
  DescribeDomain: describeDomain,
  DeprecateDomain: deprecateDomain,
  UndeprecateDomain: undeprecateDomain,
  ListDomains: listDomains,
  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTagsForResource,
  RegisterWorkflowType: registerWorkflowType,
  DescribeWorkflowType: describeWorkflowType,
  DeprecateWorkflowType: deprecateWorkflowType,
  UndeprecateWorkflowType: undeprecateWorkflowType,
  DeleteWorkflowType: deleteWorkflowType,
  ListWorkflowTypes: listWorkflowTypes,
  RegisterActivityType: registerActivityType,
  DescribeActivityType: describeActivityType,
  DeprecateActivityType: deprecateActivityType,
  UndeprecateActivityType: undeprecateActivityType,
  DeleteActivityType: deleteActivityType,
  ListActivityTypes: listActivityTypes,
  StartWorkflowExecution: startWorkflowExecution,
  SignalWorkflowExecution: signalWorkflowExecution,
  RequestCancelWorkflowExecution: requestCancelWorkflowExecution,
  TerminateWorkflowExecution: terminateWorkflowExecution,
  DescribeWorkflowExecution: describeWorkflowExecution,
  GetWorkflowExecutionHistory: getWorkflowExecutionHistory,
  ListOpenWorkflowExecutions: listOpenWorkflowExecutions,
  ListClosedWorkflowExecutions: listClosedWorkflowExecutions,
  CountOpenWorkflowExecutions: countOpenWorkflowExecutions,
  CountClosedWorkflowExecutions: countClosedWorkflowExecutions,
  PollForDecisionTask: pollForDecisionTask,
  RespondDecisionTaskCompleted: respondDecisionTaskCompleted,
  CountPendingDecisionTasks: countPendingDecisionTasks,
  CountPendingActivityTasks: countPendingActivityTasks,
  PollForActivityTask: pollForActivityTask,
  RecordActivityTaskHeartbeat: recordActivityTaskHeartbeat,
  RespondActivityTaskCompleted: respondActivityTaskCompleted,
  RespondActivityTaskFailed: respondActivityTaskFailed,
  RespondActivityTaskCanceled: respondActivityTaskCanceled,
};
