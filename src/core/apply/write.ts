import { DEADLINES, DEADLINES_SET_BY, type DeadlineSetter, type TimeoutSetting } from '../../tables/timeouts.js';
import { invariant } from '../model/bug.js';
import { deadlineBefore, dueAt, firstDeadline } from '../model/deadlines.js';
import { type Domain, type ListKey, type Ready, type RegisteredType, type TaskList, typeKey } from '../model/domain.js';
import type { EventOf } from '../model/events.js';
import { after, type EventId, type RunNumber, spanOf } from '../model/ids.js';
import type { Open } from '../model/openTasks.js';
import type { Run } from '../model/run.js';
import { type Deadline, type Delivery, type State, taskListOf } from '../model/state.js';
import { isReady, listOf, readyBefore } from '../model/taskLists.js';
import type { TaskKind } from '../model/tokens.js';
import { addItem, canSweep, ownQueue, removeFirst, sweep } from '../store/bucketQueue.js';
import { insert, itemsOf, withoutFirst } from '../store/heap.js';
import { newOwner, type Owner, own } from '../store/ownership.js';
import { get, ownTable, put, remove, type Table } from '../store/table.js';
import { ownAt, ownVector } from '../store/vector.js';

// Only this folder may write to what these functions return.

/** Returns a run that can be written in place. */
export function writableRun(s: State, run: RunNumber): Run {
  s.runs = ownVector(s.owner, s.runs);
  return ownAt(s.owner, s.runs, run);
}

/** Returns a map of open things that can be written in place. */
export function writableOpen<T>(owner: Owner, open: Open<T>): Open<T> {
  return open.owner === owner ? open : { owner, byId: new Map(open.byId) };
}

// One empty map for all runs, since most runs have no timer and many no activity. No state owns it, so the first write
// makes a copy.
const NONE_OPEN: Open<unknown> = { owner: newOwner(), byId: new Map() };

/** Returns an empty map of open things. Write to it through `writableOpen`. */
export const noneOpen = <T>(): Open<T> => NONE_OPEN as Open<T>;

/**
 * Returns a domain that can be written in place.
 *
 * @throws Bug if there is no such domain.
 */
export function writableDomain(s: State, name: string): Domain {
  const domain = get(s.domains, name);
  invariant(domain, () => `the domain '${name}' does not exist`);
  if (domain.owner === s.owner) return domain;
  const copy = own(s.owner, domain);
  addDomain(s, copy);
  return copy;
}

/** Adds a domain, or replaces the one of its name. */
export function addDomain(s: State, domain: Domain): void {
  s.domains = ownTable(s.owner, s.domains);
  put(s.owner, s.domains, domain.name, domain);
}

/** Adds a type to its domain, or replaces the one of its name and version. */
export function addType(s: State, type: RegisteredType): void {
  const domain = writableDomain(s, type.domain);
  domain[type.kind] = ownTable(s.owner, domain[type.kind]);
  put(s.owner, domain[type.kind], typeKey(type.type), type);
}

/** Removes a type from its domain. */
export function removeType(
  s: State,
  { kind, domain: name, type }: Pick<RegisteredType, 'kind' | 'domain' | 'type'>,
): undefined {
  const domain = writableDomain(s, name);
  domain[kind] = ownTable(s.owner, domain[kind]);
  remove(s.owner, domain[kind], typeKey(type));
}

/** Makes a run the open run of its workflow id. */
export function addOpenRun(s: State, run: Run): void {
  const domain = writableDomain(s, run.domain);
  domain.openRuns = ownTable(s.owner, domain.openRuns);
  put(s.owner, domain.openRuns, run.workflowId, run.number);
}

/** Removes a run as the open run of its workflow id. */
export function removeOpenRun(s: State, run: Run): void {
  const domain = writableDomain(s, run.domain);
  domain.openRuns = ownTable(s.owner, domain.openRuns);
  remove(s.owner, domain.openRuns, run.workflowId);
}

function writableLists(s: State, { kind, domain }: ListKey): Table<TaskList> {
  const node = writableDomain(s, domain);
  node[kind] = ownTable(s.owner, node[kind]);
  return node[kind];
}

function writableList(s: State, key: ListKey): TaskList | undefined {
  const list = taskListOf(s, key);
  if (!list || list.owner === s.owner) return list;
  const copy = own(s.owner, list);
  put(s.owner, writableLists(s, key), key.name, copy);
  return copy;
}

/**
 * Counts a task on a list. The task is not ready yet: a decision task can wait behind a started one (docs/swf.md 6.1).
 */
export function addToList(s: State, key: ListKey): void {
  const list = writableList(s, key);
  if (list) list.count += 1;
  else put(s.owner, writableLists(s, key), key.name, { owner: s.owner, ready: undefined, readyCount: 0, count: 1 });
}

/** Makes a task of a list ready to be polled. Returns the list. */
export function makeReady(s: State, key: ListKey, task: Ready): ListKey {
  const list = writableList(s, key);
  if (list) {
    list.ready = insert(readyBefore, list.ready, task);
    list.readyCount += 1;
  }
  return key;
}

/** Takes a task off its list. A list without waiting tasks is removed, with the tasks on it that have ended. */
export function removeFromList(s: State, run: Run, scheduledId: EventId): void {
  const key = listOf(run, scheduledId);
  const list = writableList(s, key);
  if (!list) return;
  list.count -= 1;
  if (list.count === 0) remove(s.owner, writableLists(s, key), key.name);
  else dropStale(s, key.kind, list);
}

function dropStale(s: State, kind: TaskKind, list: TaskList): void {
  while (list.ready && !isReady(s, kind, list.ready.item)) {
    list.ready = withoutFirst(readyBefore, list.ready);
    list.readyCount -= 1;
  }
  if (list.readyCount > 2 * list.count + FEW_STALE) dropAllStale(s, kind, list);
}

const FEW_STALE = 64;

// A task that waits for ever at the front would keep all that end behind it. It looks at as many tasks as have ended since
// the last time, so that each takes constant time.
function dropAllStale(s: State, kind: TaskKind, list: TaskList): void {
  const ready = [...itemsOf(list.ready)].filter((task) => isReady(s, kind, task));
  list.ready = undefined;
  for (const task of ready) list.ready = insert(readyBefore, list.ready, task);
  list.readyCount = ready.length;
}

/** Adds an after-batch step, the last of its class: zero timers come before all others (docs/swf.md 6.9). */
export function addDelivery(s: State, run: Run, kind: Delivery['kind'], eventId: EventId): void {
  const delivery: Delivery = { kind, order: nextOrder(s), run: run.number, eventId };
  const [timers, others] = timersAndOthers(s);
  s.deliveries = kind === 'fire timer' ? [...timers, delivery, ...others] : [...timers, ...others, delivery];
}

/** Adds a step that follows another step: it comes first, but after zero timers (docs/swf.md 6.9). */
export function addNextDelivery(s: State, delivery: Omit<Delivery, 'order'>): undefined {
  const [timers, others] = timersAndOthers(s);
  s.deliveries = [...timers, { ...delivery, order: nextOrder(s) }, ...others];
}

const timersAndOthers = ({ deliveries }: State): readonly [readonly Delivery[], readonly Delivery[]] => [
  deliveries.filter(({ kind }) => kind === 'fire timer'),
  deliveries.filter(({ kind }) => kind !== 'fire timer'),
];

/** Adds a deadline. */
export function setDeadline(s: State, deadline: Deadline): void {
  s.deadlines = ownQueue(s.owner, s.deadlines);
  addItem(s.owner, deadlineBefore, s.deadlines, deadline);
}

/**
 * Removes the first deadlines while they are out of date, and moves those that a heartbeat has put off. So the first
 * deadline always stands, and a query only reads it. Those behind it are removed now and then.
 */
export function dropStaleDeadlines(s: State): void {
  if (canSweep(s.deadlines)) sweepDeadlines(s);
  for (let deadline = firstDeadline(s); deadline; deadline = firstDeadline(s)) {
    const at = dueAt(s, deadline);
    if (at === deadline.at) return;
    s.deadlines = ownQueue(s.owner, s.deadlines);
    removeFirst(s.owner, s.deadlines);
    if (at !== undefined) setDeadline(s, { ...deadline, at });
  }
}

// A run that closes leaves the timeout of its execution behind, for up to a year.
function sweepDeadlines(s: State): void {
  s.deadlines = ownQueue(s.owner, s.deadlines);
  sweep(s.owner, s.deadlines, (deadline) => dueAt(s, deadline) !== undefined);
}

/** Returns the next order number: what is created first has the lower number. */
export function nextOrder(s: State): number {
  s.order += 1;
  return s.order;
}

/** The timeouts that something is started with, in seconds, as text. */
type TimeoutSettings = { readonly [S in TimeoutSetting]?: string | undefined };

/**
 * Adds the deadlines of the timeouts that run from `event`. A timeout that is `NONE` or absent adds none. `eventId` is
 * the event that began what times out. Default: the id of `event`.
 */
export function startTimeouts(
  s: State,
  run: Run,
  { type, id, at }: EventOf<DeadlineSetter>,
  settings: TimeoutSettings,
  order: number,
  eventId = id,
): undefined {
  for (const kind of DEADLINES_SET_BY[type]) {
    const span = spanOf(settings[DEADLINES[kind].setting] ?? 'NONE');
    if (span !== undefined) setDeadline(s, { at: after(at, span), order, kind, run: run.number, eventId });
  }
}
