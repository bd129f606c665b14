import type { Instant } from '../ids.js';
import { policyOf } from '../policy.js';
import type { CloseStatus, Run } from '../run.js';
import type { Delivery, State } from '../state.js';
import { retain } from './retention.js';
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
    children: run.children.byId.size,
    lambdas: run.lambdas.byId.size,
  };
  run.closed = { status, at, openCounts };
  run.decisionScheduled = undefined;
  run.decisionStarted = undefined;
  run.stickyList = undefined;
  run.activities = noneOpen();
  run.timers = noneOpen();
  run.lambdas = noneOpen();
  if (decisionScheduled) delist(s, run, decisionScheduled.scheduledId);
  for (const task of activities.byId.values()) {
    if (task.phase === 'scheduled') delist(s, run, task.scheduledId);
  }
  removeOpenRun(s, run);
  retain(s, run, at);
  s.deliveries = s.deliveries.filter((delivery) => delivery.run !== run.number || outlives(run, delivery));
}

// Signals and cancels still reach their targets, and a child starts all the same if it was to be abandoned
// (swf-behaviour 6.9, doubt 8).
function outlives(run: Run, { kind }: Delivery): boolean {
  if (kind === 'start child') return policyOf(run) === 'ABANDON';
  return kind === 'signal external' || kind === 'cancel external';
}
