import { dueAt } from '../../src/core/due.js';
import { deadlineBefore, readyTasks } from '../../src/core/queues.js';
import type { Run } from '../../src/core/run.js';
import type { Domain, State } from '../../src/core/state.js';
import { inOrder } from '../../src/core/store/heap.js';
import { type Table, values } from '../../src/core/store/table.js';
import { nodes } from '../../src/core/store/vector.js';

/**
 * Everything that can ever show of a state, as text: two states that give the same text answer alike from then on. What
 * has gone stale in a queue, and who owns which node, is left out: nobody can see it.
 */
export const observe = (s: State): string =>
  JSON.stringify({
    now: s.now,
    order: s.order,
    domains: sorted([...values(s.domains)].map((domain) => domainOf(s, domain))),
    runs: [...nodes(s.runs)].map(runOf),
    deliveries: s.deliveries,
    deadlines: [...inOrder(deadlineBefore, s.deadlines)]
      .map((deadline) => ({ ...deadline, at: dueAt(s, deadline) }))
      .filter(({ at }) => at !== undefined)
      .toSorted((a, b) => Number(a.at) - Number(b.at) || a.order - b.order || a.kind.localeCompare(b.kind)),
  });

const domainOf = (s: State, domain: Domain) => ({
  name: domain.name,
  description: domain.description,
  retention: domain.retention,
  tags: domain.tags,
  status: domain.status,
  types: sorted([...values(domain.WorkflowType), ...values(domain.ActivityType)].map(({ owner: _, ...type }) => type)),
  openRuns: sorted([...entriesOf(domain.openRuns)]),
  lists: (['decision', 'activity'] as const).flatMap((kind) =>
    sorted(
      [...entriesOf(domain[kind])].map(([name, { count }]) => ({
        kind,
        name,
        count,
        ready: [...readyTasks(s, kind, domain.name, name)],
      })),
    ),
  ),
});

function runOf({ owner: _, events, length, activities, timers, children, ...run }: Run) {
  return {
    ...run,
    events: events.slice(0, length),
    activities: [...activities.byId.values()],
    timers: [...timers.byId.values()],
    children: [...children.byId.values()],
  };
}

function* entriesOf<V>(table: Table<V>): Generator<readonly [string, V]> {
  for (const shard of table.shards) if (shard) yield* shard.map;
}

const sorted = <T>(values: readonly T[]): readonly T[] =>
  values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
