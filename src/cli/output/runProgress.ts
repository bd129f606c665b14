import type { Environment } from '../line/environment.js';

/** The progress of a command that runs many things. */
export interface RunProgress {
  /** Shows that `done` of `all` things are done after `seconds`. */
  show(done: number, all: number, seconds: number, failures: number): void;
  /** Shows that a failure is minimized, and that `done` of at most `all` runs are done. */
  minimizing(name: string, done: number, all: number): void;
  /** Removes the line. */
  hide(): void;
}

const TERMINAL_MILLIS = 200;
const LOG_MILLIS = 30_000;

/**
 * Returns the progress of runs. A terminal has one line that changes, at most five times per second. A log gets a line every
 * 30 seconds. `now` returns the time in milliseconds.
 */
export function runProgress(
  { showProgress, printError }: Pick<Environment, 'showProgress' | 'printError'>,
  now = () => performance.now(),
): RunProgress {
  let shownAt = now();
  const interval = showProgress ? TERMINAL_MILLIS : LOG_MILLIS;
  const print = (text: string): void => {
    if (now() - shownAt < interval) return;
    shownAt = now();
    (showProgress ?? printError)(text);
  };
  return {
    show: (done, all, seconds, failures) => print(line(done, all, seconds, failures)),
    minimizing: (name, done, all) => print(`minimizing ${name}: ${done} of at most ${all} runs`),
    hide: () => showProgress?.(''),
  };
}

function line(done: number, all: number, seconds: number, failures: number): string {
  const rate = done / seconds;
  const left = rate > 0 ? `, ${Math.ceil((all - done) / rate)} s left` : '';
  return `${done} of ${all} runs, ${failures} failed, ${Math.round(rate)} per second${left}`;
}
