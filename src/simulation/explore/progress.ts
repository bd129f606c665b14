import { realMillis } from '../../shell/macrotask.js';

/** Node's own, where there is one. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const FIRST_MILLIS = 1000;
const TERMINAL_MILLIS = 200;
const LOG_MILLIS = 10_000;
/** The clock is asked only so often. */
const STATES_A_LOOK = 256;

/** Says on standard error how far an exploration is: on a terminal in one line that changes, else only if it takes long. */
export class Progress {
  readonly #begun: number;
  #next: number;
  #shown = false;

  constructor(
    readonly maxStates: number,
    readonly terminal: Terminal | undefined = standardError(),
    readonly clock: () => number = realMillis,
  ) {
    this.#begun = clock();
    this.#next = this.#begun + (terminal?.isTTY ? FIRST_MILLIS : LOG_MILLIS);
  }

  show(states: number, depth: number): void {
    if (!this.terminal || states % STATES_A_LOOK !== 0) return;
    const now = this.clock();
    if (now < this.#next) return;
    this.#shown = true;
    this.#next = now + (this.terminal.isTTY ? TERMINAL_MILLIS : LOG_MILLIS);
    const rate = Math.round((states * 1000) / (now - this.#begun));
    const [count, bound, speed] = [states, this.maxStates, rate].map((number) => number.toLocaleString('en'));
    const line = `explore: ${count} of at most ${bound} states, ${depth} steps deep, ${speed} states/s`;
    this.terminal.write(this.terminal.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  end(): void {
    if (this.#shown && this.terminal?.isTTY) this.terminal.write('\r\u001b[K');
  }
}

function standardError(): Terminal | undefined {
  const { process } = globalThis as { readonly process?: { readonly stderr?: Terminal } };
  return process?.stderr;
}
