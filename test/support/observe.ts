import {
  allRuns,
  type CoreEvent,
  type Domain,
  deadlinesInOrder,
  dueAt,
  type Run,
  readyTasks,
  type State,
} from '../../src/core/index.js';
import type { Table } from '../../src/core/store/table.js';

/**
 * Returns everything that can ever show of a state, as text: two states that give the same text answer alike from then
 * on. Entries of a queue that are out of date are left out, and the owners of nodes: no reply shows them.
 */
export const observe = (s: State): string =>
  [
    JSON.stringify([s.now, s.order, s.deliveries, deadlinesOf(s)]),
    ...valuesOf(s.domains)
      .map((domain) => domainOf(s, domain))
      .toSorted(),
    ...[...allRuns(s)].map(runOf),
  ].join('\n');

function deadlinesOf(s: State) {
  const deadlines = [];
  for (const deadline of deadlinesInOrder(s)) {
    const at = dueAt(s, deadline);
    if (at !== undefined) deadlines.push({ ...deadline, at });
  }
  return deadlines.sort((a, b) => a.at - b.at || a.order - b.order || a.kind.localeCompare(b.kind));
}

function domainOf(s: State, domain: Domain): string {
  const { name, description, retention, tags, status } = domain;
  const types = [...valuesOf(domain.WorkflowType), ...valuesOf(domain.ActivityType)].map(
    ({ owner: _, ...type }) => type,
  );
  const lists = (['decision', 'activity'] as const).flatMap((kind) =>
    sorted(
      entriesOf(domain[kind]).map(([list, { count }]) => ({
        kind,
        list,
        count,
        ready: [...readyTasks(s, kind, name, list)],
      })),
    ),
  );
  const openRuns = sorted(entriesOf(domain.openRuns));
  return JSON.stringify([name, description, retention, tags, status, sorted(types), openRuns, lists]);
}

function runOf({ owner: _, events, length, activities, timers, children, lambdas, ...run }: Run): string {
  const open = [activities, timers, children, lambdas].map(({ byId }) => [...byId]);
  return JSON.stringify([run, open]) + events.slice(0, length).map(eventText).join('');
}

const texts = new WeakMap<CoreEvent, string>();

/** Returns the text of an event. It is kept if the event cannot change. */
function eventText(event: CoreEvent): string {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = JSON.stringify(event);
  if (isFrozen(event)) texts.set(event, text);
  return text;
}

const isFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));

// Most of the shards of a table are holes, and a generator would look at each of them.
const mapsOf = <V>({ shards }: Table<V>) => Object.values(shards).map((shard) => shard?.map ?? new Map<string, V>());
const entriesOf = <V>(table: Table<V>) => mapsOf(table).flatMap((map) => [...map]);
const valuesOf = <V>(table: Table<V>) => mapsOf(table).flatMap((map) => [...map.values()]);

const sorted = (values: readonly unknown[]): readonly string[] =>
  values.map((value) => JSON.stringify(value)).toSorted();
