import { checkNames } from '../../args/checkOptions.js';
import { secondsOf } from '../../args/durations.js';
import { quoted, quotedChoice } from '../../args/quoted.js';
import { allDomains, type Reply, type SdkInput, typeOf } from '../../core/index.js';
import type { Shell } from '../shell.js';
import { callOrThrow } from './callOrThrow.js';
import { ACTIVITY_TIMEOUTS, type ActivityTimeouts, DEFAULT_LIST, parseType, register } from './register.js';
import { requestCancel } from './requestCancel.js';

/** Options of `scheduleActivity`: the activity and the attributes of its task. */
export interface ScheduleActivityOptions {
  /** The activity type, as `Name@version`. It is registered if it does not exist. */
  readonly activity: string;
  /** The input of the task. Default: none. */
  readonly input?: string;
  /** The timeouts of the task. Default: those of the type, or `NONE`. */
  readonly timeouts?: ActivityTimeouts;
  /** The task list. Default: that of the type. */
  readonly taskList?: string;
  /** The id of the task. Default: the name of the activity with a number, like `Charge-1`. */
  readonly activityId?: string;
  /** The attribute `control` of the event ActivityTaskScheduled, which a worker does not get. Default: none. */
  readonly control?: string;
  /** The priority of the task: a higher number comes first. Default: that of the type, or none. */
  readonly taskPriority?: number;
  /** The domain. Default: the only domain that exists, or `test` if none exists. */
  readonly domain?: string;
}

/** A scheduled activity task: the task list that a worker polls, and the run that has the history. */
export interface ScheduledActivity {
  /** The domain of the task. */
  readonly domain: string;
  /** The task list on which the task waits. */
  readonly taskList: string;
  /** The id of the task. */
  readonly activityId: string;
  /** The workflow id of the run. */
  readonly workflowId: string;
  /** The id of the run. */
  readonly runId: string;
  /**
   * Requests the cancellation of the activity, as its decider would. The next heartbeat of the worker returns
   * `cancelRequested: true`; a task that no worker has is closed as canceled. It acts on the fake that scheduled the
   * activity, not on a fork.
   *
   * @throws Error if the activity or its run is closed.
   */
  requestCancel(): void;
}

const OPTIONS: Readonly<Record<keyof ScheduleActivityOptions, true>> = {
  activity: true,
  input: true,
  timeouts: true,
  taskList: true,
  activityId: true,
  control: true,
  taskPriority: true,
  domain: true,
};

const DECIDER = 'swfake-decider';
const WORKFLOW = `${DECIDER}@1`;

/**
 * Starts a workflow, polls its decision task and responds with one ScheduleActivityTask, with the operations that a decider
 * would call. The workflow has a task list of its own, which no decider of the test polls.
 *
 * @throws TypeError if an option is unknown, the type has no version, the input is no string or a duration has no unit.
 * @throws Error if there are several domains and none is named, or if SWF refuses.
 */
export function scheduleActivity(shell: Shell, options: ScheduleActivityOptions): ScheduledActivity {
  checkNames('scheduleActivity()', options, OPTIONS);
  checkNames('the timeouts of scheduleActivity()', options.timeouts ?? {}, ACTIVITY_TIMEOUTS);
  checkText('input', options.input);
  checkText('control', options.control);
  shell.checkOpen('scheduleActivity()');
  const domain = options.domain ?? onlyDomain(shell);
  const activityType = parseType(options.activity);
  register(shell, { domain });
  ensureTypes(shell, domain, options.activity);
  const number = shell.state.runs.length + 1;
  const activityId = options.activityId ?? `${activityType.name}-${number}`;
  const workflowId = `${DECIDER}-${number}`;
  const { runId } = callOrThrow(shell, 'StartWorkflowExecution', {
    domain,
    workflowId,
    workflowType: parseType(WORKFLOW),
    taskList: { name: workflowId },
  }) as { runId: string };
  const poll = { domain, taskList: { name: workflowId }, identity: DECIDER };
  const { taskToken } = callOrThrow(shell, 'PollForDecisionTask', poll) as Reply<'PollForDecisionTask'>;
  const scheduleActivityTaskDecisionAttributes = { activityId, activityType, ...attributesOf(options) };
  const decision = { decisionType: 'ScheduleActivityTask' as const, scheduleActivityTaskDecisionAttributes };
  callOrThrow(shell, 'RespondDecisionTaskCompleted', { taskToken, decisions: [decision] });
  const list = scheduledList(shell, options.activity, { domain, execution: { workflowId, runId } });
  const scheduled = { domain, taskList: list, activityId, workflowId, runId };
  // The method is not enumerable, so a result is compared and printed as data.
  const requestCancelOfIt = () => requestCancel(shell, scheduled, DECIDER);
  return Object.defineProperty(scheduled, 'requestCancel', { value: requestCancelOfIt }) as ScheduledActivity;
}

function checkText(option: 'input' | 'control', value: unknown): void {
  if (value === undefined || typeof value === 'string') return;
  throw new TypeError(
    `swfake: the ${option} of scheduleActivity() was given as ${quoted(value)}; expected a string: JSON.stringify it`,
  );
}

function ensureTypes(shell: Shell, domain: string, activity: string): void {
  const { state } = shell;
  if (!typeOf(state, 'WorkflowType', domain, parseType(WORKFLOW))) {
    register(shell, { domain, workflows: { [WORKFLOW]: {} } });
  }
  if (!typeOf(state, 'ActivityType', domain, parseType(activity))) {
    register(shell, { domain, activities: { [activity]: {} } });
  }
}

function attributesOf({ input, control, taskList, taskPriority, timeouts = {} }: ScheduleActivityOptions) {
  const { scheduleToStart, scheduleToClose, startToClose, heartbeat } = timeouts;
  return {
    ...(input !== undefined && { input }),
    ...(control !== undefined && { control }),
    ...(taskList !== undefined && { taskList: { name: taskList } }),
    ...(taskPriority !== undefined && { taskPriority: String(taskPriority) }),
    ...(scheduleToStart !== undefined && { scheduleToStartTimeout: secondsOf(scheduleToStart) }),
    ...(scheduleToClose !== undefined && { scheduleToCloseTimeout: secondsOf(scheduleToClose) }),
    ...(startToClose !== undefined && { startToCloseTimeout: secondsOf(startToClose) }),
    ...(heartbeat !== undefined && { heartbeatTimeout: secondsOf(heartbeat) }),
  };
}

const ADVICE: Readonly<Record<string, string>> = {
  ACTIVITY_TYPE_DEPRECATED: '; undeprecate the type or use another version',
};

// A failed decision writes an event with the cause in place of ActivityTaskScheduled.
function scheduledList(shell: Shell, activity: string, run: SdkInput<'GetWorkflowExecutionHistory'>): string {
  const { events } = callOrThrow(shell, 'GetWorkflowExecutionHistory', run) as Reply<'GetWorkflowExecutionHistory'>;
  for (const event of events) {
    const failed = event.scheduleActivityTaskFailedEventAttributes;
    if (failed) {
      throw new Error(
        `swfake: the activity '${failed.activityId}' of type '${activity}' was not scheduled: the decision failed with ` +
          `${failed.cause}${ADVICE[failed.cause] ?? ''}`,
      );
    }
    if (event.activityTaskScheduledEventAttributes) return event.activityTaskScheduledEventAttributes.taskList.name;
  }
  return DEFAULT_LIST;
}

function onlyDomain(shell: Shell): string {
  const domains = [...allDomains(shell.state)].map(({ name }) => name).toSorted();
  if (domains.length <= 1) return domains[0] ?? 'test';
  throw new Error(
    `swfake: scheduleActivity() was given no domain, and this fake has ${domains.length}; add domain: ${quotedChoice(domains)}`,
  );
}
