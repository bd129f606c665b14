import { GIVE_UP_MILLIS } from '../shell/hands.js';
import { macrotask, realMillis } from '../shell/macrotask.js';
import type { Going } from './moves.js';

/** How a request of running code is answered; the code goes on, and the result says when it rests again. */
export interface Answering<T> {
  readonly resolve: (value: T) => Going;
  readonly reject: (error: unknown) => Going;
}

/** Code of the user's that goes on by itself between the things that it asks for. */
export class Process {
  ended = false;
  #asked = 0;
  #open = 0;

  constructor(readonly name: string) {}

  /** Code asks for something: `hand` hands the request on, to be answered when the schedule wants it. */
  ask<T>(hand: (answering: Answering<T>) => void): Promise<T> {
    this.#asked += 1;
    this.#open += 1;
    return new Promise((resolve, reject) => {
      hand({
        resolve: (value) => this.#goOn(() => resolve(value)),
        reject: (error) => this.#goOn(() => reject(error)),
      });
    });
  }

  /**
   * Waits until the code has ended or asked for something. Turns of the event loop are counted by nobody: code that only
   * waits for what is settled already has gone as far as it can after one.
   *
   * @throws Error if for a second of real time it does neither.
   */
  async rest(asked = 0): Promise<void> {
    const since = realMillis();
    do {
      await macrotask();
      if (this.ended || this.#asked > asked || this.#open > 0) return;
    } while (realMillis() - since < GIVE_UP_MILLIS);
    throw new Error(
      `swfake: ${this.name} has run for a second of real time, and has neither ended nor asked for anything. ` +
        "Under simulation code waits by ctx.sleep('5s'), or by calls of the client that it was given.",
    );
  }

  #goOn(settle: () => void): Going {
    this.#open -= 1;
    const asked = this.#asked;
    settle();
    return this.rest(asked);
  }
}

// A promise of another realm, or of a library, is one as well.
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
