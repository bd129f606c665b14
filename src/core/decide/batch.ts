import type { DecisionType } from '../constraints/decisions.js';
import type { Happening } from '../events.js';
import { type Fault, fault } from '../faults.js';
import type { EventId } from '../ids.js';
import type { Run } from '../run.js';
import type { State } from '../state.js';
import { requestCancelActivityTask, scheduleActivityTask } from './decisions/activities.js';
import { continueAsNewWorkflowExecution, startChildWorkflowExecution } from './decisions/children.js';
import { cancelWorkflowExecution, completeWorkflowExecution, failWorkflowExecution } from './decisions/closes.js';
import { requestCancelExternalWorkflowExecution, signalExternalWorkflowExecution } from './decisions/externals.js';
import { scheduleLambdaFunction } from './decisions/lambdas.js';
import { recordMarker } from './decisions/markers.js';
import type { Decision, Rule } from './decisions/rule.js';
import { cancelTimer, startTimer } from './decisions/timers.js';
import type { Call, DecisionRight } from './plan.js';

const RULES: { readonly [T in DecisionType]: Rule } = {
  CompleteWorkflowExecution: completeWorkflowExecution,
  StartTimer: startTimer,
  RequestCancelExternalWorkflowExecution: requestCancelExternalWorkflowExecution,
  SignalExternalWorkflowExecution: signalExternalWorkflowExecution,
  CancelTimer: cancelTimer,
  RecordMarker: recordMarker,
  ScheduleActivityTask: scheduleActivityTask,
  ContinueAsNewWorkflowExecution: continueAsNewWorkflowExecution,
  ScheduleLambdaFunction: scheduleLambdaFunction,
  FailWorkflowExecution: failWorkflowExecution,
  RequestCancelActivityTask: requestCancelActivityTask,
  StartChildWorkflowExecution: startChildWorkflowExecution,
  CancelWorkflowExecution: cancelWorkflowExecution,
};

const closes = (type: DecisionType): boolean => RULES[type].closes;

/**
 * Why a batch as a whole is refused: then nothing of it is done and its task stays open (swf-behaviour 3.0). Structures
 * that are there but not asked for were checked with the rest of the input.
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

export interface Decided {
  readonly happening: Happening;
  readonly failed: boolean;
}

/** A decision of a checked batch, with the caller's right to it. */
export interface Ruled {
  readonly rule: Rule;
  readonly attributes: never;
  readonly right: DecisionRight;
}

/** Asks for the rights to every decision before the first is decided, so that a bad answer leaves nothing half done. */
export const ruled = (decisions: readonly Decision[], call: Call): readonly Ruled[] =>
  decisions.map((decision) => {
    const type = decision.decisionType;
    const rule = RULES[type];
    const attributes = (decision[rule.member] ?? {}) as never;
    const right = call.decisionRight(type, rule, attributes);
    checkCause(rule, type, right.cause);
    return { rule, attributes, right };
  });

/** What one decision comes to. Rights come first, injected causes last (swf-behaviour 3.1). */
export function decideOne(s: State, run: Run, { rule, attributes, right }: Ruled, completedId: EventId): Decided {
  const verdict = right.denied ? DENIED : rule.decide(s, run, attributes, completedId);
  const cause = 'cause' in verdict ? verdict.cause : right.cause;
  if (cause !== undefined) return { happening: rule.failed(attributes, cause as never, completedId), failed: true };
  return { happening: verdict as Happening, failed: false };
}

const DENIED = { cause: 'OPERATION_NOT_PERMITTED' } as const;

function checkCause(rule: Rule, type: DecisionType, cause: string | undefined): void {
  const injectable = rule.causes.filter((known) => !rule.lateCauses.includes(known));
  if (cause === undefined || injectable.includes(cause)) return;
  const causes = injectable.join(', ');
  throw new TypeError(
    `swfake: inject gave the cause ${cause} for ${type}, which cannot fail so; its causes are ${causes}`,
  );
}
