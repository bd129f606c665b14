import { isFault, type OperationName } from '../core/index.js';
import { get } from '../core/store/table.js';
import type { SdkInput } from '../core/types.js';
import { type Duration, secondsOf } from './durations.js';
import { checkNames } from './names.js';
import type { Shell } from './shell.js';

/** A domain with its types; a type is written `Name@version`. */
export interface Registration {
  /** Registered if it is not there yet. */
  readonly domain: string;
  readonly workflows?: Readonly<Record<string, WorkflowDefaults>>;
  readonly activities?: Readonly<Record<string, ActivityDefaults>>;
}

export interface WorkflowDefaults {
  /** Default `default`. */
  readonly taskList?: string;
  readonly taskPriority?: number;
  /** Default `TERMINATE`. */
  readonly childPolicy?: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
  readonly lambdaRole?: string;
  readonly timeouts?: {
    /** executionStartToCloseTimeout; default one year, the longest that SWF allows. */
    readonly execution?: Duration;
    /** taskStartToCloseTimeout; default `NONE`. */
    readonly decision?: Duration;
  };
}

export interface ActivityDefaults {
  /** Default `default`. */
  readonly taskList?: string;
  readonly taskPriority?: number;
  /** Each defaults to `NONE`. */
  readonly timeouts?: ActivityTimeouts;
}

export interface ActivityTimeouts {
  readonly scheduleToStart?: Duration;
  readonly scheduleToClose?: Duration;
  readonly startToClose?: Duration;
  readonly heartbeat?: Duration;
}

const ONE_YEAR = '365d';
const NO_DOMAIN = "swfake: register() wants to know the domain: { domain: 'shop', workflows: { 'Order@1': {} } }";
export const DEFAULT_LIST = 'default';

/** @throws TypeError if there is no domain, a type has no version or a duration no unit; Error if SWF refuses. */
export function register(shell: Shell, registration: Registration): void {
  checkNames('register()', registration, { domain: true, workflows: true, activities: true });
  const { domain, workflows = {}, activities = {} } = registration;
  if (typeof domain !== 'string') throw new TypeError(NO_DOMAIN);
  checkDefaults(workflows, WORKFLOW_DEFAULTS, { execution: true, decision: true });
  checkDefaults(activities, ACTIVITY_DEFAULTS, ACTIVITY_TIMEOUTS);
  shell.checkOpen();
  const known = get(shell.state.domains, domain);
  if (!known) must(shell, 'RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '90' });
  for (const [type, defaults] of Object.entries(workflows)) {
    must(shell, 'RegisterWorkflowType', { domain, ...typeNamed(type), ...workflowDefaults(defaults) });
  }
  for (const [type, defaults] of Object.entries(activities)) {
    must(shell, 'RegisterActivityType', { domain, ...typeNamed(type), ...activityDefaults(defaults) });
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

/** `Charge@1` as name and version. @throws TypeError if there is no version. */
export function typeNamed(type: string): { readonly name: string; readonly version: string } {
  const [, name, version] = /^(.+)@(.+)$/.exec(type) ?? [];
  if (name !== undefined && version !== undefined) return { name, version };
  throw new TypeError(`swfake: '${type}' names no type: expected a name and a version, like '${type || 'Charge'}@1'`);
}

/** Does for the user what has to work. @throws Error with AWS's fault if it does not. */
export function must<O extends OperationName>(shell: Shell, op: O, input: SdkInput<O>): unknown {
  const answer = shell.call(op, input, {});
  if (!isFault(answer)) return answer;
  throw new Error(`swfake: ${op} of ${JSON.stringify(input)} was refused: ${answer.fault} ${answer.message}`);
}
