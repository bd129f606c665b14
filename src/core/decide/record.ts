import type { Change, EventChange } from '../model/changes.js';
import { type CoreEvent, type NewEvent, newEvent } from '../model/events.js';
import { eventId, type Instant, type RunNumber } from '../model/ids.js';
import { type Run, settingsOf } from '../model/run.js';
import type { State } from '../model/state.js';

interface Place {
  readonly number: RunNumber;
  readonly length: number;
}

/**
 * Returns the changes that append events to the history of a run, all with the time of the state. If the history has no
 * room for one of them, WorkflowExecutionTerminated takes its place and the rest is dropped (docs/swf.md 6.10, 10.1).
 */
export function record(s: State, run: Place, ...events: readonly NewEvent[]): EventChange[] {
  const room = s.config.limits.historyEvents - run.length;
  if (events.length <= room) return inPlace(run, s.now, events);
  const { childPolicy } = settingsOf(run as Run);
  const terminated = newEvent('WorkflowExecutionTerminated', { childPolicy }, { cause: 'EVENT_LIMIT_EXCEEDED' });
  return inPlace(run, s.now, [...events.slice(0, Math.max(0, room)), terminated]);
}

function inPlace(run: Place, at: Instant, events: readonly NewEvent[]): EventChange[] {
  const changes: EventChange[] = [];
  for (let i = 0; i < events.length; i += 1) {
    const event = events[i] as Writable<CoreEvent>;
    event.id = eventId(run.length + i + 1);
    event.at = at;
    changes.push({ kind: 'event', run: run.number, event: event as CoreEvent });
  }
  return changes;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Returns the DecisionTaskScheduled of a new decision task, on the current task list of the run (docs/swf.md 6.7). */
export function decisionTask(run: Run): NewEvent {
  const { taskList, taskStartToCloseTimeout = 'NONE', taskPriority } = settingsOf(run);
  const name = run.stickyList?.name ?? run.decisionList ?? taskList.name;
  // NONE, unless the list is a temporary override: recorded in every DecisionTaskScheduled of 2023.
  const scheduleToStartTimeout = run.stickyList?.scheduleToStartTimeout ?? 'NONE';
  const list = name === taskList.name ? taskList : Object.freeze({ name });
  const timeouts = { startToCloseTimeout: taskStartToCloseTimeout, scheduleToStartTimeout };
  return newEvent(
    'DecisionTaskScheduled',
    { taskList: list, ...timeouts },
    taskPriority === undefined ? undefined : { taskPriority },
  );
}

/**
 * Returns the changes that append an event and the decision task that it needs. The task is appended at once, even
 * while another is started, but not if one waits already (docs/swf.md 6.1; recorded: test_cancel_requested_refused,
 * events 8 to 14).
 */
export const recordForDecider = (s: State, run: Run, event: NewEvent): readonly Change[] =>
  run.decisionScheduled ? record(s, run, event) : record(s, run, event, decisionTask(run));
