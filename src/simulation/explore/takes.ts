import { typeName } from '../../core/faults.js';
import { isFault, type ListKey, type Reply, type State } from '../../core/index.js';
import { listOf, readyTasks } from '../../core/queues.js';
import type { Run } from '../../core/run.js';
import { type Ready, runAt } from '../../core/state.js';
import { nodes } from '../../core/store/vector.js';
import type { DeciderAnswer, DecisionTask } from '../definition.js';
import type { Move } from './move.js';
import type { Draft, Node } from './node.js';
import { eventsOf, textOf } from './shown.js';

/** A decider or a worker takes a task: any that waits, since a list promises no strict order (Developer Guide, "Setting Task Priority"). */
export function takes<W>({ state }: Node<W>): readonly Move<W>[] {
  return [...listsOf(state).values()].flatMap((list) =>
    [...readyTasks(state, list.kind, list.domain, list.name)].map((task, pick) =>
      list.kind === 'decision' ? takeDecision<W>(state, list, task, pick) : takeActivity<W>(state, list, task, pick),
    ),
  );
}

/** The task lists on which something waits. */
function listsOf(state: State): ReadonlyMap<string, ListKey> {
  const lists = new Map<string, ListKey>();
  for (const run of nodes(state.runs)) {
    for (const id of waitingIn(run)) {
      const list = listOf(run, id);
      lists.set(`${list.kind} ${list.name}`, list);
    }
  }
  return lists;
}

function waitingIn(run: Run): readonly Ready['scheduledId'][] {
  if (run.closed) return [];
  const scheduled = [...run.activities.byId.values()].filter(({ phase }) => phase === 'scheduled');
  const activities = scheduled.map(({ scheduledId }) => scheduledId);
  return run.decisionScheduled && !run.decisionStarted
    ? [run.decisionScheduled.scheduledId, ...activities]
    : activities;
}

function takeDecision<W>(state: State, { domain, name }: ListKey, { run, scheduledId }: Ready, pick: number): Move<W> {
  const { workflowId } = runAt(state, run) as Run;
  return {
    words: () => `a decider takes the decision task ${scheduledId} of ${workflowId}`,
    take: (draft) => {
      const task = draft.call('PollForDecisionTask', { domain, taskList: { name }, maximumPageSize: 1 }, pick);
      // Refused by the scenario's own troubles, or terminated at the limit of its history: then nobody has it.
      if (isFault(task) || !task.taskToken) return;
      const answer = decided(draft, task, runAt(draft.state, run) as Run);
      if (!answer) return;
      const { taskToken, startedEventId: startedId } = task;
      draft.hands = [...draft.hands, { kind: 'decision', run, scheduledId, startedId, taskToken, answer }];
    },
  };
}

/** What the decider says to the task; it throws at its own expense. */
function decided<W>(draft: Draft<W>, task: Reply<'PollForDecisionTask'>, run: Run): DeciderAnswer | undefined {
  const type = typeName(task.workflowType);
  const { events: _page, nextPageToken: _next, ...rest } = task;
  const whole = { ...rest, events: eventsOf(run, task.startedEventId) } as DecisionTask;
  let answer: ReturnType<NonNullable<(typeof draft.setting.scenario.workflows)[string]>>;
  try {
    answer = draft.setting.deciderOf(type)(whole) ?? [];
  } catch (error) {
    draft.problems.push({ kind: 'decider throws', message: `${type}: ${textOf(error)}` });
    return undefined;
  }
  if (!('then' in answer)) return answer;
  throw new TypeError(
    `swfake: explore calls deciders at every turn, so they have to answer at once; that of ${type} gave a promise`,
  );
}

function takeActivity<W>(state: State, { domain, name }: ListKey, { run, scheduledId }: Ready, pick: number): Move<W> {
  const scheduled = (runAt(state, run) as Run).events[scheduledId - 1];
  const id = scheduled?.type === 'ActivityTaskScheduled' ? scheduled.attributes.activityId : '';
  return {
    words: () => `a worker takes ${id}`,
    take: (draft) => {
      const task = draft.call('PollForActivityTask', { domain, taskList: { name } }, pick);
      if (isFault(task) || !task.taskToken) return;
      const { taskToken, activityId, activityType, input, workflowExecution } = task;
      const type = typeName(activityType);
      const work = { id: activityId, workflowId: workflowExecution.workflowId, ...(input !== undefined && { input }) };
      const hand = { kind: 'activity', run, scheduledId, taskToken, type, work, silent: false } as const;
      draft.hands = [...draft.hands, hand];
    },
  };
}
