import type { CloseStatus } from '../../tables/closes.js';
import type { Instant } from '../model/ids.js';
import { policyOf, type Run } from '../model/run.js';
import type { Delivery, State } from '../model/state.js';
import { retain } from './retention.js';
import { countClosed } from './runCounts.js';
import { noneOpen, removeFromList, removeOpenRun } from './write.js';

/**
 * Closes a run. Its open tasks and timers are dropped without an event, and its tasks leave their lists. The open
 * counts stay as they were (docs/swf.md 7.4; recorded: openActivityTasks 1 on a CANCELED run).
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
  if (decisionScheduled) removeFromList(s, run, decisionScheduled.scheduledId);
  for (const task of activities.byId.values()) {
    if (task.phase === 'scheduled') removeFromList(s, run, task.scheduledId);
  }
  removeOpenRun(s, run);
  countClosed(s, run);
  retain(s, run, at);
  s.deliveries = s.deliveries.filter((delivery) => delivery.run !== run.number || remainsAfterClose(run, delivery));
}

// Signals and cancel requests still reach their targets. A child still starts if the policy of its parent is ABANDON
// (docs/swf.md 6.9, doubt 8).
function remainsAfterClose(run: Run, { kind }: Delivery): boolean {
  if (kind === 'start child') return policyOf(run) === 'ABANDON';
  return kind === 'signal external' || kind === 'cancel external';
}
