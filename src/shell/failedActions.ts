import { isThenable } from '../args/isThenable.js';
import { keepAlive } from '../host/eventLoop.js';
import { realTimeout } from '../host/realTime.js';

/** The real time, in milliseconds, for which an error waits for a call that it can fail. */
const WAIT_MILLIS = 1000;

/** An error that no call has thrown yet. */
interface Failure {
  readonly error: unknown;
  /** Ends the wait for a call. */
  readonly drop: () => void;
}

/** The errors of asynchronous actions and listeners of a test. No code awaits their promises, so the next call throws them. */
export class FailedActions {
  readonly #failures: Failure[] = [];
  /** The number of calls of `idle` and `advanceAsync` that run: while there is one, it alone throws the errors. */
  #waiters = 0;

  /** Keeps the error of an answer that is a promise, if it rejects. */
  watch(answer: unknown): void {
    if (isThenable(answer)) Promise.resolve(answer).catch((error: unknown) => this.add(error));
  }

  /** Awaits `wait`, which alone throws the errors that come meanwhile: the calls of others are those of poll loops. */
  async during(wait: () => Promise<void>): Promise<void> {
    this.#waiters += 1;
    try {
      await wait();
    } finally {
      this.#waiters -= 1;
    }
  }

  /** Throws the oldest error, for a call of the test. Does nothing while `idle` or `advanceAsync` runs. */
  throwNext(): void {
    if (this.#waiters === 0) this.throwFirst();
  }

  /** Throws the oldest error. */
  throwFirst(): void {
    const first = this.#failures.shift();
    if (!first) return;
    first.drop();
    throw first.error;
  }

  /** Keeps an error until a call throws it. If none does for a second, it becomes an unhandled rejection. */
  add(error: unknown): void {
    const release = keepAlive();
    const cancel = realTimeout(() => this.#raise(failure), WAIT_MILLIS);
    const drop = (): void => {
      cancel();
      release();
    };
    const failure = { error, drop };
    this.#failures.push(failure);
  }

  // No call came: the error must not be lost. It has to say where it comes from.
  #raise(failure: Failure): void {
    this.#failures.splice(this.#failures.indexOf(failure), 1);
    failure.drop();
    const { error } = failure;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    void Promise.reject(
      new Error(
        `swfake: an asynchronous action of swf.at(), swf.after(), swf.when() or swf.onChange() rejected with ${text}; make its ` +
          'calls valid, or catch the error in the action',
        { cause: error },
      ),
    );
  }
}
