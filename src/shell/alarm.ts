import type { Shell } from './shell.js';

/** With the real clock a parked poll has to be woken when something falls due. */
export class Alarm {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly shell: Shell) {}

  set(): void {
    const { real, closed, parking } = this.shell;
    if (!real || closed) return;
    clearTimeout(this.#timer);
    const next = parking.polls.size > 0 ? this.shell.nextInstant() : undefined;
    if (next === undefined) return;
    this.#timer = setTimeout(() => this.#ring(), Math.max(0, next - Date.now()));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #ring(): void {
    this.shell.catchUp();
    this.set();
  }
}
