import type { OperationName } from '../tables/operations.js';
import { contextOf, type Grants, withDefaultList } from './authorize/accessRequest.js';
import { callOf, refusalOf } from './authorize/authorize.js';
import { commit, type Trace } from './commit.js';
import { HANDLERS } from './decide/operations/index.js';
import type { Operation, Plan } from './decide/plan.js';
import type { Input, Reply } from './model/api.js';
import { type Fault, fault, requestTooLarge } from './model/faults.js';
import type { State } from './model/state.js';
import { INPUTS } from './validate/inputShapes.js';
import { couldBeTooLarge, isTooLarge } from './validate/requestSize.js';
import { type Findings, isAccepted, validate, validationText } from './validate/validate.js';

/** One call of an SWF operation. */
export interface Command<O extends OperationName = OperationName> {
  /** The operation, by its name in the API: `StartWorkflowExecution`. */
  readonly op: O;
  /**
   * The input of the operation, not yet checked, with times as `Instant`s. The core checks it, never writes to it, and
   * answers an invalid input with a fault (docs/swf.md 9.4).
   */
  readonly input: unknown;
  /** The permissions of the caller, and the failures to inject. Default: everything is allowed, nothing fails. */
  readonly grants?: Grants;
  /**
   * The task that a poll takes, by its index in the order of the task list: 0 is the first. Default 0. If there are
   * fewer tasks, the poll finds none.
   */
  readonly pick?: number;
  /**
   * Holds back the after-batch steps of earlier batches (docs/swf.md 6.9). Default `false`: they run before the
   * command.
   */
  readonly hold?: boolean;
}

/**
 * Answers one command from the state as it is: checks the input, asks for the permission, decides, and writes the plan.
 * The order of the checks follows docs/swf.md 2. A task token is read before the permission, since it names the domain.
 *
 * @throws TypeError if there is no such operation, or `grants.inject` returns a failure that does not fit.
 */
export function execute<O extends OperationName>(
  s: State,
  { op, input: raw, grants = {}, pick = 0 }: Command<O>,
  trace: Trace,
): Reply<O> | Fault {
  checkOperation(op);
  const { input, findings } = validate(INPUTS[op], raw);
  if ((!isClean(findings) || couldBeTooLarge(op, input)) && isTooLarge(INPUTS[op], raw)) return requestTooLarge;
  if (findings.unreadable !== undefined) return fault('SerializationException', findings.unreadable);
  const { violations, unlisted } = findings;
  if (violations.length > 0) return fault('ValidationException', validationText(violations, unlisted));
  const operation = HANDLERS[op] as unknown as Operation<O>;
  const target = operation.target(s, input as Input<O>);
  if ('fault' in target) return target;
  const refusal = refusalOf(s, grants, `swf:${op}`, target, () => conditionContext(s, operation, input as Input<O>));
  if (refusal) return refusal;
  const malformed = findings.malformed.find((found) => !isAccepted(s.config.assumptions, found));
  if (malformed) return fault('ValidationException', validationText([malformed.text]));
  const plan = operation.decide(s, input as Input<O>, callOf(s, grants, target, pick));
  return isPlan(plan) ? commitPlan(s, plan, trace) : plan;
}

const isClean = ({ unreadable, violations }: Findings): boolean => unreadable === undefined && violations.length === 0;

const conditionContext = <O extends OperationName>(
  s: State,
  { conditionKeys, defaultsFrom }: Operation<O>,
  input: Input<O>,
) => contextOf(conditionKeys, withDefaultList(input, defaultsFrom?.(s, input)));

function checkOperation(op: OperationName): void {
  if (Object.hasOwn(HANDLERS, op)) return;
  const sameLetters = Object.keys(HANDLERS).find((name) => name.toLowerCase() === String(op).toLowerCase());
  const advice = sameLetters
    ? `did you mean '${sameLetters}'?`
    : "expected a name of the API, for example 'StartWorkflowExecution'";
  throw new TypeError(`swfake: '${String(op)}' is no operation of SWF; ${advice}`);
}

const isPlan = <R>(plan: Plan<R> | Fault): plan is Plan<R> => 'changes' in plan;

function commitPlan<R>(s: State, plan: Plan<R>, trace: Trace): R {
  commit(s, trace, plan);
  return plan.reply(s);
}
