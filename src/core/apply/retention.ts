import { after, type Instant, millis, type RunNumber } from '../model/ids.js';
import type { Run } from '../model/run.js';
import { runAt, type State } from '../model/state.js';
import { retainedBefore } from '../model/taskLists.js';
import { insert, withoutFirst } from '../store/heap.js';
import { get } from '../store/table.js';
import { ownVector, removeAt } from '../store/vector.js';
import { countForgotten } from './runCounts.js';
import { forgetRunId } from './runIds.js';

const ONE_DAY_IN_MILLIS = 86_400_000;

// The times of a state are whole milliseconds, so this is the shortest time that can pass.
const ONE_MILLI = 1;

/**
 * Notes when a closed run will be forgotten: after the retention period of its domain, in days. `NONE` means 0 days
 * (docs/swf.md 2.1, 7.5).
 */
export function retain(s: State, run: Run, closedAt: Instant): void {
  const retention = get(s.domains, run.domain)?.retention ?? 'NONE';
  const days = retention === 'NONE' ? 0 : Number(retention);
  const until = after(closedAt, millis(days === 0 ? shortestPeriod(s) : days * ONE_DAY_IN_MILLIS));
  s.retained = insert(retainedBefore, s.retained, { until, run: run.number });
}

// A decider can read the close of its run while the time stands, or not at all (docs/swf.md 12, doubt 30).
const shortestPeriod = ({ config }: State): number =>
  config.assumptions.closedWithoutRetention === 'kept' ? ONE_MILLI : 0;

/** Removes a run whose retention period is over. Its number is not used again. */
export function forgetRun(s: State, run: RunNumber): undefined {
  const forgotten = runAt(s, run) as Run;
  countForgotten(s, forgotten);
  forgetRunId(s, forgotten.runId);
  s.runs = ownVector(s.owner, s.runs);
  removeAt(s.owner, s.runs, run);
  while (s.retained && !runAt(s, s.retained.item.run)) s.retained = withoutFirst(retainedBefore, s.retained);
}
