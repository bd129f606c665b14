import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Instant } from '../../core/index.js';
import type { Seen } from './definition.js';

/**
 * The argument of an invariant, whose members are made when they are read. All of them share their getters because of the
 * garbage collector: V8 keeps what the getter of an object literal reaches until its next full collection. For each
 * simulation that was all of its state.
 */
export class SeenRun<W> implements Seen<W> {
  readonly world: W;
  declare readonly history: readonly HistoryEvent[];
  declare readonly now: Date;
  readonly #history: () => readonly HistoryEvent[];
  readonly #now: () => Instant;

  constructor(world: W, history: () => readonly HistoryEvent[], now: () => Instant) {
    this.world = world;
    this.#history = history;
    this.#now = now;
    Object.defineProperties(this, SeenRun.#members);
  }

  // Members of the object itself, so that { ...seen } has them.
  static readonly #members: PropertyDescriptorMap & ThisType<SeenRun<unknown>> = {
    history: {
      enumerable: true,
      get() {
        return (this as SeenRun<unknown>).#history();
      },
    },
    now: {
      enumerable: true,
      get() {
        return new Date((this as SeenRun<unknown>).#now());
      },
    },
  };
}
