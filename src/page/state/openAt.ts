import { type StateAt, stateAt } from '../../render/model/stateAt.js';
import type { LoadedRun } from '../shared/loadedRun.js';
import type { Thing } from '../shared/things.js';

/**
 * Returns the state after an event, as `stateAt` does for the whole history. It is made from the events of what is open
 * there, and of the run: a slider asks for hundreds of states, each of which would read the whole history.
 */
export function openAt(run: LoadedRun, eventId: number): StateAt {
  const open = attemptsOf(run).filter(({ row, attempt }) => row.kind === 'run' || isOpenAt(attempt, eventId));
  const ids = new Set(open.flatMap(({ attempt }) => attempt.events));
  const indexes = [...ids, eventId].flatMap((id) => run.indexOf.get(id) ?? []);
  const needed = [...new Set(indexes)].toSorted((a, b) => a - b).flatMap((index) => run.events[index] ?? []);
  return stateAt(needed, eventId);
}

const isOpenAt = ({ scheduled, closed }: Thing['attempt'], eventId: number): boolean =>
  scheduled.id <= eventId && !(closed && closed.id <= eventId);

const FLAT = new WeakMap<LoadedRun, readonly Thing[]>();

function attemptsOf(run: LoadedRun): readonly Thing[] {
  const known = FLAT.get(run) ?? run.rows.flatMap((row) => row.attempts.map((attempt) => ({ row, attempt })));
  FLAT.set(run, known);
  return known;
}

/** The last details that an activity task is known to have sent with a heartbeat. */
export interface Heartbeat {
  readonly details: string;
  /** The id of the timeout that has them: no other event does. */
  readonly knownFrom: number;
}

/** Returns the last heartbeat of an activity task, which only a later timeout of it has; `undefined` if there is none. */
export function heartbeatOf(run: LoadedRun, events: readonly number[]): Heartbeat | undefined {
  const timeouts = events.flatMap((id) => run.events[run.indexOf.get(id) ?? -1] ?? []);
  const timeout = timeouts.find(({ type }) => type === 'ActivityTaskTimedOut');
  const details = timeout && Object.entries(timeout.attributes).find(([name]) => name === 'details')?.[1];
  return typeof details === 'string' && details !== '' ? { details, knownFrom: timeout?.id ?? 0 } : undefined;
}
