import { nextLine } from './explain.js';
import { realClearTimeout, realTimeout } from './macrotask.js';
import type { Shell } from './shell.js';

/** Real time in which nothing happens after which it is worth a word that somebody waits. */
const STANDSTILL_MILLIS = 2000;
const SHOWN = 5;

/** Says once that polls wait while nobody calls the fake and nobody lets its time pass: a test that hangs. */
export class Standstill {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = false;

  constructor(readonly shell: Shell) {}

  /** Looks from now on, as long as polls wait. */
  watch(): void {
    const { real, closed, parking } = this.shell;
    if (this.#said || this.#timer || real || closed || parking.polls.size === 0) return;
    const before = this.#progress();
    this.#timer = realTimeout(() => this.#look(before), STANDSTILL_MILLIS);
    // Nothing is kept alive by it: a process that has nothing else to do ends.
    this.#timer.unref?.();
  }

  stop(): void {
    realClearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(before: string): void {
    this.stop();
    if (this.shell.parking.polls.size > 0 && this.#progress() === before) this.#say();
    else this.watch();
  }

  #progress(): string {
    const { hands, state } = this.shell;
    return `${hands.calls} ${state.now}`;
  }

  #say(): void {
    this.#said = true;
    const polls = [...this.shell.parking.polls].slice(0, SHOWN);
    const more = this.shell.parking.polls.size - polls.length;
    const held = this.shell.hands.stuck();
    const lines = [
      'swfake: for two seconds nobody has called this fake, and polls wait:',
      ...polls.map(
        ({ holder, list }) => `${holder} waits on the ${list.kind} list ${list.name} of the domain ${list.domain}.`,
      ),
      ...(more > 0 ? [`So do ${more} more.`] : []),
      ...(held ? [`${held.holder} has ${held.what} in hand.`] : []),
      nextLine(this.shell),
      'The clock is virtual, and nobody advances it. Let time pass with await swf.clock.advanceAsync(…), start or signal a ' +
        "workflow, end the polls with swf.close(), or make the fake with clock: 'real'.",
    ];
    console.warn(lines.join('\n  '));
  }
}
