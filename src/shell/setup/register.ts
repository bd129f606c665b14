import { checkNames } from '../../args/checkOptions.js';
import { type Duration, secondsOf, type Timeout } from '../../args/durations.js';
import { quoted } from '../../args/quoted.js';
import type { TypeKind } from '../../core/index.js';
import type { Shell } from '../shell.js';
import { callOrThrow } from './callOrThrow.js';
import { registerDomain } from './registerDomain.js';
import { isRegistered } from './registeredType.js';

/** A domain and the types to register in it. The name of a type is `Name@version`. */
export interface Registration {
  /** The name of the domain. It is registered if it does not exist. */
  readonly domain: string;
  /**
   * The time for which the domain keeps closed runs: whole days from `0d` to `90d`, or `NONE`. Later calls do not find such
   * a run. Default `90d`.
   */
  readonly retention?: Timeout;
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

/** The name of the task list of a type that is registered without one. */
export const DEFAULT_LIST = 'default';

/**
 * Registers a domain, if it does not exist, and types. A type that is registered with the same settings is left as it is.
 *
 * @throws TypeError if an option is unknown, there is no domain, a type has no version or a duration has no unit.
 * @throws Error if the domain has another retention, a type is registered with other settings, or if SWF refuses.
 */
export function register(shell: Shell, registration: Registration): void {
  checkNames('register()', registration, { domain: true, retention: true, workflows: true, activities: true });
  const { domain, retention, workflows = {}, activities = {} } = registration;
  if (typeof domain !== 'string') {
    throw new TypeError(
      `swfake: the domain of register() was given as ${quoted(domain)}; expected its name, for example { domain: 'shop' }`,
    );
  }
  checkDefaults(workflows, WORKFLOW_DEFAULTS, { execution: true, decision: true });
  checkDefaults(activities, ACTIVITY_DEFAULTS, ACTIVITY_TIMEOUTS);
  shell.checkOpen('register()');
  registerDomain(shell, domain, retention);
  for (const [type, defaults] of Object.entries(workflows)) {
    registerType(shell, 'WorkflowType', domain, type, workflowDefaults(defaults));
  }
  for (const [type, defaults] of Object.entries(activities)) {
    registerType(shell, 'ActivityType', domain, type, activityDefaults(defaults));
  }
}

function registerType(shell: Shell, kind: TypeKind, domain: string, text: string, settings: object): void {
  const type = parseType(text);
  if (isRegistered(shell, kind, domain, type, settings as Readonly<Record<string, unknown>>)) return;
  callOrThrow(shell, `Register${kind}`, { domain, ...type, ...settings });
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
    checkNames(`the type '${type}'`, defaults, known);
    checkNames(`the timeouts of '${type}'`, defaults.timeouts ?? {}, timeouts);
  }
}

/** Returns the defaults with which a workflow type is registered. */
export const workflowDefaults = ({
  taskList,
  taskPriority,
  childPolicy,
  lambdaRole,
  timeouts = {},
}: WorkflowDefaults) => ({
  defaultTaskList: { name: taskList ?? DEFAULT_LIST },
  defaultChildPolicy: childPolicy ?? 'TERMINATE',
  defaultExecutionStartToCloseTimeout: secondsOf(timeouts.execution ?? ONE_YEAR),
  defaultTaskStartToCloseTimeout: secondsOf(timeouts.decision ?? 'NONE'),
  ...(taskPriority !== undefined && { defaultTaskPriority: String(taskPriority) }),
  ...(lambdaRole !== undefined && { defaultLambdaRole: lambdaRole }),
});

/** Returns the defaults with which an activity type is registered. */
export const activityDefaults = ({ taskList, taskPriority, timeouts = {} }: ActivityDefaults) => ({
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
  const example = typeof type === 'string' && type !== '' && !type.includes('@') ? `${type}@1` : 'Charge@1';
  throw new TypeError(`swfake: ${quoted(type)} is no type; expected a name and a version, for example '${example}'`);
}
