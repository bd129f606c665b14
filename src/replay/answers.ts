import type { DeciderAnswer } from '../simulation/definition.js';
import { checked, decisionsOf, madeOf } from './answered.js';
import { type Compared, compareDecisions, responseDifferences } from './differing.js';
import { isSame, type Members } from './meaning.js';
import { linesOfMember, type Sides, shortened } from './texts.js';

/** What a decider made of a task. */
export type Outcome = { readonly answer: DeciderAnswer } | { readonly error: unknown };

const SIDES: Sides = ['first', 'then'];

/** What is another in a second answer to the same task, as text; nothing, if they say the same. */
export function compareAnswers(first: DeciderAnswer, second: Outcome): string {
  if ('error' in second) return `+ it throws ${shortened(String(second.error))}`;
  const { diff } = compareDecisions(shownOf(first), decisionsOf(checked(second.answer)).map(madeOf), { sides: SIDES });
  return [diff, responseDiff(restOf(first), restOf(second.answer)).diff].filter((text) => text !== '').join('\n');
}

const shownOf = (answer: DeciderAnswer) =>
  decisionsOf(checked(answer)).map((made) => ({ ...madeOf(made), shows: 'what was decided' as const }));

function restOf(answer: DeciderAnswer): Members {
  const { decisions: _, ...rest } = Array.isArray(answer) ? { decisions: answer } : (answer as Members);
  return rest;
}

function responseDiff(first: Members, second: Members): Compared {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  const differing = names.filter((what) => !isSame(first[what], second[what]));
  return responseDifferences(
    differing.map((what) => ({ what, recorded: first[what], decided: second[what] })),
    SIDES,
  );
}

/** Where a task is another than it was, as text. */
export function compareTasks(before: object, after: object): string {
  const [recorded, decided] = [before, after].map((task) => JSON.parse(JSON.stringify(task)) as unknown);
  return isSame(recorded, decided) ? '' : linesOfMember({ what: 'task', recorded, decided }, ['was', 'is']).join('\n');
}
