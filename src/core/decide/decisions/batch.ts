import { DECISIONS, type DecisionType } from '../../../tables/decisions.js';
import type { Call, DecisionRight } from '../../authorize/call.js';
import type { NewEvent } from '../../model/events.js';
import { type Fault, fault } from '../../model/faults.js';
import type { EventId } from '../../model/ids.js';
import type { Run } from '../../model/run.js';
import type { State } from '../../model/state.js';
import { requestCancelActivityTask, scheduleActivityTask } from './activities.js';
import { continueAsNewWorkflowExecution, startChildWorkflowExecution } from './children.js';
import { closeRule } from './closes.js';
import { requestCancelExternalWorkflowExecution, signalExternalWorkflowExecution } from './externals.js';
import { scheduleLambdaFunction } from './lambdas.js';
import { recordMarker } from './markers.js';
import type { Decision, Rule } from './rule.js';
import { cancelTimer, startTimer } from './timers.js';

const RULES: { readonly [T in DecisionType]: Rule } = {
  CompleteWorkflowExecution: closeRule('CompleteWorkflowExecution', ({ result }) => ({ result })),
  StartTimer: startTimer,
  RequestCancelExternalWorkflowExecution: requestCancelExternalWorkflowExecution,
  SignalExternalWorkflowExecution: signalExternalWorkflowExecution,
  CancelTimer: cancelTimer,
  RecordMarker: recordMarker,
  ScheduleActivityTask: scheduleActivityTask,
  ContinueAsNewWorkflowExecution: continueAsNewWorkflowExecution,
  ScheduleLambdaFunction: scheduleLambdaFunction,
  FailWorkflowExecution: closeRule('FailWorkflowExecution', ({ reason, details }) => ({ reason, details })),
  RequestCancelActivityTask: requestCancelActivityTask,
  StartChildWorkflowExecution: startChildWorkflowExecution,
  CancelWorkflowExecution: closeRule('CancelWorkflowExecution', ({ details }) => ({ details })),
};

const closes = (type: DecisionType): boolean => DECISIONS[type].closes;

/**
 * Returns the fault of an invalid batch, or `undefined` if it is valid. An invalid batch changes nothing, and its task
 * stays open (docs/swf.md 3.0). An attributes structure of another decision type was checked with the rest of the
 * input.
 */
export function batchProblem(decisions: readonly Decision[]): Fault | undefined {
  const bare = decisions.find(lacksAttributes);
  if (bare) {
    const text = `${bare.decisionType}DecisionAttributes must be specified for decision of type ${bare.decisionType}`;
    return fault('ValidationException', text);
  }
  if (decisions.some(({ decisionType }, i) => closes(decisionType) && i < decisions.length - 1)) {
    return fault('ValidationException', 'Close must be last decision in list');
  }
  return undefined;
}

const lacksAttributes = (decision: Decision): boolean =>
  !closes(decision.decisionType) && decision[RULES[decision.decisionType].member] === undefined;

/** The result of one decision. */
export interface DecisionResult {
  /** The event to append. */
  readonly event: NewEvent;
  /** `true` if it is a `*Failed` event. */
  readonly failed: boolean;
}

/** A decision of a valid batch, with the permission for it. */
export interface CheckedDecision {
  /** The rule of its type. */
  readonly rule: Rule;
  /** Its attributes. */
  readonly attributes: never;
  /** The permission. */
  readonly right: DecisionRight;
}

/**
 * Returns the decisions of a batch with their permissions. It asks for all of them before the first decision is
 * applied, so that an error in `inject` leaves the state as it was.
 *
 * @throws TypeError if `inject` returns a fault, or a cause that the decision type does not have.
 */
export const checkedDecisions = (decisions: readonly Decision[], call: Call): readonly CheckedDecision[] =>
  decisions.map((decision) => {
    const type = decision.decisionType;
    const rule = RULES[type];
    const attributes = (decision[rule.member] ?? {}) as never;
    const right = call.decisionRight(type, rule, attributes);
    checkCause(rule, type, right.cause);
    return { rule, attributes, right };
  });

/**
 * Returns the result of one decision. A denial comes before every other cause, an injected cause after (docs/swf.md
 * 3.1).
 */
export function decideOne(
  s: State,
  run: Run,
  { rule, attributes, right }: CheckedDecision,
  completedId: EventId,
): DecisionResult {
  const verdict = right.denied ? DENIED : rule.decide(s, run, attributes, completedId);
  const cause = 'cause' in verdict ? verdict.cause : right.cause;
  if (cause !== undefined) return { event: rule.failed(attributes, cause as never, completedId), failed: true };
  return { event: verdict as NewEvent, failed: false };
}

const DENIED = { cause: 'OPERATION_NOT_PERMITTED' } as const;

function checkCause(rule: Rule, type: DecisionType, cause: string | undefined): void {
  const injectable = rule.causes.filter((known) => !rule.lateCauses.includes(known));
  if (cause === undefined || injectable.includes(cause)) return;
  const causes = injectable.map((known) => `'${known}'`).join(', ');
  throw new TypeError(
    `swfake: inject() returned the cause '${cause}' for the decision '${type}', which never has it; expected one of ${causes}`,
  );
}
