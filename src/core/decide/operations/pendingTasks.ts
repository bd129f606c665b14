import type { Input } from '../../model/api.js';
import { unknownDomain } from '../../model/faults.js';
import { type State, taskListOf } from '../../model/state.js';
import type { TaskKind } from '../../model/tokens.js';
import { get } from '../../store/table.js';
import { inDomain, type Operation, replyOnly } from '../plan.js';

/** The rule of CountPendingActivityTasks (docs/swf.md 8.3). */
export const countPendingActivityTasks: Operation<'CountPendingActivityTasks'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: ['taskList.name'],
  decide: (s, input) => countPending(s, 'activity', input),
};

/** The rule of CountPendingDecisionTasks (docs/swf.md 8.3). */
export const countPendingDecisionTasks: Operation<'CountPendingDecisionTasks'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: ['taskList.name'],
  decide: (s, input) => countPending(s, 'decision', input),
};

// A decision task that waits behind a started one counts, too. A list that was never used has 0 tasks, and that is no
// fault (docs/swf.md 8.3, doubt 20).
function countPending(s: State, kind: TaskKind, { domain, taskList }: Input<'CountPendingActivityTasks'>) {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  return replyOnly({ count: taskListOf(s, { kind, domain, name: taskList.name })?.count ?? 0, truncated: false });
}
