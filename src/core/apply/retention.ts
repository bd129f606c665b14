import { after, type Instant, millis, type RunNumber } from '../ids.js';
import { retainedBefore } from '../queues.js';
import type { Run } from '../run.js';
import { runAt, type State } from '../state.js';
import { insert, rest } from '../store/heap.js';
import { get } from '../store/table.js';
import { ownVector, removeAt } from '../store/vector.js';

const ONE_DAY_IN_MILLIS = 86_400_000;

/** From its close on a run is kept for the days of its domain; `NONE` keeps it as little as 0 (API reference, RegisterDomain). */
export function retain(s: State, run: Run, closedAt: Instant): void {
  const retention = get(s.domains, run.domain)?.retention ?? 'NONE';
  const days = retention === 'NONE' ? 0 : Number(retention);
  if (days === 0 && s.config.choices.closedWithoutRetention === 'kept') return;
  const until = after(closedAt, millis(days * ONE_DAY_IN_MILLIS));
  s.retained = insert(retainedBefore, s.retained, { until, run: run.number });
}

/** Takes a run whose time is over out of the state. Its number is not given again, so nobody is taken for it. */
export function forgetRun(s: State, run: RunNumber): undefined {
  s.runs = ownVector(s.owner, s.runs);
  removeAt(s.owner, s.runs, run);
  while (s.retained && !runAt(s, s.retained.item.run)) s.retained = rest(retainedBefore, s.retained);
}
