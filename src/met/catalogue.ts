import type * as sdk from '@aws-sdk/client-swf';
import { EVENT_TYPES } from '../core/apply/events.js';
import { OPERATIONS } from '../core/index.js';
import { factOfFault, type MetFact } from './facts.js';

// Each cause in a table that does not compile if the SDK knows more, or fewer.
type Each<T extends string> = Readonly<Record<T, true>>;

const CAUSES = {
  CancelTimerFailed: {
    OPERATION_NOT_PERMITTED: true,
    TIMER_ID_UNKNOWN: true,
  } satisfies Each<sdk.CancelTimerFailedCause>,
  CancelWorkflowExecutionFailed: {
    OPERATION_NOT_PERMITTED: true,
    UNHANDLED_DECISION: true,
  } satisfies Each<sdk.CancelWorkflowExecutionFailedCause>,
  CompleteWorkflowExecutionFailed: {
    OPERATION_NOT_PERMITTED: true,
    UNHANDLED_DECISION: true,
  } satisfies Each<sdk.CompleteWorkflowExecutionFailedCause>,
  ContinueAsNewWorkflowExecutionFailed: {
    CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED: true,
    DEFAULT_CHILD_POLICY_UNDEFINED: true,
    DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
    DEFAULT_TASK_LIST_UNDEFINED: true,
    DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
    OPERATION_NOT_PERMITTED: true,
    UNHANDLED_DECISION: true,
    WORKFLOW_TYPE_DEPRECATED: true,
    WORKFLOW_TYPE_DOES_NOT_EXIST: true,
  } satisfies Each<sdk.ContinueAsNewWorkflowExecutionFailedCause>,
  FailWorkflowExecutionFailed: {
    OPERATION_NOT_PERMITTED: true,
    UNHANDLED_DECISION: true,
  } satisfies Each<sdk.FailWorkflowExecutionFailedCause>,
  RecordMarkerFailed: {
    OPERATION_NOT_PERMITTED: true,
  } satisfies Each<sdk.RecordMarkerFailedCause>,
  RequestCancelActivityTaskFailed: {
    ACTIVITY_ID_UNKNOWN: true,
    OPERATION_NOT_PERMITTED: true,
  } satisfies Each<sdk.RequestCancelActivityTaskFailedCause>,
  RequestCancelExternalWorkflowExecutionFailed: {
    OPERATION_NOT_PERMITTED: true,
    REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED: true,
    UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: true,
  } satisfies Each<sdk.RequestCancelExternalWorkflowExecutionFailedCause>,
  ScheduleActivityTaskFailed: {
    ACTIVITY_CREATION_RATE_EXCEEDED: true,
    ACTIVITY_ID_ALREADY_IN_USE: true,
    ACTIVITY_TYPE_DEPRECATED: true,
    ACTIVITY_TYPE_DOES_NOT_EXIST: true,
    DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED: true,
    DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED: true,
    DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED: true,
    DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
    DEFAULT_TASK_LIST_UNDEFINED: true,
    OPEN_ACTIVITIES_LIMIT_EXCEEDED: true,
    OPERATION_NOT_PERMITTED: true,
  } satisfies Each<sdk.ScheduleActivityTaskFailedCause>,
  ScheduleLambdaFunctionFailed: {
    ID_ALREADY_IN_USE: true,
    LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED: true,
    LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION: true,
    OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED: true,
  } satisfies Each<sdk.ScheduleLambdaFunctionFailedCause>,
  SignalExternalWorkflowExecutionFailed: {
    OPERATION_NOT_PERMITTED: true,
    SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED: true,
    UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: true,
  } satisfies Each<sdk.SignalExternalWorkflowExecutionFailedCause>,
  StartChildWorkflowExecutionFailed: {
    CHILD_CREATION_RATE_EXCEEDED: true,
    DEFAULT_CHILD_POLICY_UNDEFINED: true,
    DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
    DEFAULT_TASK_LIST_UNDEFINED: true,
    DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
    OPEN_CHILDREN_LIMIT_EXCEEDED: true,
    OPEN_WORKFLOWS_LIMIT_EXCEEDED: true,
    OPERATION_NOT_PERMITTED: true,
    WORKFLOW_ALREADY_RUNNING: true,
    WORKFLOW_TYPE_DEPRECATED: true,
    WORKFLOW_TYPE_DOES_NOT_EXIST: true,
  } satisfies Each<sdk.StartChildWorkflowExecutionFailedCause>,
  StartLambdaFunctionFailed: {
    ASSUME_ROLE_FAILED: true,
  } satisfies Each<sdk.StartLambdaFunctionFailedCause>,
  StartTimerFailed: {
    OPEN_TIMERS_LIMIT_EXCEEDED: true,
    OPERATION_NOT_PERMITTED: true,
    TIMER_CREATION_RATE_EXCEEDED: true,
    TIMER_ID_ALREADY_IN_USE: true,
  } satisfies Each<sdk.StartTimerFailedCause>,
} as const;

const TIMEOUTS = {
  ActivityTaskTimedOut: {
    HEARTBEAT: true,
    SCHEDULE_TO_CLOSE: true,
    SCHEDULE_TO_START: true,
    START_TO_CLOSE: true,
  } satisfies Each<sdk.ActivityTaskTimeoutType>,
  ChildWorkflowExecutionTimedOut: {
    START_TO_CLOSE: true,
  } satisfies Each<sdk.WorkflowExecutionTimeoutType>,
  DecisionTaskTimedOut: {
    SCHEDULE_TO_START: true,
    START_TO_CLOSE: true,
  } satisfies Each<sdk.DecisionTaskTimeoutType>,
  LambdaFunctionTimedOut: {
    START_TO_CLOSE: true,
  } satisfies Each<sdk.LambdaFunctionTimeoutType>,
  WorkflowExecutionTimedOut: {
    START_TO_CLOSE: true,
  } satisfies Each<sdk.WorkflowExecutionTimeoutType>,
} as const;

// The faults that the API model declares, with their operations (swf-behaviour 2.7).
const EVERYWHERE = ['OperationNotPermittedFault'];
const UNKNOWN_NOWHERE = new Set<string>(['ListDomains', 'RegisterDomain']);
const FAULTS: Readonly<Record<string, readonly string[]>> = {
  DeleteActivityType: ['TypeNotDeprecatedFault'],
  DeleteWorkflowType: ['TypeNotDeprecatedFault'],
  DeprecateActivityType: ['TypeDeprecatedFault'],
  DeprecateDomain: ['DomainDeprecatedFault'],
  DeprecateWorkflowType: ['TypeDeprecatedFault'],
  ListTagsForResource: ['LimitExceededFault'],
  PollForActivityTask: ['LimitExceededFault'],
  PollForDecisionTask: ['LimitExceededFault'],
  RegisterActivityType: ['LimitExceededFault', 'TypeAlreadyExistsFault'],
  RegisterDomain: ['DomainAlreadyExistsFault', 'LimitExceededFault', 'TooManyTagsFault'],
  RegisterWorkflowType: ['LimitExceededFault', 'TypeAlreadyExistsFault'],
  StartWorkflowExecution: [
    'DefaultUndefinedFault',
    'LimitExceededFault',
    'TypeDeprecatedFault',
    'WorkflowExecutionAlreadyStartedFault',
  ],
  TagResource: ['LimitExceededFault', 'TooManyTagsFault'],
  UndeprecateActivityType: ['TypeAlreadyExistsFault'],
  UndeprecateDomain: ['DomainAlreadyExistsFault'],
  UndeprecateWorkflowType: ['TypeAlreadyExistsFault'],
  UntagResource: ['LimitExceededFault'],
};

const faultsOf = (op: string): readonly string[] =>
  [...(FAULTS[op] ?? []), ...EVERYWHERE, ...(UNKNOWN_NOWHERE.has(op) ? [] : ['UnknownResourceFault'])].toSorted();

const pairs = (table: Readonly<Record<string, object>>): readonly (readonly [string, string])[] =>
  Object.entries(table).flatMap(([event, values]) => Object.keys(values).map((value) => [event, value] as const));

/** All that SWF is known to do to a workflow and its callers. */
export const CATALOGUE: readonly MetFact[] = [
  ...[...EVENT_TYPES].map((type): MetFact => `event ${type}`),
  ...pairs(TIMEOUTS).map(([event, kind]): MetFact => `timeout ${event} ${kind}`),
  ...pairs(CAUSES).map(([event, cause]): MetFact => `cause ${event} ${cause}`),
  ...OPERATIONS.flatMap((op) => faultsOf(op).map((fault) => factOfFault(op, fault))),
];

/** Faults that any operation may answer, though the API model declares them nowhere, or not there. */
const UNDECLARED = [
  'DomainDeprecatedFault',
  'InternalFailure',
  'SerializationException',
  'ThrottlingException',
  'ValidationException',
] as const;

/** Every name of a fact, also of those that nobody can be asked to meet. */
export const FACT_NAMES: ReadonlySet<string> = new Set<string>([
  ...CATALOGUE,
  ...OPERATIONS.flatMap((op) => UNDECLARED.map((fault) => factOfFault(op, fault))),
]);
