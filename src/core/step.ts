import type { OperationName } from '../tables/operations.js';
import { commit, emptyTrace, type Trace } from './commit.js';
import { endLambda } from './decide/service/lambdas.js';
import { timeoutSteps } from './decide/service/timeouts.js';
import { type Command, execute } from './execute.js';
import type { Reply } from './model/api.js';
import type { Change } from './model/changes.js';
import { firstDeadline } from './model/deadlines.js';
import type { ListKey } from './model/domain.js';
import { freezeEvent } from './model/events.js';
import type { Fault } from './model/faults.js';
import type { Instant } from './model/ids.js';
import type { Effect, LambdaOutcome } from './model/lambdas.js';
import { type Deadline, fork, type State } from './model/state.js';
import { type Choose, holdingDeliveries, inDefaultOrder, moveClock, settleUntil } from './settle.js';

/** The result of one step: the reply, and all that it did to the state. */
export interface Outcome<R = Reply | Fault> {
  /** The reply of the operation, or a fault: `isFault` tells them apart. */
  readonly reply: R;
  /**
   * The changes of the state, in order. Those that were due before the command come first. A fault adds no change of
   * its own.
   */
  readonly changes: readonly Change[];
  /**
   * The task lists that got a task. A waiting long poll on one of them can be answered now. A list can be there twice.
   */
  readonly woke: readonly ListKey[];
  /** The Lambda functions that the caller has to call. Give each result back to `step` as a `LambdaOutcome`. */
  readonly effects: readonly Effect[];
}

/**
 * Answers one command at `now`, in place. First everything happens that is due at or before `now`, then the command. A
 * refusal is a value (`Fault`), not an exception. After-batch steps that the command causes run at the next `step` or
 * `settle` (docs/swf.md 6.9).
 *
 * The caller must not go back in time, and must not write to the outcome: it shares objects with the state.
 *
 * @throws RangeError if `now` is before the state's own time.
 * @throws TypeError if there is no such operation, or `grants.inject` returns a failure that does not fit.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createState, instant, isFault, step } from 'swfake/core';
 *
 * const state = createState({ seed: 1, now: instant(0) });
 * const input = { name: 'shop', workflowExecutionRetentionPeriodInDays: '1' };
 *
 * const first = step(state, { op: 'RegisterDomain', input }, instant(1_000));
 * assert.deepEqual(first.reply, {});
 * assert.deepEqual(
 *   first.changes.map(({ kind }) => kind),
 *   ['time passed', 'domain registered'],
 * );
 *
 * const second = step(state, { op: 'RegisterDomain', input }, instant(2_000));
 * assert.ok(isFault(second.reply));
 * assert.equal(second.reply.fault, 'DomainAlreadyExistsFault');
 * ```
 */
export function step<O extends OperationName>(
  s: State,
  command: Command<O> | LambdaOutcome,
  now: Instant,
): Outcome<Reply<O> | Fault> {
  const trace = emptyTrace();
  return frozenOutcome(answer(s, command, now, trace), trace);
}

/**
 * Answers one command at `now` like `step`, then does what is due at `now`: the after-batch steps that the command causes.
 * The outcome is that of both. Its events are not frozen, so it is for the shell, which copies what it gives away.
 *
 * `choose` is that of `settle`.
 *
 * @throws RangeError and TypeError as `step` and `settle` do.
 */
export function stepAndSettle<O extends OperationName>(
  s: State,
  command: Command<O> | LambdaOutcome,
  now: Instant,
  choose: Choose = inDefaultOrder,
): Outcome<Reply<O> | Fault> {
  const trace = emptyTrace();
  const reply = answer(s, command, now, trace);
  settleUntil(s, now, trace, choose);
  return outcome(reply, trace);
}

/**
 * Answers one command at `now` like `step`, but leaves the given state as it was. The outcome has the new state. The
 * copy takes constant time (`fork`).
 *
 * @throws RangeError if `now` is before the state's own time.
 * @throws TypeError if there is no such operation, or `grants.inject` returns a failure that does not fit.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createState, domainNamed, instant, transition } from 'swfake/core';
 *
 * const before = createState({ seed: 1, now: instant(0) });
 * const input = { name: 'shop', workflowExecutionRetentionPeriodInDays: '1' };
 * const { state: after } = transition(before, { op: 'RegisterDomain', input }, instant(0));
 *
 * assert.equal(domainNamed(before, 'shop'), undefined);
 * assert.equal(domainNamed(after, 'shop')?.status, 'REGISTERED');
 * ```
 */
export function transition<O extends OperationName>(
  s: State,
  command: Command<O> | LambdaOutcome,
  now: Instant,
): Outcome<Reply<O> | Fault> & { readonly state: State } {
  const state = fork(s);
  return { ...step(state, command, now), state };
}

/**
 * Moves the time of the state to `until`, in place. Every timeout, timer and after-batch step that is due on the way
 * happens at its own time.
 *
 * `choose` decides what the service leaves open: the order of what is due at the same millisecond. Default: the order
 * of docs/swf.md 6.9 and 7.1.
 *
 * @throws RangeError if `until` is before the state's own time, or `choose` returns no index of its argument.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createState, instant, settle, step } from 'swfake/core';
 *
 * const state = createState({ seed: 1, now: instant(0) });
 * const domain = 'shop';
 * const workflowType = { name: 'Order', version: '1' };
 * const defaults = {
 *   defaultTaskList: { name: 'orders' },
 *   defaultExecutionStartToCloseTimeout: '60',
 *   defaultTaskStartToCloseTimeout: '10',
 *   defaultChildPolicy: 'TERMINATE',
 * };
 * const retention = { workflowExecutionRetentionPeriodInDays: '1' };
 * step(state, { op: 'RegisterDomain', input: { name: domain, ...retention } }, instant(0));
 * step(state, { op: 'RegisterWorkflowType', input: { domain, ...workflowType, ...defaults } }, instant(0));
 * step(state, { op: 'StartWorkflowExecution', input: { domain, workflowId: 'order-7', workflowType } }, instant(0));
 *
 * const { changes } = settle(state, instant(90_000));
 * const events = changes.flatMap((change) => (change.kind === 'event' ? [change.event] : []));
 * assert.deepEqual(
 *   events.map(({ type, at }) => [type, at]),
 *   [['WorkflowExecutionTimedOut', 60_000]],
 * );
 * ```
 */
export function settle(s: State, until: Instant, choose: Choose = inDefaultOrder): Outcome<undefined> {
  const trace = emptyTrace();
  settleTo(s, until, trace, choose);
  return frozenOutcome(undefined, trace);
}

/**
 * Fires one deadline, in place, and moves the time of the state to it. Nothing else that is due happens. The deadline
 * must still stand: `dueAt` returns its time. Use it to explore every order; `settle` keeps the order of SWF.
 *
 * @throws RangeError if the deadline is before the state's own time.
 */
export function expire(s: State, deadline: Deadline): Outcome<undefined> {
  const trace = emptyTrace();
  checkTime(s, deadline.at);
  moveClock(s, deadline.at, trace);
  commit(s, trace, timeoutSteps(s, deadline));
  return frozenOutcome(undefined, trace);
}

/**
 * Moves the time of the state to `until`, in place, and fires nothing. A deadline on the way stays due.
 *
 * @throws RangeError if `until` is before the state's own time.
 */
export function passTime(s: State, until: Instant): Outcome<undefined> {
  const trace = emptyTrace();
  checkTime(s, until);
  moveClock(s, until, trace);
  return frozenOutcome(undefined, trace);
}

/**
 * Returns the time of the next thing that the service does by itself, or `undefined` if there is none. While an
 * after-batch step waits, that is the state's own time.
 */
export const nextDeadline = (s: State): Instant | undefined => (s.deliveries.length > 0 ? s.now : firstDeadline(s)?.at);

function answer<O extends OperationName>(
  s: State,
  command: Command<O> | LambdaOutcome,
  now: Instant,
  trace: Trace,
): Reply<O> | Fault {
  settleTo(s, now, trace, command.hold ? holdingDeliveries : inDefaultOrder);
  return 'lambda' in command ? recordOutcome<O>(s, command, trace) : execute(s, command, trace);
}

const outcome = <R>(reply: R, { changes, woke, effects }: Trace): Outcome<R> => ({ reply, changes, woke, effects });

// Only what a caller gets is frozen: to freeze an event takes longer than to make it.
function frozenOutcome<R>(reply: R, trace: Trace): Outcome<R> {
  for (const change of trace.changes) if (change.kind === 'event') freezeEvent(change.event);
  return outcome(reply, trace);
}

function settleTo(s: State, until: Instant, trace: Trace, choose: Choose): void {
  checkTime(s, until);
  settleUntil(s, until, trace, choose);
}

function checkTime(s: State, until: Instant): void {
  if (until >= s.now) return;
  throw new RangeError(
    `swfake: time cannot go back: the state is at ${s.now} ms, and the call is for ${until} ms; pass the state's time or later`,
  );
}

function recordOutcome<O extends OperationName>(s: State, result: LambdaOutcome, trace: Trace): Reply<O> {
  commit(s, trace, { changes: endLambda(s, result) });
  return {} as Reply<O>;
}
