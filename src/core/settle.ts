import { commit, type Trace, writeChanges } from './commit.js';
import { deliverySteps } from './decide/service/deliveries.js';
import { timeoutSteps } from './decide/service/timeouts.js';
import { invariant } from './model/bug.js';
import { type Due, deadlinesInOrder, dueAt, firstDeadline } from './model/deadlines.js';
import type { Instant } from './model/ids.js';
import { type Deadline, type Delivery, runAt, type State } from './model/state.js';
import { retainedBefore } from './model/taskLists.js';
import { inOrder } from './store/heap.js';

/**
 * Returns the index of what happens first. The argument holds what is due at the same millisecond, in the default
 * order. If all of it is after-batch steps, -1 holds them back; a deadline cannot be held back.
 */
export type Choose = (due: readonly Due[]) => number;

/**
 * Does everything that is due at or before `until`, each thing at its own time, then moves the time to `until`. At the
 * same millisecond deadlines come before after-batch steps. A response at the millisecond of a timeout is too late
 * (docs/swf.md 6.9).
 *
 * @throws RangeError if `choose` returns no index of its argument.
 */
export function settleUntil(s: State, until: Instant, trace: Trace, choose: Choose): void {
  for (let due = nextDue(s, until, choose); due; due = nextDue(s, until, choose)) {
    if ('at' in due) moveClock(s, due.at, trace);
    fire(s, due, trace);
    // Without this check, a deadline that stays would fire in an endless loop.
    invariant(!stands(s, due, choose), () => `the ${due.kind} deadline fired and still stands`);
  }
  moveClock(s, until, trace);
  forgetRuns(s, trace);
}

// In the default order a deadline that stands would be the first one again.
function stands(s: State, due: Due, choose: Choose): boolean {
  if (!('at' in due)) return false;
  return isDefault(choose) ? firstDeadline(s) === due : dueAt(s, due) === due.at;
}

// The state from which a step is decided still has the step in its list: it is removed afterwards.
function fire(s: State, due: Due, trace: Trace): void {
  const steps = 'at' in due ? timeoutSteps(s, due) : deliverySteps(s, due);
  if (!('at' in due)) writeChanges(s, trace, [{ kind: 'delivered', order: due.order }]);
  commit(s, trace, steps);
}

// The end of a retention period has no event and no consequence, so it comes last. A run with after-batch steps is kept
// until they are done (docs/swf.md 7.5, 12 doubt 30).
function forgetRuns(s: State, trace: Trace): void {
  if (!s.retained || s.retained.item.until > s.now) return;
  for (const { run, until } of inOrder(retainedBefore, s.retained)) {
    if (until > s.now) break;
    const delivers = s.deliveries.some((delivery) => delivery.run === run);
    if (!delivers && runAt(s, run)) writeChanges(s, trace, [{ kind: 'run forgotten', run }]);
  }
}

/** Moves the time of the state to `now`, if that is later. Nothing that is due happens. */
export function moveClock(s: State, now: Instant, trace: Trace): void {
  if (now > s.now) writeChanges(s, trace, [{ kind: 'time passed', now }]);
}

/** Takes what is due in the default order. */
export const inDefaultOrder: Choose = () => 0;

/** Fires deadlines in the default order and holds all after-batch steps back. */
export const holdingDeliveries: Choose = (due) => (isDeadline(due[0]) ? 0 : -1);

const isDefault = (choose: Choose): boolean => choose === inDefaultOrder || choose === holdingDeliveries;

const isDeadline = (due: Due | undefined): due is Deadline => due !== undefined && 'at' in due;

function nextDue(s: State, until: Instant, choose: Choose): Due | undefined {
  const deadline = deadlineUntil(s, until);
  const waiting = s.deliveries.length > 0;
  // A step is due now, so it comes before a deadline of a later time.
  if (waiting && (!deadline || deadline.at > s.now)) {
    const delivery = chosen(s.deliveries, choose);
    if (delivery || !deadline) return delivery;
  }
  // Thousands can be due at the same time, so the list is made only for a `choose` that reads it.
  if (!deadline || isDefault(choose)) return deadline;
  return chosen([...standingAt(s, deadline.at), ...deliveriesAt(s, deadline)], choose);
}

function deadlineUntil(s: State, until: Instant): Deadline | undefined {
  const first = firstDeadline(s);
  return first && first.at <= until ? first : undefined;
}

const deliveriesAt = (s: State, deadline: Deadline): readonly Delivery[] => (deadline.at === s.now ? s.deliveries : []);

function chosen(due: readonly Due[], choose: Choose): Due | undefined {
  const index: unknown = choose(due);
  const isIndex = typeof index === 'number' && Number.isInteger(index);
  if (isIndex && index < 0 && !due.some(isDeadline)) return undefined;
  const picked = isIndex ? due[index] : undefined;
  if (picked) return picked;
  throw new RangeError(
    `swfake: choose() returned ${String(index)}; expected an index below ${due.length}, or -1 to hold after-batch steps while no ` +
      'deadline is due',
  );
}

function standingAt(s: State, at: Instant): readonly Deadline[] {
  const standing: Deadline[] = [];
  for (const deadline of deadlinesInOrder(s)) {
    if (deadline.at > at) break;
    if (dueAt(s, deadline) === at) standing.push(deadline);
  }
  return standing;
}
