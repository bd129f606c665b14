import { isThenable } from './isThenable.js';
import { quoted, quotedChoice } from './quoted.js';

/** Something that a function of the user can answer. */
export type AnswerKind = 'boolean' | 'nothing' | 'text' | 'number';

const KINDS: { readonly [K in AnswerKind]: { readonly text: string; readonly fits: (answer: unknown) => boolean } } = {
  boolean: { text: 'true or false', fits: (answer) => typeof answer === 'boolean' },
  nothing: { text: 'undefined', fits: (answer) => answer === undefined || answer === null },
  text: { text: 'a text', fits: (answer) => typeof answer === 'string' },
  number: { text: 'a number', fits: (answer) => typeof answer === 'number' },
};

/**
 * Checks the answer of a function of the user. `owner` names the function in the message: `tolerate()`. A promise is no
 * answer: it is truthy, so it would be taken for 'yes'.
 *
 * @throws TypeError if the answer is of another kind.
 */
export function checkAnswer(owner: string, answer: unknown, kinds: readonly AnswerKind[]): void {
  if (kinds.some((kind) => KINDS[kind].fits(answer))) return;
  throw wrongAnswer(owner, answer, kinds.map((kind) => KINDS[kind].text).join(' or '));
}

/**
 * Checks that the answer of a function of the user is `undefined`, or one of a list of texts.
 *
 * @throws TypeError if it is something else: the message has the whole list.
 */
export function checkChoice(owner: string, answer: unknown, known: readonly string[]): void {
  if (answer === undefined || answer === null || known.some((one) => one === answer)) return;
  throw wrongAnswer(owner, answer, `${quotedChoice(known)} or undefined`);
}

/** Creates the error for a wrong answer of a function of the user. `expected` says which answers are right. */
export function wrongAnswer(owner: string, answer: unknown, expected: string): TypeError {
  // The refusal is the error of the test. A rejection beside it would end the process.
  if (isThenable(answer)) Promise.resolve(answer).catch(() => undefined);
  return new TypeError(`swfake: ${owner} returned ${quoted(answer)}; expected ${expected}${adviceFor(answer)}`);
}

function adviceFor(answer: unknown): string {
  if (isThenable(answer)) return '. It must answer at once: make it a function that is not async';
  return answer instanceof Error ? '. Throw an error that the test must see' : '';
}
