import { unknownDomain } from '../faults.js';
import { type State, taskListOf } from '../state.js';
import { get } from '../store/table.js';
import type { TaskKind } from '../tokens.js';
import type { Input } from '../types.js';
import { answer, inDomain, type Operation } from './plan.js';

export const countPendingActivityTasks: Operation<'CountPendingActivityTasks'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: ['taskList.name'],
  decide: (s, input) => countPending(s, 'activity', input),
};

export const countPendingDecisionTasks: Operation<'CountPendingDecisionTasks'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: ['taskList.name'],
  decide: (s, input) => countPending(s, 'decision', input),
};

// Tasks that wait, a second decision task behind a started one too; a list that nobody ever used has none
// (swf-behaviour 8.3, doubt 20).
function countPending(s: State, kind: TaskKind, { domain, taskList }: Input<'CountPendingActivityTasks'>) {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  return answer({ count: taskListOf(s, { kind, domain, name: taskList.name })?.count ?? 0, truncated: false });
}
