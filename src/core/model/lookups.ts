import { get, keys, values } from '../store/table.js';
import { backwards, nodes } from '../store/vector.js';
import type { Domain, RegisteredType } from './domain.js';
import type { ExecutionId, TypeKind } from './faults.js';
import type { RunNumber } from './ids.js';
import type { Run } from './run.js';
import { runAt, type State } from './state.js';
import { runIdOf, runNumberOf, type TaskKind } from './tokens.js';

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
  if (lists) yield* keys(lists);
}

/** Returns a run by its workflow id and run id, open or closed, or `undefined` if there is none in that domain. */
export function runOfId(s: State, domain: string, { workflowId, runId }: ExecutionId): Run | undefined {
  const number = runNumberOf(s.config.secret, runId);
  const made = number === undefined ? undefined : runAt(s, number);
  const run = made?.runId === runId ? made : adoptedRun(s, runId);
  return run?.workflowId === workflowId && run.domain === domain ? run : undefined;
}

function adoptedRun(s: State, runId: string): Run | undefined {
  const number = s.adopted && get(s.adopted, runId);
  return number === undefined ? undefined : runAt(s, number);
}

/** Returns the number of the run for which this state makes this run id; `undefined` if it does not make it. */
export const madeRunNumber = (s: State, runId: string): RunNumber | undefined => {
  const number = runNumberOf(s.config.secret, runId);
  return number !== undefined && runIdOf(s.config.secret, number) === runId ? number : undefined;
};
