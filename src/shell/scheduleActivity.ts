import type { Reply } from '../core/index.js';
import { typeOf } from '../core/state.js';
import { values } from '../core/store/table.js';
import { secondsOf } from './durations.js';
import { checkNames } from './names.js';
import { ACTIVITY_TIMEOUTS, type ActivityTimeouts, DEFAULT_LIST, must, register, typeNamed } from './register.js';
import type { Shell } from './shell.js';

export interface WantedActivity {
  /** `Name@version`; registered if it is not yet. */
  readonly activity: string;
  readonly input?: string;
  /** Default: those of the type, or `NONE`. */
  readonly timeouts?: ActivityTimeouts;
  /** Default: that of the type. */
  readonly taskList?: string;
  /** Default: the name of the activity with a number, `Charge-1`. */
  readonly activityId?: string;
  readonly control?: string;
  readonly taskPriority?: number;
  /** Default: the only domain that there is, or `test` if there is none. */
  readonly domain?: string;
}

/** Where the task is: what a worker polls, and the run whose history tells of it. */
export interface ScheduledActivity {
  readonly domain: string;
  readonly taskList: string;
  readonly activityId: string;
  readonly workflowId: string;
  readonly runId: string;
}

const WANTED: Readonly<Record<keyof WantedActivity, true>> = {
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
 * Starts a workflow, polls its decision task and answers with one ScheduleActivityTask, all through the operations that a
 * decider would use. The workflow has a task list of its own, where no decider of the test looks.
 */
export function scheduleActivity(shell: Shell, wanted: WantedActivity): ScheduledActivity {
  checkNames('scheduleActivity()', wanted, WANTED);
  checkNames('timeouts', wanted.timeouts ?? {}, ACTIVITY_TIMEOUTS);
  const domain = wanted.domain ?? onlyDomain(shell);
  const activityType = typeNamed(wanted.activity);
  register(shell, { domain });
  ensureTypes(shell, domain, wanted.activity);
  const number = shell.state.runs.length + 1;
  const activityId = wanted.activityId ?? `${activityType.name}-${number}`;
  const workflowId = `${DECIDER}-${number}`;
  const { runId } = must(shell, 'StartWorkflowExecution', {
    domain,
    workflowId,
    workflowType: typeNamed(WORKFLOW),
    taskList: { name: workflowId },
  }) as { runId: string };
  const poll = { domain, taskList: { name: workflowId }, identity: DECIDER };
  const { taskToken } = must(shell, 'PollForDecisionTask', poll) as Reply<'PollForDecisionTask'>;
  const scheduleActivityTaskDecisionAttributes = { activityId, activityType, ...attributesOf(wanted) };
  const decision = { decisionType: 'ScheduleActivityTask' as const, scheduleActivityTaskDecisionAttributes };
  must(shell, 'RespondDecisionTaskCompleted', { taskToken, decisions: [decision] });
  return { domain, taskList: listOf(shell, domain, workflowId, runId), activityId, workflowId, runId };
}

function ensureTypes(shell: Shell, domain: string, activity: string): void {
  const { state } = shell;
  if (!typeOf(state, 'WorkflowType', domain, typeNamed(WORKFLOW))) {
    register(shell, { domain, workflows: { [WORKFLOW]: {} } });
  }
  if (!typeOf(state, 'ActivityType', domain, typeNamed(activity))) {
    register(shell, { domain, activities: { [activity]: {} } });
  }
}

function attributesOf({ input, control, taskList, taskPriority, timeouts = {} }: WantedActivity) {
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

// A failed decision schedules nothing, and says why in the event that stands in its place.
function listOf(shell: Shell, domain: string, workflowId: string, runId: string): string {
  const execution = { workflowId, runId };
  const { events } = must(shell, 'GetWorkflowExecutionHistory', {
    domain,
    execution,
  }) as Reply<'GetWorkflowExecutionHistory'>;
  for (const event of events) {
    const failed = event.scheduleActivityTaskFailedEventAttributes;
    if (failed) throw new Error(`swfake: the activity ${failed.activityId} could not be scheduled: ${failed.cause}`);
    if (event.activityTaskScheduledEventAttributes) return event.activityTaskScheduledEventAttributes.taskList.name;
  }
  return DEFAULT_LIST;
}

function onlyDomain(shell: Shell): string {
  const domains = [...values(shell.state.domains)].map(({ name }) => name).toSorted();
  if (domains.length <= 1) return domains[0] ?? 'test';
  throw new Error(
    `swfake: scheduleActivity() cannot tell which domain is meant; say domain: '${domains.join("' or '")}'`,
  );
}
