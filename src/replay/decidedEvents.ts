import type { EventOf, EventType, TypeId } from '../core/index.js';
import { subjectName } from '../deciders/align.js';
import { flatDecision, flatDecisions } from '../deciders/answer.js';
import { batchOf } from '../deciders/batch.js';
import type { DeciderAnswer } from '../deciders/decider.js';
import { type FlatDecision, settingsWithDefaults } from '../deciders/decision.js';
import { decisionFromEvent } from '../deciders/decisionFromEvent.js';
import type { Recorded } from '../history/readHistory.js';
import { DECISIONS, isDecisionType } from '../tables/decisions.js';

/** A recorded event, with the decision that led to it. */
interface Carried {
  readonly event: Recorded;
  readonly decision: FlatDecision;
}

/**
 * Returns the history as it would be if the decider had answered a task so: up to the events of its decisions, if none
 * fails that did not fail before. What only the service knows is taken from the recorded event of the same decision.
 */
export function decidedEvents(
  history: readonly Recorded[],
  completed: EventOf<'DecisionTaskCompleted'>,
  answer: DeciderAnswer,
  workflowType: TypeId,
): readonly Recorded[] {
  const carried = carriedOut(history, completed, workflowType);
  const decisions = flatDecisions(answer, workflowType).filter(({ decisionType }) => isDecisionType(decisionType));
  const events = decisions.map((decision) => eventOf(decision, carried, completed, workflowType));
  const before = history.slice(0, history.indexOf(completed));
  return [
    ...before,
    answered(completed, answer),
    ...events.map((event, index) => ({ ...event, id: completed.id + index + 1 }) as Recorded),
  ];
}

// A list of decisions says nothing about the execution context.
function answered(completed: EventOf<'DecisionTaskCompleted'>, answer: DeciderAnswer): Recorded {
  if (!('decisions' in answer)) return completed;
  const { executionContext: _recorded, ...attributes } = completed.attributes;
  const { executionContext } = answer;
  return { ...completed, attributes: { ...attributes, ...(executionContext !== undefined && { executionContext }) } };
}

function carriedOut(
  history: readonly Recorded[],
  completed: EventOf<'DecisionTaskCompleted'>,
  workflowType: TypeId,
): readonly Carried[] {
  const run = { workflowType, runIdOf: ({ runId }: { readonly runId?: string | undefined }) => runId };
  return batchOf(history, completed).flatMap((event) => {
    const made = decisionFromEvent(event, run)?.decision;
    return made ? [{ event, decision: flatDecision(made) }] : [];
  });
}

function eventOf(
  decision: FlatDecision,
  carried: readonly Carried[],
  completed: EventOf<'DecisionTaskCompleted'>,
  { name }: TypeId,
): object {
  const { decisionType, attributes } = decision;
  const twin = carried.find((one) => isTwin(one.decision, decision));
  // A decision that failed would fail again.
  if (twin && 'cause' in twin.event.attributes) return twin.event;
  const type: EventType | undefined = isDecisionType(decisionType) ? DECISIONS[decisionType].event : undefined;
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null);
  const { workflowTypeVersion: version, ...own } = Object.fromEntries(given);
  const workflowType = version === undefined ? {} : { workflowType: { name, version } };
  const written = { ...addedByService(twin), ...own, ...workflowType, decisionTaskCompletedEventId: completed.id };
  return { at: completed.at, type, attributes: written };
}

const isTwin = (a: FlatDecision, b: FlatDecision): boolean =>
  a.decisionType === b.decisionType && subjectName(a) === subjectName(b);

/** Returns the attributes of a recorded event that its decision need not have. */
function addedByService(twin: Carried | undefined): object {
  if (!twin) return {};
  const { decisionType, attributes } = twin.decision;
  const defaults = settingsWithDefaults(decisionType);
  const added = Object.entries(twin.event.attributes).filter(
    ([name]) => !(name in attributes) || defaults.includes(name),
  );
  return Object.fromEntries(added);
}
