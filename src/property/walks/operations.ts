import type { OperationName } from '../../tables/operations.js';
import { DOMAIN, taskListOf, type WalkCommand } from './walkCommands.js';

/** An operation with a call that depends only on a number. Its group is drawn with a weight. */
interface DirectCall {
  readonly group: keyof typeof WEIGHTS;
  readonly input: (n: number) => object;
}

const WEIGHTS = { types: 3, runs: 3, 'counts of runs': 3, 'counts of tasks': 2, tags: 3 };

/** The moves that call the other operations. */
type Kind =
  | 'register'
  | 'deprecate'
  | 'undeprecate'
  | 'delete'
  | 'start'
  | 'poll'
  | 'decide'
  | 'report'
  | 'ask'
  | 'look';

const ARN = `arn:aws:swf:us-east-1:123456789012:/domain/${DOMAIN}`;
const listed = (n: number) => ({
  registrationStatus: n % 2 === 0 ? 'REGISTERED' : 'DEPRECATED',
  reverseOrder: n > 2,
});
const started = { oldestDate: 0 };
const executionFilter = (n: number) => ({ workflowId: `w${n}` });
const key = (n: number): string => `key ${n}`;

// Every operation is called in a walk. The order within a group must not change: a seed would draw other calls.
const CALLED_BY = {
  RegisterDomain: 'register',
  RegisterWorkflowType: 'register',
  RegisterActivityType: 'register',
  DeprecateDomain: 'deprecate',
  DeprecateWorkflowType: 'deprecate',
  DeprecateActivityType: 'deprecate',
  UndeprecateDomain: 'undeprecate',
  UndeprecateWorkflowType: 'undeprecate',
  UndeprecateActivityType: 'undeprecate',
  DeleteWorkflowType: 'delete',
  DeleteActivityType: 'delete',
  StartWorkflowExecution: 'start',
  PollForDecisionTask: 'poll',
  PollForActivityTask: 'poll',
  RespondDecisionTaskCompleted: 'decide',
  RecordActivityTaskHeartbeat: 'report',
  RespondActivityTaskCompleted: 'report',
  RespondActivityTaskFailed: 'report',
  RespondActivityTaskCanceled: 'report',
  SignalWorkflowExecution: 'ask',
  RequestCancelWorkflowExecution: 'ask',
  TerminateWorkflowExecution: 'ask',
  DescribeDomain: 'look',
  DescribeWorkflowType: 'look',
  DescribeActivityType: 'look',
  DescribeWorkflowExecution: 'look',
  GetWorkflowExecutionHistory: 'look',
  ListDomains: { group: 'types', input: listed },
  ListWorkflowTypes: { group: 'types', input: (n: number) => ({ domain: DOMAIN, ...listed(n) }) },
  ListActivityTypes: { group: 'types', input: (n: number) => ({ domain: DOMAIN, ...listed(n) }) },
  ListOpenWorkflowExecutions: {
    group: 'runs',
    input: (n: number) => ({ domain: DOMAIN, startTimeFilter: started, executionFilter: executionFilter(n) }),
  },
  ListClosedWorkflowExecutions: {
    group: 'runs',
    input: (n: number) => ({ domain: DOMAIN, closeTimeFilter: started, reverseOrder: n > 2 }),
  },
  CountOpenWorkflowExecutions: {
    group: 'counts of runs',
    input: () => ({ domain: DOMAIN, startTimeFilter: started }),
  },
  CountClosedWorkflowExecutions: {
    group: 'counts of runs',
    input: (n: number) => ({ domain: DOMAIN, startTimeFilter: started, executionFilter: executionFilter(n) }),
  },
  CountPendingDecisionTasks: {
    group: 'counts of tasks',
    input: (n: number) => ({ domain: DOMAIN, taskList: taskListOf(n) }),
  },
  CountPendingActivityTasks: {
    group: 'counts of tasks',
    input: (n: number) => ({ domain: DOMAIN, taskList: taskListOf(n) }),
  },
  TagResource: { group: 'tags', input: (n: number) => ({ resourceArn: ARN, tags: [{ key: key(n), value: 'v' }] }) },
  UntagResource: { group: 'tags', input: (n: number) => ({ resourceArn: ARN, tagKeys: [key(n)] }) },
  ListTagsForResource: { group: 'tags', input: () => ({ resourceArn: ARN }) },
} as const satisfies { readonly [O in OperationName]: Kind | DirectCall };

/** The operations whose calls depend only on a number. */
export type DirectOperation = {
  [O in OperationName]: (typeof CALLED_BY)[O] extends DirectCall ? O : never;
}[OperationName];

const directOperations = Object.entries(CALLED_BY).flatMap(([op, walked]: [string, Kind | DirectCall]) =>
  typeof walked === 'string' ? [] : [{ op: op as DirectOperation, ...walked }],
);

/** The groups of these operations, each with the weight of its draw. */
export const DIRECT_OPERATIONS: readonly { readonly weight: number; readonly ops: readonly DirectOperation[] }[] =
  Object.entries(WEIGHTS).map(([name, weight]) => ({
    weight,
    ops: directOperations.filter(({ group }) => group === name).map(({ op }) => op),
  }));

/** Returns a call of one of these operations. The number chooses names, filters and order. */
export const directCall = (op: DirectOperation, n: number): WalkCommand => ({ op, input: CALLED_BY[op].input(n) });

/** The operations that every run calls. */
export const CALLED_BY_EVERY_RUN: readonly OperationName[] = [
  'PollForDecisionTask',
  'RespondDecisionTaskCompleted',
  'PollForActivityTask',
  'RespondActivityTaskCompleted',
];
