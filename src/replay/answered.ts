import type { EventOf } from '../core/events.js';
import type { TypeId } from '../core/faults.js';
import type { DeciderAnswer } from '../simulation/definition.js';
import { batchOf, type Decision, decision } from './decisions.js';
import { enacted } from './enacted.js';
import type { Made, MemberDifference, Members, Shown } from './meaning.js';
import type { Recorded } from './recorded.js';

/** The decisions of a response, as the events show them to which they led. */
export function shownBy(
  history: readonly Recorded[],
  completed: EventOf<'DecisionTaskCompleted'>,
  workflowType: TypeId,
): readonly Shown[] {
  const scene = { workflowType, idOf: ({ runId }: { readonly runId?: string | undefined }) => runId };
  return batchOf(history, completed).flatMap((event) => {
    const made = enacted(event, scene)?.decision;
    return made ? [shownIn(event, madeOf(made))] : [];
  });
}

/** Of a failed decision, no more than its event shows: the rest was made up to enact it. */
function shownIn({ attributes }: Recorded, { decisionType, attributes: all }: Made): Shown {
  const isPart = 'cause' in attributes;
  const known = Object.entries(all).filter(([name]) => !isPart || name in attributes);
  return { shows: isPart ? 'a part' : 'an event', decisionType, attributes: Object.fromEntries(known) };
}

/** @throws TypeError if it is no answer. */
export function checked(answer: DeciderAnswer): DeciderAnswer {
  const decisions: unknown = Array.isArray(answer)
    ? answer
    : (answer as { decisions?: unknown } | undefined)?.decisions;
  if (Array.isArray(decisions) && decisions.every(isDecision)) return answer;
  throw new TypeError(
    `swfake: a decider answers a list of decisions, each with its decisionType, or { decisions }, but it was ${JSON.stringify(answer)}`,
  );
}

const isDecision = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'decisionType' in one && typeof one.decisionType === 'string';

/** The decisions of an answer. */
export const decisionsOf = (answer: DeciderAnswer): readonly Decision[] =>
  (isObject(answer) ? answer.decisions : answer) as readonly Decision[];

const isObject = (answer: DeciderAnswer): answer is Exclude<DeciderAnswer, readonly unknown[]> =>
  !Array.isArray(answer);

export function madeOf(made: Decision): Made {
  const { decisionType } = made;
  const [name] = Object.keys(decision(String(decisionType), {})).filter((key) => key !== 'decisionType');
  return { decisionType, attributes: (made[String(name)] ?? {}) as Members };
}

/** The decisions of an answer, with the version that a run continues in where it does not say (swf-behaviour 3.6). */
export const madeBy = (answer: DeciderAnswer, { version }: TypeId): readonly Made[] =>
  decisionsOf(answer).map((one) => {
    const { decisionType, attributes } = madeOf(one);
    if (decisionType !== 'ContinueAsNewWorkflowExecution') return { decisionType, attributes };
    return {
      decisionType,
      attributes: { ...attributes, workflowTypeVersion: attributes.workflowTypeVersion ?? version },
    };
  });

/** A shown decision in the service's form. */
export const decisionOf = ({ decisionType, attributes }: Made): Decision => decision(decisionType, attributes);

/**
 * What else a response said, where the answer says more than decisions. Only newer histories show a task list.
 */
export function differingResponse(
  { attributes }: EventOf<'DecisionTaskCompleted'>,
  answer: DeciderAnswer,
): readonly MemberDifference[] {
  if (!isObject(answer)) return [];
  const said = answer as Members;
  const recorded = attributes as Members;
  const rest = [
    { what: 'executionContext', recorded: recorded.executionContext, decided: said.executionContext },
    ...(recorded.taskList === undefined
      ? []
      : ['taskList', 'taskListScheduleToStartTimeout'].map((what) => ({
          what,
          recorded: recorded[what],
          decided: said[what],
        }))),
  ];
  return rest.filter((one) => JSON.stringify(one.recorded) !== JSON.stringify(one.decided));
}
