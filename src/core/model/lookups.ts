import { get, keys, values } from '../store/table.js';
import { backwards, nodes } from '../store/vector.js';
import type { Domain, RegisteredType } from './domain.js';
import type { TypeKind } from './faults.js';
import type { Run } from './run.js';
import { runAt, type State } from './state.js';
import type { TaskKind } from './tokens.js';

/** Yields every run, open or closed, the oldest first. A run that was forgotten is left out. */
export const allRuns = (s: State): Iterable<Run> => nodes(s.runs);

/** Yields every run, open or closed, the newest first. A run that was forgotten is left out. */
export const runsNewestFirst = (s: State): Iterable<Run> => backwards(s.runs);

/** Returns a domain by name, registered or deprecated, or `undefined` if there is none. */
export const domainNamed = (s: State, name: string): Domain | undefined => get(s.domains, name);

/** Yields every domain, in no particular order. */
export const allDomains = (s: State): Iterable<Domain> => values(s.domains);

/** Yields the types of a domain, registered or deprecated, in no particular order. */
export function* typesIn(s: State, domain: string, kind: TypeKind): Generator<RegisteredType> {
  const types = get(s.domains, domain)?.[kind];
  if (types) yield* values(types);
}

/** Yields the open runs of a domain, in no particular order. */
export function* openRunsIn(s: State, domain: string): Generator<Run> {
  const open = get(s.domains, domain)?.openRuns;
  for (const number of open ? values(open) : []) yield runAt(s, number) as Run;
}

/** Yields the names of the task lists with a waiting task, in no particular order. */
export function* listsWithTasks(s: State, kind: TaskKind, domain: string): Generator<string> {
  const lists = get(s.domains, domain)?.[kind];
  // Most polls find no list: its 256 shards need not be looked at.
  if (lists && lists.size > 0) yield* keys(lists);
}
