import { FORMATS } from './constraints/formats.js';
import type { Misformed } from './constraints/read.js';

/**
 * What SWF does where nobody has measured it, or where measurements differ: the first of each pair is the default, and
 * the doubt is told in swf-behaviour 12. Whose code must not depend on it tries both.
 */
export interface Choices {
  /** A decision fails and the last of its batch closes the run: whether the close goes through (doubt 1). */
  readonly closeAfterFailedDecision: 'succeeds' | 'fails';
  /** What a poll that found nothing answers as its taskToken: an empty text, or no member at all (doubt 2). */
  readonly idlePollToken: 'empty' | 'absent';
  /** What becomes of the children of a run that continues as new (doubt 3). */
  readonly childPolicyOnContinueAsNew: 'applied' | 'ignored';
  /** An activity with a timeout that neither the decision nor the type gives: it fails, or has no such limit (doubt 4). */
  readonly missingActivityTimeouts: 'fail' | 'NONE';
  /** What a closed run that was asked to cancel shows as cancelRequested (doubt 5). */
  readonly cancelRequestedOnceClosed: 'false' | 'kept';
  /** An executionStartToCloseTimeout of NONE, or beyond a year (doubt 11). */
  readonly unlimitedExecutions: 'refused' | 'accepted';
  /** Names with a colon, slash, vertical bar or control character, and the name arn (doubt 13). */
  readonly namesWithBannedCharacters: 'refused' | 'accepted';
  /** GetWorkflowExecutionHistory with the page token of a poll of the same run, as AWS's Java framework does (doubt 28). */
  readonly pollTokenForHistory: 'accepted' | 'refused';
  /** What becomes of a closed run in a domain whose retention is 0 or NONE (doubt 30). */
  readonly closedWithoutRetention: 'forgotten' | 'kept';
}

/** Each choice with its values; the first is the default. */
const VALUES: { readonly [C in keyof Choices]: readonly Choices[C][] } = {
  closeAfterFailedDecision: ['succeeds', 'fails'],
  idlePollToken: ['empty', 'absent'],
  childPolicyOnContinueAsNew: ['applied', 'ignored'],
  missingActivityTimeouts: ['fail', 'NONE'],
  cancelRequestedOnceClosed: ['false', 'kept'],
  unlimitedExecutions: ['refused', 'accepted'],
  namesWithBannedCharacters: ['refused', 'accepted'],
  pollTokenForHistory: ['accepted', 'refused'],
  closedWithoutRetention: ['forgotten', 'kept'],
};

export const DEFAULT_CHOICES = Object.freeze(
  Object.fromEntries(Object.entries(VALUES).map(([choice, [first]]) => [choice, first])),
) as unknown as Choices;

/** @throws TypeError if there is no such choice, or no such value of it. */
export function choicesOf(given: Partial<Choices>): Choices {
  for (const [choice, value] of Object.entries(given)) {
    if (!Object.hasOwn(VALUES, choice)) {
      const known = Object.keys(VALUES).join(', ');
      throw new TypeError(`swfake: there is no choice called ${choice}; there are: ${known}`);
    }
    const values: readonly unknown[] = VALUES[choice as keyof Choices];
    if (value === undefined || values.includes(value)) continue;
    throw new TypeError(`swfake: the choice ${choice} is ${values.join(' or ')}, but it was given as ${String(value)}`);
  }
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...DEFAULT_CHOICES, ...wanted };
}

/** Whether a value that the documentation forbids passes all the same. */
export function passes(choices: Choices, { format, value }: Misformed): boolean {
  if (format === 'execution') return choices.unlimitedExecutions === 'accepted' && FORMATS.timeout.accepts(value);
  return (format === 'name' || format === 'trimmed') && choices.namesWithBannedCharacters === 'accepted';
}
