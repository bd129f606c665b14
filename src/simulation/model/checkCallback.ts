import { wrongAnswer } from '../../args/checkAnswer.js';
import { isThenable } from '../../args/isThenable.js';

/**
 * Rejects a promise as the answer of a function that is only told something: no code waits for it, and its error would be
 * lost. Any other answer is accepted, and has no effect.
 *
 * @throws TypeError if the answer is a promise.
 */
export function checkCallback(owner: string, answer: unknown): void {
  if (isThenable(answer)) throw wrongAnswer(owner, answer, 'undefined');
}
