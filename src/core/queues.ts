import type { EventId, RunNumber } from './ids.js';
import { activityOf, type Run, settingsOf } from './run.js';
import {
  DEADLINE_KINDS,
  type Deadline,
  type DeadlineKind,
  type ListKey,
  type Ready,
  type Retained,
  runAt,
  type State,
  taskListOf,
} from './state.js';
import { inOrder, rest } from './store/heap.js';
import type { TaskKind } from './tokens.js';

/** Higher priority first, then the task that was scheduled first (Developer Guide, "Setting Task Priority"). */
export const readyBefore = (a: Ready, b: Ready): boolean =>
  a.priority !== b.priority ? a.priority > b.priority : a.order < b.order;

const RANK = Object.fromEntries(DEADLINE_KINDS.map((kind, rank) => [kind, rank])) as Record<DeadlineKind, number>;

/**
 * By time. At one instant an execution's own timeout pre-empts all else, then the older object, then the order of
 * `DEADLINE_KINDS` (swf-behaviour 7.1).
 */
export function deadlineBefore(a: Deadline, b: Deadline): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if ((a.kind === 'execution') !== (b.kind === 'execution')) return a.kind === 'execution';
  return a.order !== b.order ? a.order < b.order : RANK[a.kind] < RANK[b.kind];
}

/** Closed runs by when they are forgotten, then in the order in which they were started. */
export const retainedBefore = (a: Retained, b: Retained): boolean =>
  a.until !== b.until ? a.until < b.until : a.run < b.run;

/** Whether the task can be handed out now: a decision task behind a started one of its run cannot (swf-behaviour 6.1). */
export function isReady(s: State, kind: TaskKind, task: Ready): boolean {
  const run = runAt(s, task.run);
  if (!run || run.closed) return false;
  if (kind === 'activity') return activityOf(run, task.scheduledId)?.phase === 'scheduled';
  return run.decisionScheduled?.scheduledId === task.scheduledId && !run.decisionStarted;
}

/** The task of a list that is handed out after `pick` others, in the order in which they are. */
export function readyTask(s: State, key: ListKey, pick: number): Ready | undefined {
  let before = pick;
  for (let left = taskListOf(s, key)?.ready; left; left = rest(readyBefore, left)) {
    if (!isReady(s, key.kind, left.item)) continue;
    if (before === 0) return left.item;
    before -= 1;
  }
  return undefined;
}

/** The tasks of a list that can be handed out, in the order in which they are. */
export function* readyTasks(s: State, kind: TaskKind, domain: string, name: string): Generator<Ready> {
  const list = taskListOf(s, { kind, domain, name });
  if (!list) return;
  for (const task of inOrder(readyBefore, list.ready)) if (isReady(s, kind, task)) yield task;
}

export const keyOf = (run: Run, kind: TaskKind, name: string): ListKey => ({ kind, domain: run.domain, name });

/** The list on which the event `scheduledId` put its task. */
export function listOf(run: Run, scheduledId: EventId): ListKey {
  const event = run.events[scheduledId - 1];
  if (event?.type === 'ActivityTaskScheduled') return keyOf(run, 'activity', event.attributes.taskList.name);
  if (event?.type === 'DecisionTaskScheduled') return keyOf(run, 'decision', event.attributes.taskList.name);
  throw new RangeError(`swfake: event ${scheduledId} of ${run.workflowId} schedules no task`);
}

export const priorityOf = (text: string | undefined): number => (text === undefined ? 0 : Number(text));

export const readyDecision = (run: Run, scheduledId: EventId, order: number): Ready => ({
  priority: priorityOf(settingsOf(run).taskPriority),
  order,
  run: run.number as RunNumber,
  scheduledId,
});
