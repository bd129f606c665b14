import type { FaultName, OperationName } from '../core/index.js';

interface Row {
  /** True if a call names a workflow type, a run or a task. */
  readonly isAboutRuns: boolean;
  readonly faults: readonly FaultName[];
}

const RUNS = (...faults: readonly FaultName[]): Row => ({ isAboutRuns: true, faults });
const OTHERS = (...faults: readonly FaultName[]): Row => ({ isAboutRuns: false, faults });

// The faults that the API model declares for each operation (docs/swf.md 2.7), without the one that all have.
const ROWS: { readonly [O in OperationName]: Row } = {
  CountClosedWorkflowExecutions: OTHERS('UnknownResourceFault'),
  CountOpenWorkflowExecutions: OTHERS('UnknownResourceFault'),
  CountPendingActivityTasks: OTHERS('UnknownResourceFault'),
  CountPendingDecisionTasks: OTHERS('UnknownResourceFault'),
  DeleteActivityType: OTHERS('TypeNotDeprecatedFault', 'UnknownResourceFault'),
  DeleteWorkflowType: RUNS('TypeNotDeprecatedFault', 'UnknownResourceFault'),
  DeprecateActivityType: OTHERS('TypeDeprecatedFault', 'UnknownResourceFault'),
  DeprecateDomain: OTHERS('DomainDeprecatedFault', 'UnknownResourceFault'),
  DeprecateWorkflowType: RUNS('TypeDeprecatedFault', 'UnknownResourceFault'),
  DescribeActivityType: OTHERS('UnknownResourceFault'),
  DescribeDomain: OTHERS('UnknownResourceFault'),
  DescribeWorkflowExecution: RUNS('UnknownResourceFault'),
  DescribeWorkflowType: RUNS('UnknownResourceFault'),
  GetWorkflowExecutionHistory: RUNS('UnknownResourceFault'),
  ListActivityTypes: OTHERS('UnknownResourceFault'),
  ListClosedWorkflowExecutions: OTHERS('UnknownResourceFault'),
  ListDomains: OTHERS(),
  ListOpenWorkflowExecutions: OTHERS('UnknownResourceFault'),
  ListTagsForResource: OTHERS('LimitExceededFault', 'UnknownResourceFault'),
  ListWorkflowTypes: OTHERS('UnknownResourceFault'),
  PollForActivityTask: OTHERS('LimitExceededFault', 'UnknownResourceFault'),
  PollForDecisionTask: OTHERS('LimitExceededFault', 'UnknownResourceFault'),
  RecordActivityTaskHeartbeat: RUNS('UnknownResourceFault'),
  RegisterActivityType: OTHERS('LimitExceededFault', 'TypeAlreadyExistsFault', 'UnknownResourceFault'),
  RegisterDomain: OTHERS('DomainAlreadyExistsFault', 'LimitExceededFault', 'TooManyTagsFault'),
  RegisterWorkflowType: RUNS('LimitExceededFault', 'TypeAlreadyExistsFault', 'UnknownResourceFault'),
  RequestCancelWorkflowExecution: RUNS('UnknownResourceFault'),
  RespondActivityTaskCanceled: RUNS('UnknownResourceFault'),
  RespondActivityTaskCompleted: RUNS('UnknownResourceFault'),
  RespondActivityTaskFailed: RUNS('UnknownResourceFault'),
  RespondDecisionTaskCompleted: RUNS('UnknownResourceFault'),
  SignalWorkflowExecution: RUNS('UnknownResourceFault'),
  StartWorkflowExecution: RUNS(
    'DefaultUndefinedFault',
    'LimitExceededFault',
    'TypeDeprecatedFault',
    'WorkflowExecutionAlreadyStartedFault',
    'UnknownResourceFault',
  ),
  TagResource: OTHERS('LimitExceededFault', 'TooManyTagsFault', 'UnknownResourceFault'),
  TerminateWorkflowExecution: RUNS('UnknownResourceFault'),
  UndeprecateActivityType: OTHERS('TypeAlreadyExistsFault', 'UnknownResourceFault'),
  UndeprecateDomain: OTHERS('DomainAlreadyExistsFault', 'UnknownResourceFault'),
  UndeprecateWorkflowType: RUNS('TypeAlreadyExistsFault', 'UnknownResourceFault'),
  UntagResource: OTHERS('LimitExceededFault', 'UnknownResourceFault'),
};
const EVERYWHERE: FaultName = 'OperationNotPermittedFault';

/** Returns the faults that the API model declares for an operation, by name. */
export const faultsOf = (op: OperationName): readonly FaultName[] => [...ROWS[op].faults, EVERYWHERE].toSorted();

/** Returns true if the calls of an operation name a workflow type, a run or a task. */
export const isAboutRuns = (op: string): boolean => Object.hasOwn(ROWS, op) && ROWS[op as OperationName].isAboutRuns;
