import { realMillis } from '../../host/realTime.js';

/** The standard error stream of Node. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const FIRST_MILLIS = 1000;
const TERMINAL_MILLIS = 200;
const LOG_MILLIS = 10_000;
/** The clock is read only once in so many states, because reading it takes time. */
const STATES_BETWEEN_CLOCK_READS = 256;

/**
 * Writes the progress of an exploration to standard error: after a second on a terminal, in one line that changes; otherwise
 * a line every ten seconds.
 */
export class Progress {
  readonly #startedAt: number;
  #next: number;
  #shown = false;

  constructor(
    readonly maxStates: number,
    readonly terminal: Terminal | undefined = standardError(),
    readonly clock: () => number = realMillis,
  ) {
    this.#startedAt = clock();
    this.#next = this.#startedAt + (terminal?.isTTY ? FIRST_MILLIS : LOG_MILLIS);
  }

  /** Writes the progress if it is time to. */
  show(states: number, depth: number): void {
    if (!this.terminal || states % STATES_BETWEEN_CLOCK_READS !== 0) return;
    const now = this.clock();
    if (now < this.#next) return;
    this.#shown = true;
    this.#next = now + (this.terminal.isTTY ? TERMINAL_MILLIS : LOG_MILLIS);
    const rate = Math.round((states * 1000) / (now - this.#startedAt));
    const [count, bound, speed] = [states, this.maxStates, rate].map((number) => number.toLocaleString('en'));
    const line = `explore: ${count} of at most ${bound} states, ${depth} steps deep, ${speed} states/s`;
    this.terminal.write(this.terminal.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  /** Removes the line from the terminal. */
  end(): void {
    if (this.#shown && this.terminal?.isTTY) this.terminal.write('\r\u001b[K');
  }
}

function standardError(): Terminal | undefined {
  const { process } = globalThis as { readonly process?: { readonly stderr?: Terminal } };
  return process?.stderr;
}
