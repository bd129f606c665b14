import type { Change, EventChange } from './changes.js';
import { type CoreEvent, type Happening, happened } from './events.js';
import { eventId, type Instant, type RunNumber } from './ids.js';
import { type Run, settingsOf } from './run.js';
import type { State } from './state.js';

interface Place {
  readonly number: RunNumber;
  readonly length: number;
}

/**
 * The changes that append what happened to the history of a run, at one instant, as the next ids. Beyond the limit of a
 * history stands WorkflowExecutionTerminated in the place of the first event that has none (swf-behaviour 6.10, 10.1).
 */
export function record(s: State, run: Place, ...happenings: readonly Happening[]): EventChange[] {
  const room = s.config.limits.historyEvents - run.length;
  if (happenings.length <= room) return inPlace(run, s.now, happenings);
  const { childPolicy } = settingsOf(run as Run);
  const terminated = happened('WorkflowExecutionTerminated', { childPolicy }, { cause: 'EVENT_LIMIT_EXCEEDED' });
  return inPlace(run, s.now, [...happenings.slice(0, Math.max(0, room)), terminated]);
}

const inPlace = (run: Place, at: Instant, happenings: readonly Happening[]): EventChange[] =>
  happenings.map(({ type, attributes }, i) => ({
    kind: 'event',
    run: run.number,
    event: Object.freeze({ id: eventId(run.length + i + 1), at, type, attributes }) as CoreEvent,
  }));

/** A decision task for the run, on the list that its tasks go to now. */
export function decisionTask(run: Run): Happening {
  const { taskList, taskStartToCloseTimeout = 'NONE', taskPriority } = settingsOf(run);
  const name = run.stickyList?.name ?? run.decisionList ?? taskList.name;
  // Recorded in every DecisionTaskScheduled of 2023: NONE unless the list is a temporary override.
  const scheduleToStartTimeout = run.stickyList?.scheduleToStartTimeout ?? 'NONE';
  const list = name === taskList.name ? taskList : Object.freeze({ name });
  return happened(
    'DecisionTaskScheduled',
    { taskList: list },
    { startToCloseTimeout: taskStartToCloseTimeout, scheduleToStartTimeout, taskPriority },
  );
}

/**
 * What happened, then the decision task that it calls for. It is appended at once even while another is started, and not
 * at all if one waits already (swf-behaviour 6.1; recorded: test_cancel_requested_refused, events 8 to 14).
 */
export const recordForDecider = (s: State, run: Run, happening: Happening): readonly Change[] =>
  run.decisionScheduled ? record(s, run, happening) : record(s, run, happening, decisionTask(run));
