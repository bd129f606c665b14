import { cutText } from '../render/values.js';
import { checkedAnswer, decisionsIn, flatDecision } from './answer.js';
import { type Comparison, compareDecisions, compareResponseMembers } from './compareDecisions.js';
import type { DeciderAnswer } from './decider.js';
import { isSame, type Members } from './decision.js';
import { differenceLines, type SideNames } from './diffText.js';

/** The result of a call of a decider: its answer, or the error that it threw. */
export type DeciderOutcome = { readonly answer: DeciderAnswer } | { readonly error: unknown };

const SIDE_NAMES: SideNames = ['first', 'then'];

/** Returns the differences between two answers to the same task as text; an empty text if there is none. */
export function compareAnswers(first: DeciderAnswer, second: DeciderOutcome): string {
  if ('error' in second) return `+ the decider threw ${cutText(String(second.error))}`;
  const { diff } = compareDecisions(expectedFrom(first), decisionsIn(checkedAnswer(second.answer)).map(flatDecision), {
    sideNames: SIDE_NAMES,
  });
  return [diff, compareResponses(responseMembers(first), responseMembers(second.answer)).diff]
    .filter((text) => text !== '')
    .join('\n');
}

const expectedFrom = (answer: DeciderAnswer) =>
  decisionsIn(checkedAnswer(answer)).map((made) => ({ ...flatDecision(made), source: 'answer' as const }));

function responseMembers(answer: DeciderAnswer): Members {
  const { decisions: _, ...rest } = Array.isArray(answer) ? { decisions: answer } : (answer as Members);
  return rest;
}

function compareResponses(first: Members, second: Members): Comparison {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  const differing = names.filter((what) => !isSame(first[what], second[what]));
  return compareResponseMembers(
    differing.map((what) => ({ what, recorded: first[what], decided: second[what] })),
    SIDE_NAMES,
  );
}

/** Returns the differences between a task before and after a decider ran, as text; an empty text if there is none. */
export function compareTasks(before: object, after: object): string {
  const [recorded, decided] = [before, after].map((task) => JSON.parse(JSON.stringify(task)) as unknown);
  return isSame(recorded, decided)
    ? ''
    : differenceLines({ what: 'task', recorded, decided }, ['was', 'is']).join('\n');
}
