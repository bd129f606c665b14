import type { EventType, DecisionType as SdkDecisionType } from '@aws-sdk/client-swf';
import type { CauseOf, FailedEvent } from './sdkEvents.js';

/** The facts about one type of decision. */
export interface DecisionFacts {
  /** The event that is written when the decision is carried out. */
  readonly event: EventType;
  /** True if it closes the run. It must then be the last of its batch (docs/swf.md 3.0). */
  readonly closes: boolean;
  /**
   * The kind of registered type that has the defaults of its settings; `undefined` if it has none (docs/swf.md 14.1).
   */
  readonly defaultsFrom: 'ActivityType' | 'WorkflowType' | undefined;
  /** Every cause that its `*Failed` event can name (API model). An error message lists them in this order. */
  readonly causes: Readonly<Record<string, true>>;
}

// An object with a member for each cause, since a list could lack a cause of the SDK and still compile.
interface Row<T extends string> extends DecisionFacts {
  readonly causes: { readonly [C in CauseOf<`${T}Failed`>]: true };
}

const CLOSE_CAUSES = { UNHANDLED_DECISION: true, OPERATION_NOT_PERMITTED: true } as const;

const RUN_DEFAULT_CAUSES = {
  DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
  DEFAULT_TASK_LIST_UNDEFINED: true,
  DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
  DEFAULT_CHILD_POLICY_UNDEFINED: true,
} as const;

// In the order of the service, which the text of an error shows (docs/swf.md 3.0, measured).
const ROWS = {
  CompleteWorkflowExecution: {
    event: 'WorkflowExecutionCompleted',
    closes: true,
    defaultsFrom: undefined,
    causes: CLOSE_CAUSES,
  },
  StartTimer: {
    event: 'TimerStarted',
    closes: false,
    defaultsFrom: undefined,
    causes: {
      TIMER_ID_ALREADY_IN_USE: true,
      OPEN_TIMERS_LIMIT_EXCEEDED: true,
      TIMER_CREATION_RATE_EXCEEDED: true,
      OPERATION_NOT_PERMITTED: true,
    },
  },
  RequestCancelExternalWorkflowExecution: {
    event: 'RequestCancelExternalWorkflowExecutionInitiated',
    closes: false,
    defaultsFrom: undefined,
    causes: {
      UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: true,
      REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED: true,
      OPERATION_NOT_PERMITTED: true,
    },
  },
  SignalExternalWorkflowExecution: {
    event: 'SignalExternalWorkflowExecutionInitiated',
    closes: false,
    defaultsFrom: undefined,
    causes: {
      UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: true,
      SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED: true,
      OPERATION_NOT_PERMITTED: true,
    },
  },
  CancelTimer: {
    event: 'TimerCanceled',
    closes: false,
    defaultsFrom: undefined,
    causes: { TIMER_ID_UNKNOWN: true, OPERATION_NOT_PERMITTED: true },
  },
  RecordMarker: {
    event: 'MarkerRecorded',
    closes: false,
    defaultsFrom: undefined,
    causes: { OPERATION_NOT_PERMITTED: true },
  },
  ScheduleActivityTask: {
    event: 'ActivityTaskScheduled',
    closes: false,
    defaultsFrom: 'ActivityType',
    causes: {
      ACTIVITY_TYPE_DEPRECATED: true,
      ACTIVITY_TYPE_DOES_NOT_EXIST: true,
      ACTIVITY_ID_ALREADY_IN_USE: true,
      OPEN_ACTIVITIES_LIMIT_EXCEEDED: true,
      ACTIVITY_CREATION_RATE_EXCEEDED: true,
      DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED: true,
      DEFAULT_TASK_LIST_UNDEFINED: true,
      DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED: true,
      DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED: true,
      DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED: true,
      OPERATION_NOT_PERMITTED: true,
    },
  },
  ContinueAsNewWorkflowExecution: {
    event: 'WorkflowExecutionContinuedAsNew',
    closes: true,
    defaultsFrom: 'WorkflowType',
    causes: {
      UNHANDLED_DECISION: true,
      WORKFLOW_TYPE_DEPRECATED: true,
      WORKFLOW_TYPE_DOES_NOT_EXIST: true,
      ...RUN_DEFAULT_CAUSES,
      CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED: true,
      OPERATION_NOT_PERMITTED: true,
    },
  },
  // No permission is needed: the `lambdaRole` of the run decides later, and the `*Failed` event has no cause for a
  // denial
  // (API reference, ScheduleLambdaFunctionFailedEventAttributes).
  ScheduleLambdaFunction: {
    event: 'LambdaFunctionScheduled',
    closes: false,
    defaultsFrom: undefined,
    causes: {
      ID_ALREADY_IN_USE: true,
      OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED: true,
      LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED: true,
      LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION: true,
    },
  },
  FailWorkflowExecution: {
    event: 'WorkflowExecutionFailed',
    closes: true,
    defaultsFrom: undefined,
    causes: CLOSE_CAUSES,
  },
  RequestCancelActivityTask: {
    event: 'ActivityTaskCancelRequested',
    closes: false,
    defaultsFrom: undefined,
    causes: { ACTIVITY_ID_UNKNOWN: true, OPERATION_NOT_PERMITTED: true },
  },
  StartChildWorkflowExecution: {
    event: 'StartChildWorkflowExecutionInitiated',
    closes: false,
    defaultsFrom: 'WorkflowType',
    causes: {
      WORKFLOW_TYPE_DOES_NOT_EXIST: true,
      WORKFLOW_TYPE_DEPRECATED: true,
      OPEN_CHILDREN_LIMIT_EXCEEDED: true,
      OPEN_WORKFLOWS_LIMIT_EXCEEDED: true,
      CHILD_CREATION_RATE_EXCEEDED: true,
      WORKFLOW_ALREADY_RUNNING: true,
      ...RUN_DEFAULT_CAUSES,
      OPERATION_NOT_PERMITTED: true,
    },
  },
  CancelWorkflowExecution: {
    event: 'WorkflowExecutionCanceled',
    closes: true,
    defaultsFrom: undefined,
    causes: CLOSE_CAUSES,
  },
} as const satisfies { readonly [T in SdkDecisionType]: Row<T> };

/** The 13 types of decision. */
export type DecisionType = keyof typeof ROWS;

/** The types of decision that close the run. */
export type ClosingDecision = {
  [T in DecisionType]: (typeof ROWS)[T]['closes'] extends true ? T : never;
}[DecisionType];

/** The event that is written when a decision of this type is carried out. */
export type EventOfDecision<T extends DecisionType> = (typeof ROWS)[T]['event'];

/** The causes for which a decision of this type can fail. */
export type CauseOfDecision<T extends DecisionType> = string & keyof (typeof ROWS)[T]['causes'];

/** The member of a decision that holds the attributes of this type. */
export type AttributesMemberOf<T extends DecisionType> = `${Uncapitalize<T>}DecisionAttributes`;

/** The facts about each type of decision. All other lists of decision types come from this table. */
export const DECISIONS: { readonly [T in DecisionType]: DecisionFacts } = ROWS;

/** The types of decision, in the order of the error message of the service (docs/swf.md 3.0). */
export const DECISION_TYPES = Object.keys(ROWS) as readonly DecisionType[];

/** Returns true if a text is a type of decision. */
export const isDecisionType = (text: string): text is DecisionType => Object.hasOwn(ROWS, text);

/** A decision that is always possible, opens nothing and refers to nothing. */
export const HARMLESS_DECISION: { readonly type: DecisionType; readonly attributes: object } = {
  type: 'RecordMarker',
  attributes: { markerName: 'padding' },
};

/** Returns the member of a decision that holds the attributes of this type. */
export const attributesMember = <T extends string>(type: T): `${Uncapitalize<T>}DecisionAttributes` =>
  `${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes` as `${Uncapitalize<T>}DecisionAttributes`;

const BY_EVENT: ReadonlyMap<string, DecisionType> = new Map(
  DECISION_TYPES.flatMap((type) => [[DECISIONS[type].event, type] as const, [`${type}Failed`, type] as const]),
);

/** Returns the type of decision that leads to events of this type, carried out or failed; `undefined` if none does. */
export const decisionOfEvent = (type: string): DecisionType | undefined => BY_EVENT.get(type);

type FailedDecision = `${DecisionType}Failed`;

// The failures of after-batch steps.
const OTHER_FAILURES: {
  readonly [T in Exclude<FailedEvent, FailedDecision>]: { readonly [C in CauseOf<T>]: true };
} = { StartLambdaFunctionFailed: { ASSUME_ROLE_FAILED: true } };

/** The facts about one type of failure event. */
export interface FailureFacts {
  /** The type of decision that failed. Absent if an after-batch step failed. */
  readonly decision?: DecisionType;
  /** Every cause that the event can name. */
  readonly causes: readonly string[];
}

/** The facts about each type of event that names the cause of a failure. */
export const FAILURES: ReadonlyMap<string, FailureFacts> = new Map([
  ...DECISION_TYPES.map(
    (decision) => [`${decision}Failed`, { decision, causes: Object.keys(DECISIONS[decision].causes) }] as const,
  ),
  ...Object.entries(OTHER_FAILURES).map(([event, causes]) => [event, { causes: Object.keys(causes) }] as const),
]);

/** Returns true if events of this type are written when a decision of a batch fails. */
export const isFailedDecision = (type: string): boolean => FAILURES.get(type)?.decision !== undefined;
