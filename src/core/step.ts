import { contextOf, type Grants, withDefaultList } from './access.js';
import { firstDeadline } from './apply/write.js';
import type { Change } from './changes.js';
import { passes } from './choices.js';
import { INPUTS } from './constraints/inputs.js';
import { readInput, validationText } from './constraints/read.js';
import { OPERATIONS } from './decide/operations.js';
import type { Operation, Plan } from './decide/plan.js';
import { type Fault, fault } from './faults.js';
import type { Instant } from './ids.js';
import { type Effect, endLambda, type LambdaOutcome } from './lambdas.js';
import { callOf, refusalOf } from './rights.js';
import {
  type Choose,
  emptyTrace,
  holdingDeliveries,
  inDefaultOrder,
  performStages,
  settleUntil,
  type Trace,
} from './settle.js';
import { fork, type ListKey, type State } from './state.js';
import type { Input, OperationName, Reply } from './types.js';

export interface Command<O extends OperationName = OperationName> {
  readonly op: O;
  /** As the caller gave it: it is checked, and only read. */
  readonly input: unknown;
  readonly grants?: Grants;
  /** Which of the tasks that a poll could hand out; default 0, the first in order. */
  readonly pick?: number;
  /** Leaves the deliveries of earlier batches waiting. Default: they land before the command. */
  readonly hold?: boolean;
}

export interface Outcome<R = Reply | Fault> {
  readonly reply: R;
  /** What became of the state, in order, including what was due before. A fault adds nothing of its own. */
  readonly changes: readonly Change[];
  /** Task lists that got work. */
  readonly woke: readonly ListKey[];
  /** Lambda functions to call. What comes of them is given back as a `LambdaOutcome`. */
  readonly effects: readonly Effect[];
}

/**
 * Answers one command at `now`, in place: first whatever is due at or before `now` happens, then the command. A refusal
 * is a value (`Fault`), not an exception. Deliveries that the command causes wait until the next step, or `settle`.
 *
 * The caller's duties: `now` never goes back, and what the outcome shares with the state is not written.
 *
 * @throws RangeError if `now` is before the state's own time.
 */
export function step<O extends OperationName>(
  s: State,
  command: Command<O> | LambdaOutcome,
  now: Instant,
): Outcome<Reply<O> | Fault> {
  const trace = emptyTrace();
  settleTo(s, now, trace, command.hold ? holdingDeliveries : inDefaultOrder);
  return outcome('lambda' in command ? hear<O>(s, command, trace) : execute(s, command, trace), trace);
}

/** Like `step`, but its argument stays as it is and the outcome brings the state after it. */
export function transition<O extends OperationName>(
  s: State,
  command: Command<O> | LambdaOutcome,
  now: Instant,
): Outcome<Reply<O> | Fault> & { readonly state: State } {
  const state = fork(s);
  return { ...step(state, command, now), state };
}

/**
 * Lets time pass until `until`, in place: everything due happens at its own instant. `choose` decides what the service
 * leaves open: which of the things due at one instant goes first, or -1 to leave the deliveries waiting.
 *
 * @throws RangeError if `until` is before the state's own time, or `choose` gives no index of its argument.
 */
export function settle(s: State, until: Instant, choose: Choose = inDefaultOrder): Outcome<undefined> {
  const trace = emptyTrace();
  settleTo(s, until, trace, choose);
  return outcome(undefined, trace);
}

/** When the state has something to do by itself: its own time while a delivery waits; `undefined` if never. */
export const nextDeadline = (s: State): Instant | undefined => (s.deliveries.length > 0 ? s.now : firstDeadline(s)?.at);

const outcome = <R>(reply: R, { changes, woke, effects }: Trace): Outcome<R> => ({ reply, changes, woke, effects });

function settleTo(s: State, until: Instant, trace: Trace, choose: Choose): void {
  if (!(until >= s.now)) {
    throw new RangeError(`swfake: time cannot go back: the state is at ${s.now}, the step at ${until}`);
  }
  settleUntil(s, until, trace, choose);
}

function hear<O extends OperationName>(s: State, heard: LambdaOutcome, trace: Trace): Reply<O> {
  performStages(s, trace, { changes: endLambda(s, heard) });
  return {} as Reply<O>;
}

function execute<O extends OperationName>(
  s: State,
  { op, input: raw, grants = {}, pick = 0 }: Command<O>,
  trace: Trace,
): Reply<O> | Fault {
  checkName(op);
  const { input, findings } = readInput(INPUTS[op], raw);
  if (findings.unreadable !== undefined) return fault('SerializationException', findings.unreadable);
  if (findings.violations.length > 0) return fault('ValidationException', validationText(findings.violations));
  const operation = OPERATIONS[op] as unknown as Operation<O>;
  const target = operation.target(s, input as Input<O>);
  if ('fault' in target) return target;
  const refusal = refusalOf(s, grants, `swf:${op}`, target, () => seenBy(s, operation, input as Input<O>));
  if (refusal) return refusal;
  const misformed = findings.misformed.find((found) => !passes(s.config.choices, found));
  if (misformed) return fault('ValidationException', validationText([misformed.text]));
  const plan = operation.decide(s, input as Input<O>, callOf(s, grants, target, pick));
  return isPlan(plan) ? carryOut(s, plan, trace) : plan;
}

const seenBy = <O extends OperationName>(s: State, { conditionKeys, defaultsFrom }: Operation<O>, input: Input<O>) =>
  contextOf(conditionKeys, withDefaultList(input, defaultsFrom?.(s, input)));

function checkName(op: OperationName): void {
  if (Object.hasOwn(OPERATIONS, op)) return;
  throw new TypeError(
    `swfake: ${String(op)} is no operation of SWF; the names are those of the API, like StartWorkflowExecution`,
  );
}

const isPlan = <R>(plan: Plan<R> | Fault): plan is Plan<R> => 'changes' in plan;

function carryOut<R>(s: State, plan: Plan<R>, trace: Trace): R {
  performStages(s, trace, plan);
  return plan.reply(s);
}
