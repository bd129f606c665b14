import type { CauseOf, FailedEvent } from './sdkEvents.js';

/** The causes of failures that events can name. */
export type FailureCause = { [T in FailedEvent]: CauseOf<T> }[FailedEvent];

/**
 * The kinds of causes.
 *
 * - `permission`: the caller has no permission.
 * - `type missing`, `type deprecated`: the status of the registered type.
 * - `default missing`: neither the decision nor the type has a setting.
 * - `account limit`: a quota, a rate, or a service that the region does not have.
 * - `state of the run`: an id that is in use or unknown, or an event that the decider has not seen.
 * - `another run`: the target of a signal or a cancel request, or the new child.
 * - `role`: the role of a Lambda function.
 */
export type CauseKind =
  | 'permission'
  | 'type missing'
  | 'type deprecated'
  | 'default missing'
  | 'account limit'
  | 'state of the run'
  | 'another run'
  | 'role';

const KINDS: { readonly [C in FailureCause]: CauseKind } = {
  ACTIVITY_CREATION_RATE_EXCEEDED: 'account limit',
  ACTIVITY_ID_ALREADY_IN_USE: 'state of the run',
  ACTIVITY_ID_UNKNOWN: 'state of the run',
  ACTIVITY_TYPE_DEPRECATED: 'type deprecated',
  ACTIVITY_TYPE_DOES_NOT_EXIST: 'type missing',
  ASSUME_ROLE_FAILED: 'role',
  CHILD_CREATION_RATE_EXCEEDED: 'account limit',
  CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED: 'account limit',
  DEFAULT_CHILD_POLICY_UNDEFINED: 'default missing',
  DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'default missing',
  DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED: 'default missing',
  DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED: 'default missing',
  DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED: 'default missing',
  DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'default missing',
  DEFAULT_TASK_LIST_UNDEFINED: 'default missing',
  DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'default missing',
  ID_ALREADY_IN_USE: 'state of the run',
  LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED: 'account limit',
  LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION: 'account limit',
  OPEN_ACTIVITIES_LIMIT_EXCEEDED: 'account limit',
  OPEN_CHILDREN_LIMIT_EXCEEDED: 'account limit',
  OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED: 'account limit',
  OPEN_TIMERS_LIMIT_EXCEEDED: 'account limit',
  OPEN_WORKFLOWS_LIMIT_EXCEEDED: 'account limit',
  OPERATION_NOT_PERMITTED: 'permission',
  REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED: 'account limit',
  SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED: 'account limit',
  TIMER_CREATION_RATE_EXCEEDED: 'account limit',
  TIMER_ID_ALREADY_IN_USE: 'state of the run',
  TIMER_ID_UNKNOWN: 'state of the run',
  UNHANDLED_DECISION: 'state of the run',
  UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION: 'another run',
  WORKFLOW_ALREADY_RUNNING: 'another run',
  WORKFLOW_TYPE_DEPRECATED: 'type deprecated',
  WORKFLOW_TYPE_DOES_NOT_EXIST: 'type missing',
};

/** Returns the kind of a cause; `undefined` for a text that is not a cause. */
export const kindOfCause = (cause: string): CauseKind | undefined =>
  Object.hasOwn(KINDS, cause) ? KINDS[cause as FailureCause] : undefined;

/**
 * Returns true if an after-batch step reports the cause, in an event that refers to the Initiated one (docs/swf.md
 * 6.9).
 */
export const isLateCause = (cause: string): boolean => kindOfCause(cause) === 'another run';

// The setting that neither the decision nor the type has.
const MISSING_SETTINGS = {
  DEFAULT_CHILD_POLICY_UNDEFINED: 'childPolicy',
  DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'executionStartToCloseTimeout',
  DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED: 'heartbeatTimeout',
  DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED: 'scheduleToCloseTimeout',
  DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED: 'scheduleToStartTimeout',
  DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'startToCloseTimeout',
  DEFAULT_TASK_LIST_UNDEFINED: 'taskList',
  DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'taskStartToCloseTimeout',
} as const satisfies { readonly [C in Extract<FailureCause, `DEFAULT_${string}`>]: string };

type DefaultCause = keyof typeof MISSING_SETTINGS;
type MissingSetting = (typeof MISSING_SETTINGS)[DefaultCause];
type CauseOfMissing<S extends MissingSetting> = {
  [C in DefaultCause]: (typeof MISSING_SETTINGS)[C] extends S ? C : never;
}[DefaultCause];

/** Returns the setting without a default for which a decision failed; `undefined` for another cause. */
export const missingSetting = (cause: string): string | undefined =>
  Object.hasOwn(MISSING_SETTINGS, cause) ? MISSING_SETTINGS[cause as DefaultCause] : undefined;

const CAUSES_OF_MISSING = new Map(Object.entries(MISSING_SETTINGS).map(([cause, setting]) => [setting, cause]));

/** Returns the cause of the failure if this setting has no default. */
export const causeOfMissing = <S extends MissingSetting>(setting: S): CauseOfMissing<S> =>
  CAUSES_OF_MISSING.get(setting) as CauseOfMissing<S>;
