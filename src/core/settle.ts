import { apply } from './apply/apply.js';
import { firstDeadline } from './apply/write.js';
import { invariant } from './bug.js';
import type { Change } from './changes.js';
import { CLOSES } from './closes.js';
import { afterClose } from './closing.js';
import { type Due, dueAt, fire } from './due.js';
import type { Instant } from './ids.js';
import { type Effect, effectOf } from './lambdas.js';
import { deadlineBefore, retainedBefore } from './queues.js';
import type { Run } from './run.js';
import type { Stage } from './stage.js';
import { type Deadline, type Delivery, type ListKey, runAt, type State } from './state.js';
import { inOrder } from './store/heap.js';

/** What a step has done so far. */
export interface Trace {
  readonly changes: Change[];
  readonly woke: ListKey[];
  readonly effects: Effect[];
}

export const emptyTrace = (): Trace => ({ changes: [], woke: [], effects: [] });

/** Writes stage after stage, and after each what the runs that it closed lead to. */
export function performStages(s: State, trace: Trace, first: Stage | undefined): void {
  for (let stage = first; stage; stage = stage.next?.(s)) {
    perform(s, trace, stage.changes);
    for (const run of closedBy(s, stage.changes)) performStages(s, trace, afterClose(run));
  }
}

function perform(s: State, trace: Trace, changes: readonly Change[]): void {
  for (const change of changes) {
    trace.changes.push(change);
    const woken = apply(s, change);
    if (woken) trace.woke.push(woken);
    const effect = effectOf(s, change);
    if (effect) trace.effects.push(effect);
  }
}

/** The runs that the changes closed. */
function closedBy(s: State, changes: readonly Change[]): readonly Run[] {
  let closed = NOBODY;
  for (const change of changes) {
    if (change.kind !== 'event' || !CLOSES.has(change.event.type)) continue;
    closed = [...closed, runAt(s, change.run) as Run];
  }
  return closed;
}

const NOBODY: readonly Run[] = [];

/** Picks what goes first of the things that are due at one instant, in their default order; -1 holds deliveries back. */
export type Choose = (due: readonly Due[]) => number;

/**
 * Everything that is due at or before `until`, each at its own instant: at one instant deadlines, then deliveries. So an
 * answer that comes at the same millisecond as a timeout is too late.
 */
export function settleUntil(s: State, until: Instant, trace: Trace, choose: Choose): void {
  for (let due = nextDue(s, until, choose); due; due = nextDue(s, until, choose)) {
    if ('at' in due) passTime(s, due.at, trace);
    const stage = fire(s, due);
    if (!('at' in due)) perform(s, trace, [{ kind: 'delivered', order: due.order }]);
    performStages(s, trace, stage);
    // Else it would fire for ever.
    invariant(!('at' in due) || dueAt(s, due) !== due.at, () => `the ${due.kind} deadline fired and still stands`);
  }
  passTime(s, until, trace);
  forgetRuns(s, trace);
}

// Nobody is told of it and nothing follows from it, so it is enough to do it before anybody looks. What a closed run has
// still to deliver comes first (swf-behaviour 7.5, 12 doubt 30).
function forgetRuns(s: State, trace: Trace): void {
  if (!s.retained || s.retained.item.until > s.now) return;
  for (const { run, until } of inOrder(retainedBefore, s.retained)) {
    if (until > s.now) break;
    const delivers = s.deliveries.some((delivery) => delivery.run === run);
    if (!delivers && runAt(s, run)) perform(s, trace, [{ kind: 'run forgotten', run }]);
  }
}

function passTime(s: State, now: Instant, trace: Trace): void {
  if (now > s.now) perform(s, trace, [{ kind: 'time passed', now }]);
}

export const inDefaultOrder: Choose = () => 0;
/** Deadlines cannot be held back, so they come first; then nothing. */
export const holdingDeliveries: Choose = (due) => (isDeadline(due[0]) ? 0 : -1);

const isDeadline = (due: Due | undefined): due is Deadline => due !== undefined && 'at' in due;

function nextDue(s: State, until: Instant, choose: Choose): Due | undefined {
  const deadline = deadlineUntil(s, until);
  const waiting = s.deliveries.length > 0;
  // A delivery is due now, so it comes before whatever is due later.
  if (waiting && (!deadline || deadline.at > s.now)) {
    const delivery = chosen(s.deliveries, choose);
    if (delivery || !deadline) return delivery;
  }
  // Many thousands may be due at one instant: whoever takes the first does not pay for a list of them.
  if (!deadline || choose === inDefaultOrder || choose === holdingDeliveries) return deadline;
  return chosen([...standingAt(s, deadline.at), ...deliveriesAt(s, deadline)], choose);
}

// Most steps let no time pass. They need not look for the first deadline that still stands: none is due before the first
// of all, whatever has become of it.
function deadlineUntil(s: State, until: Instant): Deadline | undefined {
  if (!s.deadlines || s.deadlines.item.at > until) return undefined;
  const first = firstDeadline(s);
  return first && first.at <= until ? first : undefined;
}

const deliveriesAt = (s: State, deadline: Deadline): readonly Delivery[] => (deadline.at === s.now ? s.deliveries : []);

function chosen(due: readonly Due[], choose: Choose): Due | undefined {
  const index = choose(due);
  if (index < 0 && !due.some(isDeadline)) return undefined;
  const picked = due[index];
  if (picked) return picked;
  throw new RangeError(
    `swfake: choose must give an index below ${due.length}, or -1 to hold deliveries while no deadline is due; it gave ${index}`,
  );
}

function standingAt(s: State, at: Instant): readonly Deadline[] {
  const standing: Deadline[] = [];
  for (const deadline of inOrder(deadlineBefore, s.deadlines)) {
    if (deadline.at > at) break;
    if (dueAt(s, deadline) === at) standing.push(deadline);
  }
  return standing;
}
