import { invariant } from '../model/bug.js';
import type { ListKey } from '../model/domain.js';
import type { EventOf } from '../model/events.js';
import type { EventId, Instant } from '../model/ids.js';
import type { OpenActivityTask } from '../model/openTasks.js';
import { activityOf, type Run, scheduledEventOf } from '../model/run.js';
import type { State } from '../model/state.js';
import { listKey, priorityOf } from '../model/taskLists.js';
import { addDelivery, addToList, makeReady, nextOrder, removeFromList, startTimeouts, writableOpen } from './write.js';

function writableActivities(s: State, run: Run, at: Instant): Map<string, OpenActivityTask> {
  run.latestActivityAt = at;
  run.activities = writableOpen(s.owner, run.activities);
  return run.activities.byId;
}

/**
 * Opens an activity task, starts its schedule-to-close and schedule-to-start timeouts, and puts it on its task list.
 * Returns that list.
 */
export function activityScheduled(s: State, run: Run, event: EventOf<'ActivityTaskScheduled'>): ListKey {
  const { id, at, attributes } = event;
  const { activityId, taskList, taskPriority } = attributes;
  const order = nextOrder(s);
  const task = { phase: 'scheduled', activityId, scheduledId: id, order, cancelRequestedId: undefined } as const;
  writableActivities(s, run, at).set(activityId, task);
  startTimeouts(s, run, event, attributes, order);
  const key = listKey(run, 'activity', taskList.name);
  addToList(s, key);
  return makeReady(s, key, { priority: priorityOf(taskPriority), order, run: run.number, scheduledId: id });
}

/** Takes a task off its list and starts its start-to-close and heartbeat timeouts (docs/swf.md 7.1). */
export function activityStarted(s: State, run: Run, event: EventOf<'ActivityTaskStarted'>): undefined {
  const { id, at, attributes } = event;
  const task = activityOf(run, attributes.scheduledEventId as EventId);
  invariant(task?.phase === 'scheduled', () => `${id} starts an activity that is not scheduled`);
  const { activityId, scheduledId, order, cancelRequestedId } = task;
  writableActivities(s, run, at).set(activityId, {
    phase: 'started',
    activityId,
    scheduledId,
    order,
    cancelRequestedId,
    startedId: id,
    heartbeatAt: at,
    details: undefined,
  });
  removeFromList(s, run, scheduledId);
  const { attributes: timeouts } = scheduledEventOf(run, scheduledId);
  startTimeouts(s, run, event, timeouts, order, scheduledId);
}

/** Closes an activity task. A task that no worker had leaves its list. */
export function activityClosed(s: State, run: Run, event: EventOf<ActivityClose>): undefined {
  const task = activityOf(run, event.attributes.scheduledEventId as EventId);
  invariant(task, () => `${event.type} ${event.id} closes an activity that is not open`);
  writableActivities(s, run, event.at).delete(task.activityId);
  if (task.phase === 'scheduled') removeFromList(s, run, task.scheduledId);
}

type ActivityClose = 'ActivityTaskCompleted' | 'ActivityTaskFailed' | 'ActivityTaskTimedOut' | 'ActivityTaskCanceled';

/**
 * Notes the cancel request of a task. If no worker has the task, the service cancels it in an after-batch step
 * (docs/swf.md 3.2).
 */
export function activityCancelRequested(s: State, run: Run, event: EventOf<'ActivityTaskCancelRequested'>): undefined {
  const task = run.activities.byId.get(event.attributes.activityId);
  invariant(task, () => `${event.id} cancels an activity that is not open`);
  writableActivities(s, run, event.at).set(task.activityId, { ...task, cancelRequestedId: event.id });
  if (task.phase === 'scheduled') addDelivery(s, run, 'cancel activity', task.scheduledId);
}
