import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Instant } from '../../core/index.js';
import type { Seen } from './definition.js';

/**
 * The argument of an invariant, whose members are made when they are read. It is a class because of the garbage collector:
 * V8 keeps what the getter of an object literal reaches until its next full collection. For each simulation that was all of
 * its state.
 */
export class SeenRun<W> implements Seen<W> {
  readonly world: W;
  readonly #history: () => readonly HistoryEvent[];
  readonly #now: () => Instant;

  constructor(world: W, history: () => readonly HistoryEvent[], now: () => Instant) {
    this.world = world;
    this.#history = history;
    this.#now = now;
  }

  get history(): readonly HistoryEvent[] {
    return this.#history();
  }

  get now(): Date {
    return new Date(this.#now());
  }
}
