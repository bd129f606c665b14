import type { INPUTS } from '../constraints/inputs.js';
import type { OperationName } from '../types.js';
import {
  pollForActivityTask,
  recordActivityTaskHeartbeat,
  respondActivityTaskCanceled,
  respondActivityTaskCompleted,
  respondActivityTaskFailed,
} from './activityTasks.js';
import { pollForDecisionTask, respondDecisionTaskCompleted } from './decisionTasks.js';
import type { Operation } from './plan.js';
import { describeWorkflowExecution, getWorkflowExecutionHistory } from './queries.js';
import {
  deprecateActivityType,
  deprecateDomain,
  deprecateWorkflowType,
  describeActivityType,
  describeDomain,
  describeWorkflowType,
  registerActivityType,
  registerDomain,
  registerWorkflowType,
} from './registry.js';
import {
  requestCancelWorkflowExecution,
  signalWorkflowExecution,
  startWorkflowExecution,
  terminateWorkflowExecution,
} from './runs.js';

type Answered = keyof typeof INPUTS;

/** The operations that the fake answers. Each has its constraints in `INPUTS`: a gap on either side does not compile. */
export const OPERATIONS: { readonly [O in Answered]: Operation<O> } = {
  RegisterDomain: registerDomain,
  DescribeDomain: describeDomain,
  DeprecateDomain: deprecateDomain,
  RegisterWorkflowType: registerWorkflowType,
  DescribeWorkflowType: describeWorkflowType,
  DeprecateWorkflowType: deprecateWorkflowType,
  RegisterActivityType: registerActivityType,
  DescribeActivityType: describeActivityType,
  DeprecateActivityType: deprecateActivityType,
  StartWorkflowExecution: startWorkflowExecution,
  SignalWorkflowExecution: signalWorkflowExecution,
  RequestCancelWorkflowExecution: requestCancelWorkflowExecution,
  TerminateWorkflowExecution: terminateWorkflowExecution,
  DescribeWorkflowExecution: describeWorkflowExecution,
  GetWorkflowExecutionHistory: getWorkflowExecutionHistory,
  PollForDecisionTask: pollForDecisionTask,
  RespondDecisionTaskCompleted: respondDecisionTaskCompleted,
  PollForActivityTask: pollForActivityTask,
  RecordActivityTaskHeartbeat: recordActivityTaskHeartbeat,
  RespondActivityTaskCompleted: respondActivityTaskCompleted,
  RespondActivityTaskFailed: respondActivityTaskFailed,
  RespondActivityTaskCanceled: respondActivityTaskCanceled,
};

export const isAnswered = (op: OperationName): op is Answered => Object.hasOwn(OPERATIONS, op);
