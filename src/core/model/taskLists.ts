import { inOrder, withoutFirst } from '../store/heap.js';
import type { ListKey, Ready } from './domain.js';
import type { EventId, RunNumber } from './ids.js';
import { activityOf, type Run, settingsOf } from './run.js';
import { type Retained, runAt, type State, taskListOf } from './state.js';
import type { TaskKind } from './tokens.js';

/**
 * Returns whether a task is taken before another: the higher priority first, then the task that was scheduled first
 * (Developer Guide, "Setting Task Priority"; docs/swf.md 6.8).
 */
export const readyBefore = (a: Ready, b: Ready): boolean =>
  a.priority !== b.priority ? a.priority > b.priority : a.order < b.order;

/** Returns whether a closed run is forgotten before another: by time, then by the order of their start. */
export const retainedBefore = (a: Retained, b: Retained): boolean =>
  a.until !== b.until ? a.until < b.until : a.run < b.run;

/**
 * Returns whether a poll can take a task now. It cannot take a task that has closed, or a decision task that waits
 * behind a started one of its run (docs/swf.md 6.1).
 */
export function isReady(s: State, kind: TaskKind, task: Ready): boolean {
  const run = runAt(s, task.run);
  if (!run || run.closed) return false;
  if (kind === 'activity') return activityOf(run, task.scheduledId)?.phase === 'scheduled';
  return run.decisionScheduled?.scheduledId === task.scheduledId && !run.decisionStarted;
}

/** Returns the task of a list that a poll with this `pick` takes, or `undefined` if there are fewer tasks. */
export function readyTask(s: State, key: ListKey, pick: number): Ready | undefined {
  let before = pick;
  for (let left = taskListOf(s, key)?.ready; left; left = withoutFirst(readyBefore, left)) {
    if (!isReady(s, key.kind, left.item)) continue;
    if (before === 0) return left.item;
    before -= 1;
  }
  return undefined;
}

/** Yields the tasks of a list that a poll can take, in the order in which polls take them. */
export function* readyTasks(s: State, kind: TaskKind, domain: string, name: string): Generator<Ready> {
  const list = taskListOf(s, { kind, domain, name });
  if (!list) return;
  for (const task of inOrder(readyBefore, list.ready)) if (isReady(s, kind, task)) yield task;
}

/** Returns the key of a task list in the domain of a run. */
export const listKey = (run: Run, kind: TaskKind, name: string): ListKey => ({ kind, domain: run.domain, name });

/**
 * Returns the task list on which the event `scheduledId` put its task.
 *
 * @throws RangeError if the event is no ActivityTaskScheduled and no DecisionTaskScheduled.
 */
export function listOf(run: Run, scheduledId: EventId): ListKey {
  const event = run.events[scheduledId - 1];
  if (event?.type === 'ActivityTaskScheduled') return listKey(run, 'activity', event.attributes.taskList.name);
  if (event?.type === 'DecisionTaskScheduled') return listKey(run, 'decision', event.attributes.taskList.name);
  throw new RangeError(
    `swfake: event ${scheduledId} of run '${run.workflowId}' schedules no task; expected an ActivityTaskScheduled or a ` +
      'DecisionTaskScheduled',
  );
}

/** Returns a task priority as a number: 0 if none is set (docs/swf.md 6.8). */
export const priorityOf = (text: string | undefined): number => (text === undefined ? 0 : Number(text));

/** Returns a decision task, for its task list. It has the priority of its execution (docs/swf.md 6.8). */
export const readyDecisionTask = (run: Run, scheduledId: EventId, order: number): Ready => ({
  priority: priorityOf(settingsOf(run).taskPriority),
  order,
  run: run.number as RunNumber,
  scheduledId,
});

/** Returns whether two keys name the same task list. */
export const sameList = (a: ListKey, b: ListKey): boolean =>
  a.kind === b.kind && a.domain === b.domain && a.name === b.name;
