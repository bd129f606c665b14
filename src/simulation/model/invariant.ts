import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Instant, Run } from '../../core/index.js';
import type { Definition, Seen } from './definition.js';
import type { HistoryCache } from './historyCache.js';

/** Returns the message of an invariant that fails, which is returned or thrown; `undefined` if it holds. */
export function violationMessage<W>(rule: (seen: Seen<W>) => unknown, seen: Seen<W>): string | undefined {
  try {
    const answer = rule(seen);
    if (typeof answer === 'string' && answer !== '') return answer;
    return answer === false ? 'the invariant returned false' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
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
    this.seen = {
      world: observed.world,
      get history(): readonly HistoryEvent[] {
        return observed.run ? observed.histories.upTo(observed.run) : [];
      },
      get now(): Date {
        return new Date(observed.now);
      },
    };
  }

  /** Returns the violation if the invariant does not hold now. */
  violation(): { readonly how: 'violated'; readonly what: string } | undefined {
    const what = this.#invariant && violationMessage(this.#invariant, this.seen);
    return what === undefined ? undefined : { how: 'violated', what };
  }
}
