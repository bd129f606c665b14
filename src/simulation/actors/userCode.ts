import { patientTurns } from '../../host/eventLoop.js';
import { realMillis } from '../../host/realTime.js';
import { GIVE_UP_MILLIS } from '../../shell/heldTasks.js';
import type { Completion } from '../model/pendingMoves.js';

/** The two ways to answer a request of user code. The code then goes on; the result is fulfilled when it waits again. */
export interface Responder<T> {
  readonly resolve: (value: T) => Completion;
  readonly reject: (error: unknown) => Completion;
}

/** Asynchronous user code, which runs by itself between its requests: sleeps, heartbeats and calls. */
export class UserCode {
  ended = false;
  #requests = 0;
  #openRequests = 0;

  constructor(readonly name: string) {}

  /** Makes a request. `submit` gets the functions that answer it, at any later time. */
  request<T>(submit: (answering: Responder<T>) => void): Promise<T> {
    this.#requests += 1;
    this.#openRequests += 1;
    return new Promise((resolve, reject) => {
      submit({
        resolve: (value) => this.#resume(() => resolve(value)),
        reject: (error) => this.#resume(() => reject(error)),
      });
    });
  }

  /**
   * Waits until the code has ended or has an open request. Usually one turn of the event loop is enough: code that awaits
   * only settled promises then has gone as far as it can.
   *
   * @throws Error if the code does neither for a second of real time.
   */
  async untilBlocked(requests = 0): Promise<void> {
    const since = realMillis();
    const turn = patientTurns();
    do {
      await turn();
      if (this.ended || this.#requests > requests || this.#openRequests > 0) return;
    } while (realMillis() - since < GIVE_UP_MILLIS);
    throw new Error(
      `swfake: ${this.name} ran for 1 second of real time without an end or a call; ` +
        "in a simulation, wait with ctx.sleep('5s'), or with calls of the client that the code got",
    );
  }

  #resume(settle: () => void): Completion {
    this.#openRequests -= 1;
    const requests = this.#requests;
    settle();
    return this.untilBlocked(requests);
  }
}
