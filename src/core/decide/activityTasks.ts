import { type EventOf, type Happening, happened } from '../events.js';
import { type Fault, unknownActivity, unknownDomain, unknownExecution } from '../faults.js';
import { withGiven } from '../given.js';
import { type EventId, NO_EVENT, type RunNumber } from '../ids.js';
import { readyTask } from '../queues.js';
import { record, recordForDecider } from '../record.js';
import { activityOf, nextEventId, type Run, type StartedActivity } from '../run.js';
import { runAt, type State } from '../state.js';
import { get } from '../store/table.js';
import { taskToken } from '../tokens.js';
import type { Reply } from '../types.js';
import { answer, type Call, effect, inDomain, type Operation, type Plan } from './plan.js';
import { namedTask, noToken, taskTarget } from './tasks.js';

const idle = (s: State): Reply<'PollForActivityTask'> => {
  const none = noToken(s);
  return { ...none, startedEventId: NO_EVENT, ...('taskToken' in none && { activityId: '' }) } as never;
};

export const pollForActivityTask: Operation<'PollForActivityTask'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: ['taskList.name'],
  decide(s, { domain, taskList, identity }, { pick }) {
    if (!get(s.domains, domain)) return unknownDomain(domain);
    const task = readyTask(s, { kind: 'activity', domain, name: taskList.name }, pick);
    if (!task) return answer(idle(s));
    const run = runAt(s, task.run) as Run;
    const startedId = nextEventId(run);
    return {
      changes: record(s, run, happened('ActivityTaskStarted', { scheduledEventId: task.scheduledId }, { identity })),
      reply: (done) => handedOut(done, task.run, task.scheduledId, startedId),
    };
  },
};

export const recordActivityTaskHeartbeat: Operation<'RecordActivityTaskHeartbeat'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide(s, { details }, call) {
    const held = heldTask(call);
    if ('fault' in held) return held;
    const { run, task } = held;
    return {
      changes: [{ kind: 'heartbeat', run: run.number, scheduledId: task.scheduledId, details, at: s.now }],
      reply: () => ({ cancelRequested: task.cancelRequestedId !== undefined }),
    };
  },
};

export const respondActivityTaskCompleted: Operation<'RespondActivityTaskCompleted'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide: (s, { result }, call) => close(s, call, (task) => happened('ActivityTaskCompleted', idsOf(task), { result })),
};

export const respondActivityTaskFailed: Operation<'RespondActivityTaskFailed'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide: (s, { reason, details }, call) =>
    close(s, call, (task) => happened('ActivityTaskFailed', idsOf(task), { reason, details })),
};

// A worker may cancel without having been asked to; then no latestCancelRequestedEventId shows (recorded: Schedule
// Activity Task with result of Canceled).
export const respondActivityTaskCanceled: Operation<'RespondActivityTaskCanceled'> = {
  target: (s, { taskToken }) => taskTarget(s, 'activity', taskToken),
  conditionKeys: [],
  decide: (s, { details }, call) =>
    close(s, call, (task) =>
      happened('ActivityTaskCanceled', idsOf(task), {
        details,
        latestCancelRequestedEventId: task.cancelRequestedId,
      }),
    ),
};

const idsOf = ({ scheduledId, startedId }: StartedActivity) => ({
  scheduledEventId: scheduledId,
  startedEventId: startedId,
});

// The event, or none at all if the run was terminated in its place: then nobody got the task.
function handedOut(
  s: State,
  number: RunNumber,
  scheduledId: EventId,
  startedId: EventId,
): Reply<'PollForActivityTask'> {
  const run = runAt(s, number) as Run;
  if (run.closed) return idle(s);
  const { activityId, activityType, input } = (run.events[scheduledId - 1] as EventOf<'ActivityTaskScheduled'>)
    .attributes;
  const task = {
    taskToken: taskToken(s.config.secret, 'activity', { run: number, scheduledId, startedId }),
    activityId,
    startedEventId: startedId,
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
    activityType,
  };
  return withGiven(task, { input });
}

interface Held {
  readonly run: Run;
  readonly task: StartedActivity;
}

// Execution first, then the task (swf-behaviour 5.1): each is told what it is that has ended.
function heldTask(call: Call): Held | Fault {
  const { run, ref } = namedTask(call);
  if (run.closed) return unknownExecution(run);
  const task = activityOf(run, ref.scheduledId);
  return task?.phase === 'started' ? { run, task } : unknownActivity(ref.scheduledId);
}

function close(
  s: State,
  call: Call,
  happening: (task: StartedActivity) => Happening,
): Plan<Record<never, never>> | Fault {
  const held = heldTask(call);
  if ('fault' in held) return held;
  return effect(recordForDecider(s, held.run, happening(held.task)));
}
