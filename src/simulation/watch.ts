import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Instant } from '../core/index.js';
import type { Run } from '../core/run.js';
import type { Definition, Seen } from './definition.js';
import { complaintOf } from './law.js';
import type { HistoryLog } from './log.js';

interface Watched<W> {
  readonly definition: Definition<W>;
  readonly world: W;
  readonly log: HistoryLog;
  readonly now: Instant;
  readonly run: Run | undefined;
}

/** Asks the definition's invariant after every step. */
export class Watch<W> {
  readonly seen: Seen<W>;
  readonly #invariant: Definition<W>['invariant'];

  constructor(watched: Watched<W>) {
    this.#invariant = watched.definition.invariant;
    this.seen = {
      world: watched.world,
      get history(): readonly HistoryEvent[] {
        return watched.run ? watched.log.upTo(watched.run) : [];
      },
      get now(): Date {
        return new Date(watched.now);
      },
    };
  }

  complaint(): { readonly how: 'violated'; readonly what: string } | undefined {
    const what = this.#invariant && complaintOf(this.#invariant, this.seen);
    return what === undefined ? undefined : { how: 'violated', what };
  }
}
