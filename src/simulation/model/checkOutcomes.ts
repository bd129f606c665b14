import { checkFunction, checkNames, checkValue } from '../../args/checkOptions.js';
import { nearest } from '../../args/didYouMean.js';
import { isThenable } from '../../args/isThenable.js';
import { quoted, quotedNames } from '../../args/quoted.js';
import { checkList, checkObject, wrongValue } from './checkValues.js';

/** The outcomes that a caller accepts: the texts, and the members of the others. */
export interface KnownOutcomes {
  readonly texts: readonly string[];
  readonly members: object;
}

/**
 * Checks the outcomes of tasks, by type.
 *
 * @throws TypeError if they are no lists by type, or an outcome is unknown or has a wrong value.
 */
export function checkOutcomes(outcomes: Readonly<Record<string, unknown>>, known: KnownOutcomes): void {
  checkObject('outcomes', outcomes, "an object of lists by type, such as { 'Charge@1': ['timeout'] }");
  for (const [type, list] of Object.entries(outcomes)) {
    checkList(`the list for '${type}' in 'outcomes'`, list, "a list, such as ['timeout']");
    for (const outcome of list as readonly unknown[]) checkOutcome(`an outcome of '${type}'`, outcome, known);
  }
}

/**
 * Checks that each type with outcomes is an activity of the definition: other outcomes would have no effect.
 *
 * @throws TypeError if one is not.
 */
export function checkTypes(outcomes: object, activities: readonly string[]): void {
  for (const type of Object.keys(outcomes)) {
    if (activities.includes(type)) continue;
    const near = nearest(type, activities);
    const known = activities.length === 0 ? 'the definition has none' : `expected one of ${quotedNames(activities)}`;
    const hint = near ? `did you mean '${near.name}'?` : known;
    throw new TypeError(`swfake: the type ${quoted(type)} in 'outcomes' is not one of 'activities'; ${hint}`);
  }
}

function checkOutcome(owner: string, outcome: unknown, { texts, members }: KnownOutcomes): void {
  if (typeof outcome === 'string') {
    checkValue(owner, outcome, texts);
    return;
  }
  checkNames(owner, outcome as object, members);
  const { effect, ...values } = outcome as Readonly<Record<string, unknown>>;
  checkFunction(`effect in ${owner}`, effect);
  const wrong = Object.entries(values).find(([, value]) => isNoData(value));
  if (wrong) throw wrongValue(`${wrong[0]} in ${owner}`, wrong[1], 'a text, or a value that becomes JSON');
}

// JSON has none of these: they would become '{}', or no result at all.
const isNoData = (value: unknown): boolean =>
  isThenable(value) || value instanceof Error || ['function', 'symbol', 'bigint'].includes(typeof value);
