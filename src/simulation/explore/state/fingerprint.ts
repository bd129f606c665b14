import {
  allRuns,
  type CoreEvent,
  type Delivery,
  type Run,
  type RunNumber,
  runAt,
  type State,
} from '../../../core/index.js';
import type { OutsideEvent } from '../../model/definition.js';
import { canonical } from './canonical.js';
import { Hash, hashOf } from './hash.js';
import { type HeldTask, holdsIdleTask, mainRun, type Node } from './node.js';
import { addEvent, addOrderedHistory, type HistoryOrders, type RunPlaces } from './orderedHistory.js';
import type { PreparedScenario } from './preparedScenario.js';

/**
 * Returns a number that is equal for nodes with the same future. It depends on:
 *
 * - the histories of open runs, with times from the start of the run: deciders may depend on nothing else;
 * - the heartbeats, which no history shows;
 * - the after-batch steps that wait, the tasks that deciders and workers hold, and the events still to come;
 * - the world;
 * - the histories of closed runs, if the scenario has rules, which judge them at the end.
 *
 * A run counts by its place among the open ones, so that a run that continued as new equals the one before. With `orders`, the
 * order of independent events makes no difference, nor does the order in which runs were started.
 */
export function fingerprint<W>(prepared: PreparedScenario<W>, node: Node<W>, orders?: HistoryOrders): number {
  const { state, world, held, pendingEvents } = node;
  const counted = countedRuns(prepared, node);
  const open = orders ? counted.toSorted(byWorkflowId) : counted;
  const places: Places = new Map(open.map((run, place) => [run.number, place + 1]));
  const byId: RunPlaces = new Map(open.map(({ runId }, place) => [runId, place + 1]));
  const hash = new Hash();
  for (const run of open) addRun(hash, node, run, places, byId, orders);
  hash.number(-1);
  if (orders)
    addInOrder(
      hash,
      state.deliveries.map((one) => addDelivery(new Hash(), state, one, places, byId).value()),
    );
  else for (const delivery of state.deliveries) addDelivery(hash, state, delivery, places, byId);
  hash.number(-1);
  // The order in which tasks were taken makes no difference.
  addInOrder(
    hash,
    held.map((heldTask) =>
      heldTaskHash(heldTask, places, orders ? scheduledIdOf(heldTask, node, orders) : heldTask.scheduledId),
    ),
  );
  hash.number(-1);
  addInOrder(
    hash,
    pendingEvents.map((event) => pendingEventHash(prepared, state, event)),
  );
  return hash.number(-1).number(worldHash(world)).value();
}

/** Returns the runs that the future depends on: the open ones and the main run; all runs if rules judge them. */
export function countedRuns<W>(prepared: PreparedScenario<W>, { state }: Node<W>): readonly Run[] {
  const main = mainRun(prepared, state);
  const all = prepared.scenario.rules !== undefined;
  return [...allRuns(state)].filter((run) => all || !run.closed || run === main);
}

// Runs of one workflow id follow each other, so the order of their numbers is the same in each order of events.
const byWorkflowId = (a: Run, b: Run): number =>
  a.workflowId === b.workflowId ? a.number - b.number : a.workflowId < b.workflowId ? -1 : 1;

function addInOrder(hash: Hash, hashes: number[]): void {
  for (const one of hashes.sort((a, b) => a - b)) hash.number(one);
}

/** The places of the runs that count, from 1. */
type Places = ReadonlyMap<RunNumber, number>;

const placeOf = (places: Places, run: RunNumber | undefined): number =>
  run === undefined ? -1 : (places.get(run) ?? 0);

function addRun<W>(
  hash: Hash,
  { state, held }: Node<W>,
  run: Run,
  places: Places,
  byId: RunPlaces,
  orders: HistoryOrders | undefined,
): void {
  hash.text(run.workflowId).number(state.now - run.startedAt);
  hash.number(placeOf(places, run.parent?.run)).number(run.parent?.initiatedId ?? 0);
  if (orders) addOrderedHistory(hash, orders.of(run, holdsIdleTask(held, run)), run, byId);
  else for (let i = 0; i < run.length; i += 1) addEvent(hash, run.events[i] as CoreEvent, run, byId);
  hash.number(-1);
  for (const { run: child, initiatedId } of run.children.byId.values()) {
    hash.number(initiatedId).number(placeOf(places, child));
  }
  for (const task of run.activities.byId.values()) {
    if (task.phase === 'scheduled') continue;
    hash.number(task.heartbeatAt - run.startedAt).text(task.details ?? '');
  }
  hash.number(run.closed ? 1 : 0);
}

function addDelivery(
  hash: Hash,
  state: State,
  { kind, run: number, eventId, reached }: Delivery,
  places: Places,
  byId: RunPlaces,
): Hash {
  hash.text(kind).number(placeOf(places, number)).number(eventId);
  const run = runAt(state, number);
  const event = run?.events[eventId - 1];
  // The history of a closed run is not in the hash, but this event of it counts.
  if (run && event) addEvent(hash, event, run, byId);
  if (reached) hash.text(reached.workflowId).number(byId.get(reached.runId) ?? 0);
  return hash;
}

function scheduledIdOf<W>(heldTask: HeldTask, { state, held }: Node<W>, orders: HistoryOrders): number {
  const run = runAt(state, heldTask.run);
  return run ? orders.of(run, holdsIdleTask(held, run)).idOf(heldTask.scheduledId) : heldTask.scheduledId;
}

function heldTaskHash(heldTask: HeldTask, places: Places, scheduledId: number): number {
  const hash = new Hash().text(heldTask.kind).number(placeOf(places, heldTask.run)).number(scheduledId);
  if (heldTask.kind === 'decision') return hash.value();
  const { type, work, silent } = heldTask;
  return hash
    .text(type)
    .text(work.id)
    .text(work.input ?? '')
    .number(silent ? 1 : 0)
    .value();
}

// Equal signals have equal hashes, because it makes no difference which of them arrives.
function pendingEventHash<W>(prepared: PreparedScenario<W>, { now }: State, { after, ...event }: OutsideEvent): number {
  const at = prepared.arrivalOf({ after, ...event } as OutsideEvent);
  return new Hash()
    .text(canonical(event))
    .number(at === undefined ? -1 : Math.max(0, at - now))
    .value();
}

const worldHashes = new WeakMap<object, number>();

// A world changes only while it is new and no node has it, so its hash can be kept.
function worldHash(world: unknown): number {
  if (typeof world !== 'object' || world === null) return hashOf(canonical(world));
  const before = worldHashes.get(world);
  if (before !== undefined) return before;
  const hash = hashOf(canonical(world));
  worldHashes.set(world, hash);
  return hash;
}
