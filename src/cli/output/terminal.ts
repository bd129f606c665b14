import type { Environment } from '../line/environment.js';
import { type ColorVariables, showsColors } from './style.js';

/** An output stream, as far as the program uses it. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** The width of the terminal. 0 if it is unknown. */
  readonly columns?: number | undefined;
}

const CLEAR_LINE = '\r\u001b[K';
const USUAL_COLUMNS = 80;

/**
 * Returns the functions that print. On a terminal the progress is one line of standard error, which is removed before
 * anything else is printed. In a pipe there is no progress.
 */
export function terminal(
  stdout: OutputStream,
  stderr: OutputStream,
  env: ColorVariables,
): Pick<Environment, 'print' | 'printError' | 'colors' | 'columns' | 'showProgress'> {
  let isProgressShown = false;
  const show = (line: string): void => {
    if (line === '' && !isProgressShown) return;
    isProgressShown = line !== '';
    // A line that wraps could not be removed.
    stderr.write(`${CLEAR_LINE}${line.slice(0, (stderr.columns || USUAL_COLUMNS) - 1)}`);
  };
  const printTo = (stream: OutputStream) => (text: string) => {
    show('');
    stream.write(`${text}\n`);
  };
  return {
    print: printTo(stdout),
    printError: printTo(stderr),
    colors: showsColors(env, stdout.isTTY ?? false),
    ...(stdout.isTTY && stdout.columns && { columns: stdout.columns }),
    ...(stderr.isTTY && env.TERM !== 'dumb' && { showProgress: show }),
  };
}
