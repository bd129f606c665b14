import { activityOf } from '../core/run.js';
import { runAt, type State } from '../core/state.js';
import { taskOf } from '../core/tokens.js';

/** Whether the task that a token stands for is still started: not answered, not timed out, its run not closed. */
export function isOpenTask(s: State, token: string): boolean {
  const { secret } = s.config;
  const activity = taskOf(secret, 'activity', token);
  const decision = activity ?? taskOf(secret, 'decision', token);
  const run = decision && runAt(s, decision.run);
  if (!run) return false;
  if (activity) return activityOf(run, activity.scheduledId)?.phase === 'started';
  return run.decisionStarted?.startedId === decision.startedId;
}
