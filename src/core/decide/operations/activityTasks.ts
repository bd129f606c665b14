import type { Call } from '../../authorize/call.js';
import type { Reply } from '../../model/api.js';
import { type NewEvent, newEvent } from '../../model/events.js';
import { type Fault, unknownActivity, unknownDomain, unknownExecution } from '../../model/faults.js';
import { type EventId, NO_EVENT, type RunNumber } from '../../model/ids.js';
import type { StartedActivity } from '../../model/openTasks.js';
import { withDefined } from '../../model/optional.js';
import { activityOf, nextEventId, type Run, scheduledEventOf } from '../../model/run.js';
import { runAt, type State } from '../../model/state.js';
import { readyTask } from '../../model/taskLists.js';
import { taskToken } from '../../model/tokens.js';
import { get } from '../../store/table.js';
import { changesOnly, inDomain, type Operation, type Plan, replyOnly } from '../plan.js';
import { record, recordForDecider } from '../record.js';
import { noToken, taskOfCall, taskTarget } from './taskTokens.js';

const emptyPoll = (s: State): Reply<'PollForActivityTask'> => {
  const none = noToken(s);
  return { ...none, startedEventId: NO_EVENT, ...('taskToken' in none && { activityId: '' }) } as never;
};

/** The rule of PollForActivityTask: takes the first task of a list, or replies that there is none (docs/swf.md 2.5). */
export const pollForActivityTask: Operation<'PollForActivityTask'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: ['taskList.name'],
  decide(s, { domain, taskList, identity }, { pick }) {
    if (!get(s.domains, domain)) return unknownDomain(domain);
    const task = readyTask(s, { kind: 'activity', domain, name: taskList.name }, pick);
    if (!task) return replyOnly(emptyPoll(s));
    const run = runAt(s, task.run) as Run;
    const startedId = nextEventId(run);
    return {
      changes: record(s, run, newEvent('ActivityTaskStarted', { scheduledEventId: task.scheduledId }, { identity })),
      reply: (done) => startedTaskReply(done, task.run, task.scheduledId, startedId),
    };
  },
};

/**
 * The rule of RecordActivityTaskHeartbeat: puts the heartbeat timeout off and keeps the details (docs/swf.md 2.5, 7.3).
 */
export const recordActivityTaskHeartbeat: Operation<'RecordActivityTaskHeartbeat'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide(s, { details }, call) {
    const found = startedTask(call);
    if ('fault' in found) return found;
    const { run, task } = found;
    return {
      changes: [{ kind: 'heartbeat', run: run.number, scheduledId: task.scheduledId, details, at: s.now }],
      reply: () => ({ cancelRequested: task.cancelRequestedId !== undefined }),
    };
  },
};

/** The rule of RespondActivityTaskCompleted: closes the task of a token (docs/swf.md 2.5). */
export const respondActivityTaskCompleted: Operation<'RespondActivityTaskCompleted'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide: (s, { result }, call) =>
    closeTask(s, call, (task) => newEvent('ActivityTaskCompleted', eventIds(task), { result })),
};

/** The rule of RespondActivityTaskFailed: closes the task of a token (docs/swf.md 2.5). */
export const respondActivityTaskFailed: Operation<'RespondActivityTaskFailed'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide: (s, { reason, details }, call) =>
    closeTask(s, call, (task) => newEvent('ActivityTaskFailed', eventIds(task), { reason, details })),
};

/**
 * The rule of RespondActivityTaskCanceled: closes the task of a token. No cancel request is needed; without one the
 * latestCancelRequestedEventId is 0 (docs/swf.md 2.5 and 12, doubt 23; recorded: Schedule Activity Task with result of
 * Canceled).
 */
export const respondActivityTaskCanceled: Operation<'RespondActivityTaskCanceled'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide: (s, { details }, call) =>
    closeTask(s, call, (task) =>
      newEvent('ActivityTaskCanceled', eventIds(task), {
        details,
        latestCancelRequestedEventId: task.cancelRequestedId ?? NO_EVENT,
      }),
    ),
};

const eventIds = ({ scheduledId, startedId }: StartedActivity) => ({
  scheduledEventId: scheduledId,
  startedEventId: startedId,
});

// If the run is closed, the limit of its history terminated it in place of the Started event: then the poll finds no
// task.
function startedTaskReply(
  s: State,
  number: RunNumber,
  scheduledId: EventId,
  startedId: EventId,
): Reply<'PollForActivityTask'> {
  const run = runAt(s, number) as Run;
  if (run.closed) return emptyPoll(s);
  const { activityId, activityType, input } = scheduledEventOf(run, scheduledId).attributes;
  const task = {
    taskToken: taskToken(s.config.secret, 'activity', { run: number, scheduledId, startedId }),
    activityId,
    startedEventId: startedId,
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
    activityType,
  };
  return withDefined(task, { input });
}

/** Returns the task that a worker has, as PollForActivityTask returned it. */
export const startedActivityTask = (s: State, run: Run, { scheduledId, startedId }: StartedActivity) =>
  startedTaskReply(s, run.number, scheduledId, startedId);

interface StartedTask {
  readonly run: Run;
  readonly task: StartedActivity;
}

// First the execution, then the task: each has its own fault (docs/swf.md 5.1).
function startedTask(call: Call): StartedTask | Fault {
  const { run, ref } = taskOfCall(call);
  if (run.closed) return unknownExecution(run);
  const task = activityOf(run, ref.scheduledId);
  return task?.phase === 'started' ? { run, task } : unknownActivity(ref.scheduledId);
}

function closeTask(
  s: State,
  call: Call,
  eventOf: (task: StartedActivity) => NewEvent,
): Plan<Record<never, never>> | Fault {
  const found = startedTask(call);
  if ('fault' in found) return found;
  return changesOnly(recordForDecider(s, found.run, eventOf(found.task)));
}
