import { invariant } from '../model/bug.js';
import type { ListKey } from '../model/domain.js';
import type { EventOf } from '../model/events.js';
import type { EventId } from '../model/ids.js';
import { eventOfType, type Run, settingsOf } from '../model/run.js';
import type { State } from '../model/state.js';
import { listKey, readyDecisionTask } from '../model/taskLists.js';
import { addToList, makeReady, nextOrder, removeFromList, startTimeouts } from './write.js';

/**
 * Opens a decision task and puts it on its task list. Returns that list if the task can start now: it cannot while
 * another task of the run is started (docs/swf.md 6.1).
 */
export function decisionScheduled(s: State, run: Run, event: EventOf<'DecisionTaskScheduled'>): ListKey | undefined {
  const { id, attributes } = event;
  invariant(!run.decisionScheduled, () => `two decision tasks of ${run.workflowId} are scheduled`);
  const order = nextOrder(s);
  run.decisionScheduled = { scheduledId: id, order };
  if (!run.decisionStarted || runsWhileQueued(s)) startTimeouts(s, run, event, attributes, order);
  const key = listKey(run, 'decision', attributes.taskList.name);
  addToList(s, key);
  return run.decisionStarted ? undefined : makeReady(s, key, readyDecisionTask(run, id, order));
}

/** Takes a decision task off its list and starts its start-to-close timeout (docs/swf.md 7.1). */
export function decisionStarted(s: State, run: Run, event: EventOf<'DecisionTaskStarted'>): undefined {
  const { id, attributes } = event;
  const scheduled = run.decisionScheduled;
  invariant(scheduled?.scheduledId === attributes.scheduledEventId, () => `${id} starts a task that is not scheduled`);
  invariant(!run.decisionStarted, () => `two decision tasks of ${run.workflowId} are started`);
  const { scheduledId, order } = scheduled;
  run.decisionStarted = { scheduledId, startedId: id, order };
  run.decisionScheduled = undefined;
  removeFromList(s, run, scheduledId);
  startTimeouts(s, run, event, settingsOf(run), order);
}

/**
 * Ends the started decision task, and sets what its response gives: the execution context and the override of the task
 * list. Returns the task list of a queued task that can start now.
 */
export function decisionCompleted(s: State, run: Run, { attributes }: EventOf<'DecisionTaskCompleted'>) {
  run.previousStartedId = attributes.startedEventId as EventId;
  run.executionContext = attributes.executionContext ?? run.executionContext;
  if (attributes.taskList) overrideList(run, attributes.taskList.name, attributes.taskListScheduleToStartTimeout);
  return endStarted(s, run);
}

// Without a timeout the override is permanent. With one it ends when a decision task times out (docs/swf.md 6.7 and
// 6.10).
function overrideList(run: Run, name: string, scheduleToStartTimeout = 'NONE'): void {
  const permanent = scheduleToStartTimeout === 'NONE';
  run.decisionList = permanent ? name : run.decisionList;
  run.stickyList = permanent ? undefined : { name, scheduleToStartTimeout };
}

/**
 * Ends a decision task by a timeout, and with it a temporary override of the task list (docs/swf.md 6.7). Returns the
 * task list of a queued task that can start now.
 */
export function decisionTimedOut(s: State, run: Run, { attributes }: EventOf<'DecisionTaskTimedOut'>) {
  run.stickyList = undefined;
  if (attributes.timeoutType === 'START_TO_CLOSE') {
    // Only a completed task counts, or each started one (docs/swf.md 12, doubt 7).
    const counts = s.config.assumptions.previousStartedAfterTimeout === 'started';
    run.previousStartedId = counts ? (attributes.startedEventId as EventId) : run.previousStartedId;
    return endStarted(s, run);
  }
  const scheduled = run.decisionScheduled;
  invariant(scheduled, () => `a decision task of ${run.workflowId} expired that was not scheduled`);
  run.decisionScheduled = undefined;
  removeFromList(s, run, scheduled.scheduledId);
  return undefined;
}

// A task that waits behind the started one can start now.
function endStarted(s: State, run: Run): ListKey | undefined {
  invariant(run.decisionStarted, () => `no decision task of ${run.workflowId} is started`);
  run.decisionStarted = undefined;
  const next = run.decisionScheduled;
  if (!next) return undefined;
  const event = eventOfType(run, next.scheduledId, 'DecisionTaskScheduled');
  if (!runsWhileQueued(s)) startTimeouts(s, run, { ...event, at: s.now }, event.attributes, next.order);
  const key = listKey(run, 'decision', event.attributes.taskList.name);
  return makeReady(s, key, readyDecisionTask(run, next.scheduledId, next.order));
}

// The schedule-to-start timeout of a task that waits behind a started one runs at once, or as soon as a poll can take
// the task (docs/swf.md 12, doubt 33).
const runsWhileQueued = ({ config }: State): boolean => config.assumptions.queuedStickyTask === 'runs';
