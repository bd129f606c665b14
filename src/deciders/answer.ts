import { quoted } from '../args/quoted.js';
import type { EventOf, TypeId } from '../core/index.js';
import type { Recorded } from '../history/readHistory.js';
import { attributesMember } from '../tables/decisions.js';
import { batchOf } from './batch.js';
import type { DeciderAnswer } from './decider.js';
import type { ExpectedDecision, FlatDecision, MemberDifference, Members } from './decision.js';
import { decisionFromEvent } from './decisionFromEvent.js';
import { type RecordedDecision, recordedDecision } from './recordedDecision.js';

/** Returns the recorded decisions of a response, as their events show them. */
export function expectedDecisions(
  history: readonly Recorded[],
  completed: EventOf<'DecisionTaskCompleted'>,
  workflowType: TypeId,
): readonly ExpectedDecision[] {
  const run = { workflowType, runIdOf: ({ runId }: { readonly runId?: string | undefined }) => runId };
  return batchOf(history, completed).flatMap((event) => {
    const decision = decisionFromEvent(event, run)?.decision;
    return decision ? [expectedDecision(event, flatDecision(decision))] : [];
  });
}

// A failed decision keeps only the attributes that its event shows: decisionFromEvent made up the others.
function expectedDecision({ attributes }: Recorded, { decisionType, attributes: all }: FlatDecision): ExpectedDecision {
  const isFailed = 'cause' in attributes;
  const known = Object.entries(all).filter(([name]) => !isFailed || name in attributes);
  return { source: isFailed ? 'failed event' : 'event', decisionType, attributes: Object.fromEntries(known) };
}

/**
 * Returns the answer of a decider.
 *
 * @throws TypeError if it is neither a list of decisions nor an object with such a list.
 */
export function checkedAnswer(answer: DeciderAnswer): DeciderAnswer {
  const decisions: unknown = Array.isArray(answer)
    ? answer
    : (answer as { decisions?: unknown } | undefined)?.decisions;
  if (Array.isArray(decisions) && decisions.every(isDecision)) return answer;
  throw new TypeError(
    `swfake: a decider must return a list of decisions, each with its decisionType, or { decisions }, but it returned ${quoted(answer)}; ${adviceFor(answer)}`,
  );
}

function adviceFor(answer: unknown): string {
  if (answer === undefined || answer === null) return 'return [] to make no decision';
  return isDecision(answer) ? 'put the decision into a list' : 'give every decision a decisionType';
}

const isDecision = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'decisionType' in one && typeof one.decisionType === 'string';

/** Returns the decisions of an answer. */
export const decisionsIn = (answer: DeciderAnswer): readonly RecordedDecision[] =>
  (isResponse(answer) ? answer.decisions : answer) as readonly RecordedDecision[];

const isResponse = (answer: DeciderAnswer): answer is Exclude<DeciderAnswer, readonly unknown[]> =>
  !Array.isArray(answer);

/** Converts a decision from the form of the SDK, where the attributes have a member for each type of decision. */
export function flatDecision(decision: RecordedDecision): FlatDecision {
  const { decisionType } = decision;
  return { decisionType, attributes: (decision[attributesMember(decisionType)] ?? {}) as Members };
}

/**
 * Returns the decisions of an answer. A ContinueAsNewWorkflowExecution without a version gets the version of its run,
 * as its event shows it (docs/swf.md 3.6).
 */
export const flatDecisions = (answer: DeciderAnswer, { version }: TypeId): readonly FlatDecision[] =>
  decisionsIn(answer).map((one) => {
    const { decisionType, attributes } = flatDecision(one);
    if (decisionType !== 'ContinueAsNewWorkflowExecution') return { decisionType, attributes };
    return {
      decisionType,
      attributes: { ...attributes, workflowTypeVersion: attributes.workflowTypeVersion ?? version },
    };
  });

/** Converts a decision to the form that RespondDecisionTaskCompleted accepts. */
export const toRecordedDecision = ({ decisionType, attributes }: FlatDecision): RecordedDecision =>
  recordedDecision(decisionType, attributes);

/**
 * Returns the members beside the decisions that differ: the execution context and, if the event shows one, the task
 * list. Older histories show no task list. An answer that is only a list of decisions has no such members and never
 * differs.
 */
export function differingResponseMembers(
  { attributes }: EventOf<'DecisionTaskCompleted'>,
  answer: DeciderAnswer,
): readonly MemberDifference[] {
  if (!isResponse(answer)) return [];
  const response = answer as Members;
  const recorded = attributes as Members;
  const rest = [
    { what: 'executionContext', recorded: recorded.executionContext, decided: response.executionContext },
    ...(recorded.taskList === undefined
      ? []
      : ['taskList', 'taskListScheduleToStartTimeout'].map((what) => ({
          what,
          recorded: recorded[what],
          decided: response[what],
        }))),
  ];
  return rest.filter((one) => JSON.stringify(one.recorded) !== JSON.stringify(one.decided));
}
