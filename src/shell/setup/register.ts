import { checkNames } from '../../args/checkOptions.js';
import { type Duration, secondsOf, type Timeout } from '../../args/durations.js';
import { domainNamed, isFault, type OperationName, type SdkInput } from '../../core/index.js';
import type { Shell } from '../shell.js';

/** A domain and the types to register in it. The name of a type is `Name@version`. */
export interface Registration {
  /** The name of the domain. It is registered if it does not exist, with a retention of 90 days. */
  readonly domain: string;
  /** The workflow types, by `Name@version`. Default: none. */
  readonly workflows?: Readonly<Record<string, WorkflowDefaults>>;
  /** The activity types, by `Name@version`. Default: none. */
  readonly activities?: Readonly<Record<string, ActivityDefaults>>;
}

/** The settings with which a workflow type is registered. */
export interface WorkflowDefaults {
  /** The task list of decision tasks. Default `default`. */
  readonly taskList?: string;
  /** The priority of decision tasks: a higher number comes first. Default: none, which is 0. */
  readonly taskPriority?: number;
  /** The effect on child workflows when a run is terminated or times out. Default `TERMINATE`. */
  readonly childPolicy?: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
  /** The ARN of the IAM role with which a run calls Lambda functions. Default: none, and calls fail. */
  readonly lambdaRole?: string;
  /** The timeouts of runs and of their decision tasks. */
  readonly timeouts?: {
    /** The executionStartToCloseTimeout. Default one year, the longest that SWF allows. */
    readonly execution?: Duration;
    /** The taskStartToCloseTimeout of decision tasks. Default `NONE`. */
    readonly decision?: Timeout;
  };
}

/** The settings with which an activity type is registered. */
export interface ActivityDefaults {
  /** The task list of activity tasks. Default `default`. */
  readonly taskList?: string;
  /** The priority of activity tasks: a higher number comes first. Default: none, which is 0. */
  readonly taskPriority?: number;
  /** The timeouts of activity tasks. Default: `NONE` for each. */
  readonly timeouts?: ActivityTimeouts;
}

/** The timeouts of an activity task: each a duration of whole seconds, or `NONE`. */
export interface ActivityTimeouts {
  /** The longest time that the task may wait for a worker. */
  readonly scheduleToStart?: Timeout;
  /** The longest time from the schedule of the task to its close. */
  readonly scheduleToClose?: Timeout;
  /** The longest time that a worker may take. */
  readonly startToClose?: Timeout;
  /** The longest time between two heartbeats of a worker. */
  readonly heartbeat?: Timeout;
}

const ONE_YEAR = '365d';
const NO_DOMAIN = "swfake: register() wants to know the domain: { domain: 'shop', workflows: { 'Order@1': {} } }";

/** The name of the task list of a type that is registered without one. */
export const DEFAULT_LIST = 'default';

/**
 * Registers a domain, if it does not exist, and types.
 *
 * @throws TypeError if an option is unknown, there is no domain, a type has no version or a duration has no unit.
 * @throws Error if SWF refuses.
 */
export function register(shell: Shell, registration: Registration): void {
  checkNames('register()', registration, { domain: true, workflows: true, activities: true });
  const { domain, workflows = {}, activities = {} } = registration;
  if (typeof domain !== 'string') throw new TypeError(NO_DOMAIN);
  checkDefaults(workflows, WORKFLOW_DEFAULTS, { execution: true, decision: true });
  checkDefaults(activities, ACTIVITY_DEFAULTS, ACTIVITY_TIMEOUTS);
  shell.checkOpen();
  const known = domainNamed(shell.state, domain);
  if (!known) callOrThrow(shell, 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '90' });
  for (const [type, defaults] of Object.entries(workflows)) {
    callOrThrow(shell, 'RegisterWorkflowType', { domain, ...parseType(type), ...workflowDefaults(defaults) });
  }
  for (const [type, defaults] of Object.entries(activities)) {
    callOrThrow(shell, 'RegisterActivityType', { domain, ...parseType(type), ...activityDefaults(defaults) });
  }
}

const WORKFLOW_DEFAULTS: Readonly<Record<keyof WorkflowDefaults, true>> = {
  taskList: true,
  taskPriority: true,
  childPolicy: true,
  lambdaRole: true,
  timeouts: true,
};
const ACTIVITY_DEFAULTS: Readonly<Record<keyof ActivityDefaults, true>> = {
  taskList: true,
  taskPriority: true,
  timeouts: true,
};

/** The names of the timeouts of an activity. */
export const ACTIVITY_TIMEOUTS: Readonly<Record<keyof ActivityTimeouts, true>> = {
  scheduleToStart: true,
  scheduleToClose: true,
  startToClose: true,
  heartbeat: true,
};

function checkDefaults(
  types: Readonly<Record<string, { readonly timeouts?: object }>>,
  known: object,
  timeouts: object,
): void {
  for (const [type, defaults] of Object.entries(types)) {
    checkNames(`the type ${type}`, defaults, known);
    checkNames(`timeouts of ${type}`, defaults.timeouts ?? {}, timeouts);
  }
}

const workflowDefaults = ({ taskList, taskPriority, childPolicy, lambdaRole, timeouts = {} }: WorkflowDefaults) => ({
  defaultTaskList: { name: taskList ?? DEFAULT_LIST },
  defaultChildPolicy: childPolicy ?? 'TERMINATE',
  defaultExecutionStartToCloseTimeout: secondsOf(timeouts.execution ?? ONE_YEAR),
  defaultTaskStartToCloseTimeout: secondsOf(timeouts.decision ?? 'NONE'),
  ...(taskPriority !== undefined && { defaultTaskPriority: String(taskPriority) }),
  ...(lambdaRole !== undefined && { defaultLambdaRole: lambdaRole }),
});

const activityDefaults = ({ taskList, taskPriority, timeouts = {} }: ActivityDefaults) => ({
  defaultTaskList: { name: taskList ?? DEFAULT_LIST },
  defaultTaskScheduleToStartTimeout: secondsOf(timeouts.scheduleToStart ?? 'NONE'),
  defaultTaskScheduleToCloseTimeout: secondsOf(timeouts.scheduleToClose ?? 'NONE'),
  defaultTaskStartToCloseTimeout: secondsOf(timeouts.startToClose ?? 'NONE'),
  defaultTaskHeartbeatTimeout: secondsOf(timeouts.heartbeat ?? 'NONE'),
  ...(taskPriority !== undefined && { defaultTaskPriority: String(taskPriority) }),
});

/**
 * Splits `Charge@1` into a name and a version.
 *
 * @throws TypeError if there is no version.
 */
export function parseType(type: string): { readonly name: string; readonly version: string } {
  const [, name, version] = /^(.+)@(.+)$/.exec(type) ?? [];
  if (name !== undefined && version !== undefined) return { name, version };
  throw new TypeError(`swfake: '${type}' names no type: expected a name and a version, like '${type || 'Charge'}@1'`);
}

/**
 * Calls an operation that the user has not called, and returns its reply.
 *
 * @throws Error with the fault of SWF.
 */
export function callOrThrow<O extends OperationName>(shell: Shell, op: O, input: SdkInput<O>): unknown {
  const answer = shell.call(op, input, {});
  if (!isFault(answer)) return answer;
  throw new Error(`swfake: ${op} of ${JSON.stringify(input)} was refused: ${answer.fault} ${answer.message}`);
}
