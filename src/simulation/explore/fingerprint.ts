import type { CoreEvent } from '../../core/events.js';
import type { RunNumber, State } from '../../core/index.js';
import type { Run } from '../../core/run.js';
import { type Delivery, runAt } from '../../core/state.js';
import { nodes } from '../../core/store/vector.js';
import type { OutsideEvent } from '../definition.js';
import { canonical } from './canonical.js';
import { Hash, hashOf } from './hash.js';
import { type Hand, mainRun, type Node } from './node.js';
import type { Setting } from './setting.js';

/**
 * A number that is the same for nodes with the same future: the histories of open runs with their times since the start of
 * the run, which is all that a decider may go by; heartbeats, which no history shows; steps that have yet to land; tasks in
 * hand; what has yet to come from outside; the world. A run is known by its place among the open ones, so a run that
 * continued as new is like the one before.
 */
export function fingerprint<W>(setting: Setting<W>, node: Node<W>): number {
  const { state, world, hands, coming } = node;
  const main = mainRun(setting, state);
  const open = [...nodes(state.runs)].filter((run) => !run.closed || run === main);
  const places: Places = new Map(open.map((run, place) => [run.number, place + 1]));
  const byId: ReadonlyMap<string, number> = new Map(open.map(({ runId }, place) => [runId, place + 1]));
  const hash = new Hash();
  for (const run of open) addRun(hash, state, run, places, byId);
  hash.number(-1);
  for (const delivery of state.deliveries) addDelivery(hash, state, delivery, places, byId);
  hash.number(-1);
  // Nobody knows who took his task first.
  const held = hands.map((hand) => handHash(hand, places)).sort((a, b) => a - b);
  for (const hand of held) hash.number(hand);
  hash.number(-1);
  for (const event of coming.map((event) => comingHash(setting, state, event)).sort((a, b) => a - b))
    hash.number(event);
  return hash.number(-1).number(worldHash(world)).value();
}

/** The place of a run among those that count, from 1; others have none. */
type Places = ReadonlyMap<RunNumber, number>;

const placeOf = (places: Places, run: RunNumber | undefined): number =>
  run === undefined ? -1 : (places.get(run) ?? 0);

function addRun(hash: Hash, state: State, run: Run, places: Places, byId: ReadonlyMap<string, number>): void {
  hash.text(run.workflowId).number(state.now - run.startedAt);
  hash.number(placeOf(places, run.parent?.run)).number(run.parent?.initiatedId ?? 0);
  for (let i = 0; i < run.length; i += 1) addEvent(hash, run.events[i] as CoreEvent, run, byId);
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

/** What an event says, and the runs that it names. */
interface Said {
  readonly hash: number;
  readonly runIds: readonly string[];
}

const known = new WeakMap<CoreEvent, Said>();

function addEvent(hash: Hash, event: CoreEvent, run: Run, byId: ReadonlyMap<string, number>): void {
  const { hash: said, runIds } = saidBy(event);
  hash.number(said).number(event.at - run.startedAt);
  for (const runId of runIds) hash.number(byId.get(runId) ?? 0);
}

function saidBy(event: CoreEvent): Said {
  const before = known.get(event);
  if (before) return before;
  const runIds: string[] = [];
  const text = JSON.stringify(event.attributes);
  // Few events name a run.
  const hash = hashOf(event.type + (text.includes('unId":') ? withoutRunIds(event.attributes, runIds) : text));
  const said = { hash, runIds };
  known.set(event, said);
  return said;
}

const withoutRunIds = (attributes: object, runIds: string[]): string =>
  JSON.stringify(attributes, (name, value: unknown) => {
    if (typeof value !== 'string' || !RUN_IDS.has(name)) return value;
    runIds.push(value);
    return '';
  });

const RUN_IDS = new Set(['runId', 'newExecutionRunId', 'continuedExecutionRunId']);

function addDelivery(
  hash: Hash,
  state: State,
  { kind, run: number, eventId, reached }: Delivery,
  places: Places,
  byId: ReadonlyMap<string, number>,
): void {
  hash.text(kind).number(placeOf(places, number)).number(eventId);
  const run = runAt(state, number);
  const event = run?.events[eventId - 1];
  // A closed run is told by nothing else.
  if (run && event) addEvent(hash, event, run, byId);
  if (reached) hash.text(reached.workflowId).number(byId.get(reached.runId) ?? 0);
}

function handHash(hand: Hand, places: Places): number {
  const hash = new Hash().text(hand.kind).number(placeOf(places, hand.run)).number(hand.scheduledId);
  if (hand.kind === 'decision') return hash.value();
  const { type, work, silent } = hand;
  return hash
    .text(type)
    .text(work.id)
    .text(work.input ?? '')
    .number(silent ? 1 : 0)
    .value();
}

// Two equal signals are one and the same to whoever waits for them.
function comingHash<W>(setting: Setting<W>, { now }: State, { after, ...event }: OutsideEvent): number {
  const at = setting.comesAt({ after, ...event } as OutsideEvent);
  return new Hash()
    .text(canonical(event))
    .number(at === undefined ? -1 : Math.max(0, at - now))
    .value();
}

const worlds = new WeakMap<object, number>();

// A world is written only while it is new and in one draft.
function worldHash(world: unknown): number {
  if (typeof world !== 'object' || world === null) return hashOf(canonical(world));
  const before = worlds.get(world);
  if (before !== undefined) return before;
  const hash = hashOf(canonical(world));
  worlds.set(world, hash);
  return hash;
}
