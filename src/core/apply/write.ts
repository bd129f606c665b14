import { dueAt } from '../due.js';
import type { EventId, RunNumber } from '../ids.js';
import { deadlineBefore, isReady, listOf, readyBefore } from '../queues.js';
import type { Open, Run } from '../run.js';
import {
  type Deadline,
  type Delivery,
  type Domain,
  type ListKey,
  type Ready,
  type RegisteredType,
  type State,
  type TaskList,
  taskListOf,
  typeKey,
} from '../state.js';
import { insert, rest } from '../store/heap.js';
import { newOwner, type Owner, own } from '../store/ownership.js';
import { get, ownTable, put, remove, type Table } from '../store/table.js';
import { ownAt, ownVector } from '../store/vector.js';
import type { TaskKind } from '../tokens.js';

/** The nodes of a state, ready to be written by `apply` and by nobody else. */

export function writableRun(s: State, run: RunNumber): Run {
  s.runs = ownVector(s.owner, s.runs);
  return ownAt(s.owner, s.runs, run);
}

export function writableOpen<T>(owner: Owner, open: Open<T>): Open<T> {
  return open.owner === owner ? open : { owner, byId: new Map(open.byId) };
}

/** Nobody owns it, so whoever writes first gets one of his own: most runs have no timer, and many no activity. */
const NONE_OPEN: Open<unknown> = { owner: newOwner(), byId: new Map() };
export const noneOpen = <T>(): Open<T> => NONE_OPEN as Open<T>;

export function writableDomain(s: State, name: string): Domain {
  const domain = get(s.domains, name);
  if (!domain) throw new RangeError(`swfake: no domain ${name}`);
  if (domain.owner === s.owner) return domain;
  const copy = own(s.owner, domain);
  addDomain(s, copy);
  return copy;
}

export function addDomain(s: State, domain: Domain): void {
  s.domains = ownTable(s.owner, s.domains);
  put(s.owner, s.domains, domain.name, domain);
}

export function addType(s: State, type: RegisteredType): void {
  const domain = writableDomain(s, type.domain);
  domain[type.kind] = ownTable(s.owner, domain[type.kind]);
  put(s.owner, domain[type.kind], typeKey(type.type), type);
}

export function removeType(
  s: State,
  { kind, domain: name, type }: Pick<RegisteredType, 'kind' | 'domain' | 'type'>,
): undefined {
  const domain = writableDomain(s, name);
  domain[kind] = ownTable(s.owner, domain[kind]);
  remove(s.owner, domain[kind], typeKey(type));
}

export function addOpenRun(s: State, run: Run): void {
  const domain = writableDomain(s, run.domain);
  domain.openRuns = ownTable(s.owner, domain.openRuns);
  put(s.owner, domain.openRuns, run.workflowId, run.number);
}

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

/** A task waits on a list from now on, though it may have to wait behind another of its run before it is ready. */
export function enlist(s: State, key: ListKey): void {
  const list = writableList(s, key);
  if (list) list.count += 1;
  else put(s.owner, writableLists(s, key), key.name, { owner: s.owner, ready: undefined, count: 1 });
}

export function makeReady(s: State, key: ListKey, task: Ready): ListKey {
  const list = writableList(s, key);
  if (list) list.ready = insert(readyBefore, list.ready, task);
  return key;
}

/** A task waits no more. A list without waiting tasks is forgotten, with whatever has gone stale on it. */
export function delist(s: State, run: Run, scheduledId: EventId): void {
  const key = listOf(run, scheduledId);
  const list = writableList(s, key);
  if (!list) return;
  list.count -= 1;
  if (list.count === 0) remove(s.owner, writableLists(s, key), key.name);
  else dropStale(s, key.kind, list);
}

function dropStale(s: State, kind: TaskKind, list: TaskList): void {
  while (list.ready && !isReady(s, kind, list.ready.item)) list.ready = rest(readyBefore, list.ready);
}

/** A step after the batch; zero timers come before the others (swf-behaviour 6.9). */
export function deliver(s: State, run: Run, kind: Delivery['kind'], eventId: EventId): void {
  const delivery: Delivery = { kind, order: nextOrder(s), run: run.number, eventId };
  const [timers, others] = byClass(s);
  s.deliveries = kind === 'fire timer' ? [...timers, delivery, ...others] : [...timers, ...others, delivery];
}

/** A step that follows another one: before those that wait, but for zero timers. */
export function deliverNext(s: State, delivery: Omit<Delivery, 'order'>): undefined {
  const [timers, others] = byClass(s);
  s.deliveries = [...timers, { ...delivery, order: nextOrder(s) }, ...others];
}

const byClass = ({ deliveries }: State): readonly [readonly Delivery[], readonly Delivery[]] => [
  deliveries.filter(({ kind }) => kind === 'fire timer'),
  deliveries.filter(({ kind }) => kind !== 'fire timer'),
];

export function setDeadline(s: State, deadline: Deadline): void {
  s.deadlines = insert(deadlineBefore, s.deadlines, deadline);
}

/** The deadline that is due first of those that still stand; the ones before it, which do not, are dropped. */
export function firstDeadline(s: State): Deadline | undefined {
  while (s.deadlines) {
    const deadline = s.deadlines.item;
    const at = dueAt(s, deadline);
    if (at === deadline.at) return deadline;
    s.deadlines = rest(deadlineBefore, s.deadlines);
    if (at !== undefined) setDeadline(s, { ...deadline, at });
  }
  return undefined;
}

export function nextOrder(s: State): number {
  s.order += 1;
  return s.order;
}
