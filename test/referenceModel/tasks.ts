import type {
  Decision,
  PollForActivityTaskInput,
  PollForDecisionTaskInput,
  RespondDecisionTaskCompletedInput,
} from '@aws-sdk/client-swf';
import { decide } from './decisions.js';
import {
  type Activity,
  type Entry,
  entriesOf,
  firstOf,
  historyOf,
  isClosed,
  openActivities,
  type Run,
  runningTask,
  waitingTask,
} from './history.js';
import { type Refusal, refuse, unknownActivity, unknownDecision, unknownDomain, unknownRun } from './reply.js';
import { malformedIn, previousStartedId } from './unproved.js';
import { hasDomain, type World } from './world.js';
import { append, needDecision } from './writing.js';

/** Stands for whatever token the service gives: a task is its run and the id of its start. */
export const TOKEN = 'a token';

export interface TaskId {
  readonly runId: string;
  readonly startedEventId: number;
}

type Waiting = { readonly run: Run; readonly scheduled: Entry<'DecisionTaskScheduled' | 'ActivityTaskScheduled'> };

/** The tasks that a poll could hand out: higher priority first, then oldest scheduled (docs/swf.md 2.5). */
export function candidates(world: World, kind: 'decision' | 'activity', list: string | undefined): readonly Waiting[] {
  return world.runs
    .filter((run) => !isClosed(run))
    .flatMap((run) => (kind === 'decision' ? takableDecision(run) : takableActivities(run)))
    .filter(({ scheduled }) => scheduled.attributes.taskList?.name === list)
    .sort((a, b) => priorityOf(b) - priorityOf(a) || a.scheduled.order - b.scheduled.order);
}

const priorityOf = ({ scheduled }: Waiting): number => Number(scheduled.attributes.taskPriority ?? 0);

/** A queued second task waits for the first one to end (docs/swf.md 6.1). */
function takableDecision(run: Run): readonly Waiting[] {
  const scheduled = waitingTask(run);
  return scheduled && !runningTask(run) ? [{ run, scheduled }] : [];
}

const takableActivities = (run: Run): readonly Waiting[] =>
  openActivities(run)
    .filter(({ started }) => !started)
    .map(({ scheduled }) => ({ run, scheduled }));

/** An idle poll is answered with numbers alone, or also with empty texts (docs/swf.md 2.5, doubt 2). */
const noToken = ({ assumptions }: World): object => (assumptions.idlePollToken === 'empty' ? { taskToken: '' } : {});

export function pollDecision(world: World, input: PollForDecisionTaskInput, pick: number): object {
  if (!hasDomain(world, input.domain)) return unknownDomain(input.domain);
  const taken = candidates(world, 'decision', input.taskList?.name)[pick];
  const idle = { ...noToken(world), startedEventId: 0, previousStartedEventId: 0 };
  if (!taken) return idle;
  const { run, scheduled } = taken;
  const started = { scheduledEventId: scheduled.id, identity: input.identity };
  const startedEventId = append(world, run, 'DecisionTaskStarted', started);
  if (isClosed(run)) return idle;
  return {
    taskToken: TOKEN,
    startedEventId,
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
    workflowType: firstOf(run).attributes.workflowType,
    events: input.reverseOrder ? historyOf(run).toReversed() : historyOf(run),
    previousStartedEventId: previousStartedId(world, run),
  };
}

export function pollActivity(world: World, input: PollForActivityTaskInput, pick: number): object {
  if (!hasDomain(world, input.domain)) return unknownDomain(input.domain);
  const taken = candidates(world, 'activity', input.taskList?.name)[pick];
  const idle = { ...noToken(world), startedEventId: 0, ...('taskToken' in noToken(world) && { activityId: '' }) };
  if (!taken) return idle;
  const { run, scheduled } = taken as { run: Run; scheduled: Entry<'ActivityTaskScheduled'> };
  const started = { scheduledEventId: scheduled.id, identity: input.identity };
  const startedEventId = append(world, run, 'ActivityTaskStarted', started);
  if (isClosed(run)) return idle;
  const { activityId, activityType, input: data } = scheduled.attributes;
  return {
    taskToken: TOKEN,
    startedEventId,
    activityId,
    activityType,
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
    ...(data !== undefined && { input: data }),
  };
}

const isClose = ({ decisionType }: Decision): boolean =>
  decisionType === 'CompleteWorkflowExecution' ||
  decisionType === 'FailWorkflowExecution' ||
  decisionType === 'CancelWorkflowExecution' ||
  decisionType === 'ContinueAsNewWorkflowExecution';

const runOf = (world: World, { runId }: TaskId): Run => world.runs.find((run) => run.runId === runId) as Run;

export function respondDecision(
  world: World,
  { decisions = [], executionContext, taskList, taskListScheduleToStartTimeout }: RespondDecisionTaskCompletedInput,
  task: TaskId,
  denied: boolean,
): object {
  const malformed = malformedIn(world, decisions);
  if (malformed) return malformed;
  if (decisions.slice(0, -1).some(isClose)) return refuse('ValidationException', 'Close must be last decision in list');
  const run = runOf(world, task);
  const started = runningDecision(run, task);
  if ('fault' in started) return started;
  const completedId = append(world, run, 'DecisionTaskCompleted', {
    scheduledEventId: started.attributes.scheduledEventId,
    startedEventId: started.id,
    executionContext,
    taskList,
    taskListScheduleToStartTimeout,
  });
  const batch = { world, run, completedId, denied };
  const results = decisions.map((decision) => isClosed(run) || decide(batch, decision));
  // Once, after the last decision, however many failed (docs/swf.md 6.1).
  if (results.includes(false)) needDecision(world, run);
  return {};
}

function runningDecision(run: Run, { startedEventId }: TaskId): Entry<'DecisionTaskStarted'> | Refusal {
  if (isClosed(run)) return unknownRun(run);
  const running = runningTask(run);
  if (running?.id === startedEventId) return running;
  const started = entriesOf(run, 'DecisionTaskStarted').find(({ id }) => id === startedEventId);
  return unknownDecision(started?.attributes.scheduledEventId ?? 0);
}

function heldActivity(run: Run, { startedEventId }: TaskId): Activity | Refusal {
  if (isClosed(run)) return unknownRun(run);
  const held = openActivities(run).find(({ started }) => started?.id === startedEventId);
  if (held) return held;
  const started = entriesOf(run, 'ActivityTaskStarted').find(({ id }) => id === startedEventId);
  return unknownActivity(started?.attributes.scheduledEventId ?? 0);
}

export function heartbeat(world: World, { details }: { details?: string | undefined }, task: TaskId): object {
  const run = runOf(world, task);
  const held = heldActivity(run, task);
  if ('fault' in held) return held;
  run.beats.push({ startedId: task.startedEventId, at: world.now, details });
  return { cancelRequested: held.cancelRequest !== undefined };
}

interface Said {
  readonly result?: string | undefined;
  readonly reason?: string | undefined;
  readonly details?: string | undefined;
}

export function respondActivity(
  world: World,
  type: 'ActivityTaskCompleted' | 'ActivityTaskFailed' | 'ActivityTaskCanceled',
  { result, reason, details }: Said,
  task: TaskId,
): object {
  const run = runOf(world, task);
  const held = heldActivity(run, task);
  if ('fault' in held) return held;
  const ids = { scheduledEventId: held.scheduled.id, startedEventId: task.startedEventId };
  const latestCancelRequestedEventId = held.cancelRequest?.id ?? 0;
  if (type === 'ActivityTaskCompleted') append(world, run, type, { ...ids, result });
  if (type === 'ActivityTaskFailed') append(world, run, type, { ...ids, reason, details });
  if (type === 'ActivityTaskCanceled') append(world, run, type, { ...ids, latestCancelRequestedEventId, details });
  needDecision(world, run);
  return {};
}
