import type { Shell } from './shell.js';

// A longer timeout is none (Node.js, setTimeout): the alarm rings before its time, and is set again.
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** With the real clock a parked poll has to be woken when something falls due, and what is to be done then has to be done. */
export class Alarm {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly shell: Shell) {}

  set(): void {
    const { real, closed, parking, watching } = this.shell;
    if (!real || closed) return;
    clearTimeout(this.#timer);
    const waits = parking.polls.size > 0;
    const next = waits ? this.shell.nextInstant() : watching.next();
    if (next === undefined) return;
    this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(0, next - Date.now()), LONGEST_TIMEOUT));
    // A poll that waits keeps the process alive, as its connection would; an act that nobody waits for does not.
    if (!waits) this.#timer.unref?.();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #ring(): void {
    this.shell.catchUp();
    this.set();
  }
}
