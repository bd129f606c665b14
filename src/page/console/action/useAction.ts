import { useState } from 'preact/hooks';
import type { ConsoleAnswer } from '../../../render/html/consoleData.js';
import type { Source } from '../source/source.js';

/** An action of the page, and how the last one ended. */
export interface Action {
  /** The sentence about the last one; `undefined` before it. */
  readonly said: string | undefined;
  /** True if the last one was refused. */
  readonly isRefused: boolean;
  /** True while one runs. */
  readonly isBusy: boolean;
  /** Runs an action. Resolves to its answer. `done` is the sentence if it is carried out. */
  run(act: () => Promise<ConsoleAnswer>, done: string): Promise<ConsoleAnswer>;
}

/** Returns an action of the page: after it, the page asks at once what changed. */
export function useAction(source: Source): Action {
  const [ended, setEnded] = useState<{ readonly said?: string; readonly isRefused: boolean }>({ isRefused: false });
  const [isBusy, setBusy] = useState(false);
  const run: Action['run'] = async (act, done) => {
    setBusy(true);
    const answer = await act();
    setBusy(false);
    setEnded({ said: sentenceOf(answer, done), isRefused: 'fault' in answer });
    source.refresh();
    return answer;
  };
  return { said: ended.said, isRefused: ended.isRefused, isBusy, run };
}

/** Returns a sentence about an answer: the fault with its message and its reason, or `done`. */
export function sentenceOf(answer: ConsoleAnswer, done: string): string {
  if (!('fault' in answer)) return done;
  const { fault, message, reason } = answer;
  const name = /^\w*(?:Error|Exception)$/.test(fault) && !fault.startsWith('Validation') ? '' : `${fault}: `;
  return `${name}${message}${reason === undefined ? '' : ` (${reason})`}`;
}
