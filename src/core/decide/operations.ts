import type { OperationName } from '../types.js';
import {
  pollForActivityTask,
  recordActivityTaskHeartbeat,
  respondActivityTaskCanceled,
  respondActivityTaskCompleted,
  respondActivityTaskFailed,
} from './activityTasks.js';
import { pollForDecisionTask, respondDecisionTaskCompleted } from './decisionTasks.js';
import { deprecateDomain, describeDomain, listDomains, registerDomain, undeprecateDomain } from './domains.js';
import { countPendingActivityTasks, countPendingDecisionTasks } from './pending.js';
import type { Operation } from './plan.js';
import { describeWorkflowExecution, getWorkflowExecutionHistory } from './queries.js';
import {
  requestCancelWorkflowExecution,
  signalWorkflowExecution,
  startWorkflowExecution,
  terminateWorkflowExecution,
} from './runs.js';
import { listTagsForResource, tagResource, untagResource } from './tags.js';
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
} from './types.js';
import {
  countClosedWorkflowExecutions,
  countOpenWorkflowExecutions,
  listClosedWorkflowExecutions,
  listOpenWorkflowExecutions,
} from './visibility.js';

/** Every operation of the API: a gap does not compile, nor does one in `INPUTS`, its constraints. */
export const OPERATIONS: { readonly [O in OperationName]: Operation<O> } = {
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
