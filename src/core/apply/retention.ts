import { after, type Instant, millis, type RunNumber } from '../model/ids.js';
import type { Run } from '../model/run.js';
import { runAt, type State } from '../model/state.js';
import { retainedBefore } from '../model/taskLists.js';
import { insert, withoutFirst } from '../store/heap.js';
import { get } from '../store/table.js';
import { ownVector, removeAt } from '../store/vector.js';

const ONE_DAY_IN_MILLIS = 86_400_000;

/**
 * Notes when a closed run will be forgotten: after the retention period of its domain, in days. `NONE` means 0 days
 * (docs/swf.md 2.1, 7.5).
 */
export function retain(s: State, run: Run, closedAt: Instant): void {
  const retention = get(s.domains, run.domain)?.retention ?? 'NONE';
  const days = retention === 'NONE' ? 0 : Number(retention);
  if (days === 0 && s.config.assumptions.closedWithoutRetention === 'kept') return;
  const until = after(closedAt, millis(days * ONE_DAY_IN_MILLIS));
  s.retained = insert(retainedBefore, s.retained, { until, run: run.number });
}

/** Removes a run whose retention period is over. Its number is not used again. */
export function forgetRun(s: State, run: RunNumber): undefined {
  s.runs = ownVector(s.owner, s.runs);
  removeAt(s.owner, s.runs, run);
  while (s.retained && !runAt(s, s.retained.item.run)) s.retained = withoutFirst(retainedBefore, s.retained);
}
