import type { HistoryEvent as SdkHistoryEvent, SWF } from '@aws-sdk/client-swf';
import type { Instant } from './ids.js';

/** The 39 operations of API `swf-2012-01-25`. */
export const OPERATIONS = [
  'CountClosedWorkflowExecutions',
  'CountOpenWorkflowExecutions',
  'CountPendingActivityTasks',
  'CountPendingDecisionTasks',
  'DeleteActivityType',
  'DeleteWorkflowType',
  'DeprecateActivityType',
  'DeprecateDomain',
  'DeprecateWorkflowType',
  'DescribeActivityType',
  'DescribeDomain',
  'DescribeWorkflowExecution',
  'DescribeWorkflowType',
  'GetWorkflowExecutionHistory',
  'ListActivityTypes',
  'ListClosedWorkflowExecutions',
  'ListDomains',
  'ListOpenWorkflowExecutions',
  'ListTagsForResource',
  'ListWorkflowTypes',
  'PollForActivityTask',
  'PollForDecisionTask',
  'RecordActivityTaskHeartbeat',
  'RegisterActivityType',
  'RegisterDomain',
  'RegisterWorkflowType',
  'RequestCancelWorkflowExecution',
  'RespondActivityTaskCanceled',
  'RespondActivityTaskCompleted',
  'RespondActivityTaskFailed',
  'RespondDecisionTaskCompleted',
  'SignalWorkflowExecution',
  'StartWorkflowExecution',
  'TagResource',
  'TerminateWorkflowExecution',
  'UndeprecateActivityType',
  'UndeprecateDomain',
  'UndeprecateWorkflowType',
  'UntagResource',
] as const;

export type OperationName = (typeof OPERATIONS)[number];

// The last overload of the aggregated client's methods is (args, options, callback): it names both types of all 39.
type Method<O extends OperationName> = Parameters<SWF[Uncapitalize<O>]>;

/** What the SDK sends for an operation. */
export type SdkInput<O extends OperationName> = Method<O>[0];
/** What the SDK answers for an operation. */
export type SdkOutput<O extends OperationName> = Method<O>[2] extends (error: never, data?: infer D) => void
  ? Exclude<D, undefined>
  : never;

/**
 * An SDK type as the core holds it: read-only, a required member never `undefined`, and an `Instant` for each `Date`.
 */
export type Known<T> = T extends Date
  ? Instant
  : T extends string | number | boolean | undefined
    ? T
    : T extends readonly (infer U)[]
      ? readonly Known<U>[]
      : {
          readonly [K in keyof T]: Record<never, never> extends Pick<T, K>
            ? Known<T[K]>
            : Known<Exclude<T[K], undefined>>;
        };

/** A checked input: the model's members only, required ones present. */
export type Input<O extends OperationName> = Known<SdkInput<O>>;
/** An answer: built for the caller, who may do with it what he likes. Times are `Instant`s. */
export type Reply<O extends OperationName = OperationName> = O extends unknown
  ? Known<Omit<SdkOutput<O>, '$metadata'>>
  : never;

/** A history event in AWS's form, with an `Instant` for its time. */
export type HistoryEvent = Known<SdkHistoryEvent>;
