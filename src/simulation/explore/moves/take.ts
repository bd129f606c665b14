import { isThenable } from '../../../args/isThenable.js';
import {
  allRuns,
  isFault,
  type ListKey,
  listOf,
  type Ready,
  type Reply,
  type Run,
  readyTasks,
  runAt,
  type State,
  typeName,
} from '../../../core/index.js';
import { checkedAnswer } from '../../../deciders/answer.js';
import { type Decider, type DeciderAnswer, type DecisionTask, taskMetadata } from '../../../deciders/decider.js';
import { errorMessage, eventsOf } from '../state/display.js';
import type { Move } from '../state/move.js';
import type { Node, NodeBuilder } from '../state/node.js';

/**
 * Returns the moves by which a decider or a worker takes a task: one for each task that waits, since a list promises no
 * strict order (Developer Guide, "Setting Task Priority").
 */
export function taskMoves<W>({ state }: Node<W>): readonly Move<W>[] {
  return [...waitingLists(state).values()].flatMap((list) =>
    [...readyTasks(state, list.kind, list.domain, list.name)].map((task, pick) =>
      list.kind === 'decision'
        ? decisionTaskMove<W>(state, list, task, pick)
        : activityTaskMove<W>(state, list, task, pick),
    ),
  );
}

/** Returns the task lists on which tasks wait. */
function waitingLists(state: State): ReadonlyMap<string, ListKey> {
  const lists = new Map<string, ListKey>();
  for (const run of allRuns(state)) {
    for (const id of waitingTaskIds(run)) {
      const list = listOf(run, id);
      lists.set(`${list.kind} ${list.name}`, list);
    }
  }
  return lists;
}

function waitingTaskIds(run: Run): readonly Ready['scheduledId'][] {
  if (run.closed) return [];
  const scheduled = [...run.activities.byId.values()].filter(({ phase }) => phase === 'scheduled');
  const activities = scheduled.map(({ scheduledId }) => scheduledId);
  return run.decisionScheduled && !run.decisionStarted
    ? [run.decisionScheduled.scheduledId, ...activities]
    : activities;
}

function decisionTaskMove<W>(
  state: State,
  { domain, name }: ListKey,
  { run, scheduledId }: Ready,
  pick: number,
): Move<W> {
  const { workflowId } = runAt(state, run) as Run;
  return {
    description: () => `a decider gets decision task ${scheduledId} of run '${workflowId}'`,
    apply: (builder) => {
      const task = builder.call('PollForDecisionTask', { domain, taskList: { name }, maximumPageSize: 1 }, pick);
      // The scenario's `inject` refused the poll, or the run was terminated because its history is full.
      if (isFault(task) || !task.taskToken) return;
      const answer = deciderAnswer(builder, task, runAt(builder.state, run) as Run);
      if (!answer) return;
      const { taskToken, startedEventId: startedId } = task;
      builder.held = [...builder.held, { kind: 'decision', run, scheduledId, startedId, taskToken, answer }];
    },
  };
}

/** Returns the decider's answer to a task. If the decider throws, that is a problem of the step. */
function deciderAnswer<W>(
  builder: NodeBuilder<W>,
  task: Reply<'PollForDecisionTask'>,
  run: Run,
): DeciderAnswer | undefined {
  const { events: _page, nextPageToken: _next, ...rest } = task;
  const whole = { ...rest, $metadata: taskMetadata(), events: eventsOf(run, task.startedEventId) } as DecisionTask;
  builder.asked = run;
  const type = typeName(task.workflowType);
  let answer: ReturnType<Decider>;
  try {
    answer = builder.prepared.deciderOf(type)(whole) ?? [];
  } catch (error) {
    builder.problems.push({ kind: 'decider throws', message: `${type}: ${errorMessage(error)}` });
    return undefined;
  }
  if (!isThenable(answer)) return checkedAnswer(answer);
  // The refusal is the error of the test. A rejection beside it would end the process.
  answer.then(ignore, ignore);
  throw new TypeError(
    `swfake: the decider of '${type}' returned a promise; explore() needs deciders that return their decisions at once`,
  );
}

const ignore = (): void => undefined;

function activityTaskMove<W>(
  state: State,
  { domain, name }: ListKey,
  { run, scheduledId }: Ready,
  pick: number,
): Move<W> {
  const scheduled = (runAt(state, run) as Run).events[scheduledId - 1];
  const id = scheduled?.type === 'ActivityTaskScheduled' ? scheduled.attributes.activityId : '';
  return {
    description: () => `a worker gets activity '${id}'`,
    apply: (builder) => {
      const task = builder.call('PollForActivityTask', { domain, taskList: { name } }, pick);
      if (isFault(task) || !task.taskToken) return;
      const { taskToken, activityId, activityType, input, workflowExecution } = task;
      const type = typeName(activityType);
      const work = { id: activityId, workflowId: workflowExecution.workflowId, ...(input !== undefined && { input }) };
      const heldTask = { kind: 'activity', run, scheduledId, taskToken, type, work, silent: false } as const;
      builder.held = [...builder.held, heldTask];
    },
  };
}
