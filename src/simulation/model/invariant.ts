import type { HistoryEvent } from '@aws-sdk/client-swf';
import { wrongAnswer } from '../../args/checkAnswer.js';
import type { Instant, Run } from '../../core/index.js';
import type { Definition, Seen } from './definition.js';
import type { HistoryCache } from './historyCache.js';
import { SeenRun } from './seen.js';

type InvariantName = 'invariant' | 'finalInvariant';

/**
 * Returns the message of an invariant that fails, which is returned or thrown; `undefined` if it holds.
 *
 * @throws TypeError if the invariant returns a promise or another value that says neither that it holds nor that it fails.
 */
export function violationMessage<W>(
  name: InvariantName,
  rule: (seen: Seen<W>) => unknown,
  seen: Seen<W>,
): string | undefined {
  let answer: unknown;
  try {
    answer = rule(seen);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (answer === false) return 'the invariant returned false';
  if (typeof answer === 'string') return answer === '' ? undefined : answer;
  if (answer === true || answer === undefined || answer === null) return undefined;
  throw wrongAnswer(
    `${name}()`,
    answer,
    'true or undefined if it holds; false or a text, or a thrown error, if it fails',
  );
}

interface Observed<W> {
  readonly definition: Definition<W>;
  readonly world: W;
  readonly histories: HistoryCache;
  readonly now: Instant;
  readonly run: Run | undefined;
}

/** A check of the definition's invariant. */
export class InvariantCheck<W> {
  readonly seen: Seen<W>;
  readonly #invariant: Definition<W>['invariant'];

  constructor(observed: Observed<W>) {
    this.#invariant = observed.definition.invariant;
    const history = (): readonly HistoryEvent[] => (observed.run ? observed.histories.upTo(observed.run) : []);
    this.seen = new SeenRun(observed.world, history, () => observed.now);
  }

  /** Returns the violation if the invariant does not hold now. */
  violation(): { readonly how: 'violated'; readonly what: string } | undefined {
    const what = this.#invariant && violationMessage('invariant', this.#invariant, this.seen);
    return what === undefined ? undefined : { how: 'violated', what };
  }
}
