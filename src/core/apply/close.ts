import type { Instant } from '../ids.js';
import type { CloseStatus, Run } from '../run.js';
import type { State } from '../state.js';
import { delist, noneOpen, removeOpenRun } from './write.js';

/**
 * Closing drops what is open: no event is written for it, its tasks leave their lists, and the open counts stay as they
 * were (swf-behaviour 7.4; recorded: openActivityTasks 1 on a CANCELED run).
 */
export function closeRun(s: State, run: Run, status: CloseStatus, at: Instant): undefined {
  const { activities, timers, decisionScheduled } = run;
  const openCounts = {
    activities: activities.byId.size,
    timers: timers.byId.size,
    decisions: decisionScheduled ? 1 : 0,
  };
  run.closed = { status, at, openCounts };
  run.decisionScheduled = undefined;
  run.decisionStarted = undefined;
  run.stickyList = undefined;
  run.activities = noneOpen();
  run.timers = noneOpen();
  if (decisionScheduled) delist(s, run, decisionScheduled.scheduledId);
  for (const task of activities.byId.values()) {
    if (task.phase === 'scheduled') delist(s, run, task.scheduledId);
  }
  removeOpenRun(s, run);
  s.deliveries = s.deliveries.filter((delivery) => delivery.run !== run.number);
}
