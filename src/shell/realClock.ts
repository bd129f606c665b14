import type { Instant } from '../core/index.js';

// Node fires a longer timeout at once (Node.js, setTimeout): the timer fires early, and is set again.
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The part of a shell that the real clock reads and moves. */
interface ClockedShell {
  readonly real: boolean;
  readonly closed: boolean;
  readonly longPolls: { attended(): { readonly length: number } };
  readonly hooks: { next(): Instant | undefined; readonly failed: { add(error: unknown): void } };
  nextInstant(): Instant | undefined;
  catchUp(): void;
}

/** Moves a fake on the real clock when something is due: a long poll gets its task, and an action of the test runs. */
export class RealClock {
  /** The time that a virtual clock follows while it moves together with the fake timers of the process. */
  follows: (() => number) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly shell: ClockedShell) {}

  /** Returns the time in milliseconds that the shell has to catch up with; `undefined` if a test alone moves its clock. */
  now(): number | undefined {
    return this.shell.real ? Date.now() : this.follows?.();
  }

  /** Sets the timer for the next instant at which something is due. */
  set(): void {
    const { real, closed, longPolls, hooks } = this.shell;
    if (!real || closed) return;
    clearTimeout(this.#timer);
    const waits = longPolls.attended().length > 0;
    const next = waits ? this.shell.nextInstant() : hooks.next();
    if (next === undefined) return;
    this.#timer = setTimeout(() => this.#fire(), Math.min(Math.max(0, next - Date.now()), LONGEST_TIMEOUT));
    // A long poll keeps the process alive, as its connection would. An action of the test alone does not.
    if (!waits) this.#timer.unref?.();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  // No call of the test is on the stack: an action that throws here would end the process.
  #fire(): void {
    try {
      this.shell.catchUp();
    } catch (error) {
      this.shell.hooks.failed.add(error);
    }
    this.set();
  }
}
