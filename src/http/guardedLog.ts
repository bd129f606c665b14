import { isThenable } from '../args/isThenable.js';
import { quoted } from '../args/quoted.js';

type Log = (line: string) => unknown;

/** Returns a log that never throws: an error in it must not end the process. The first error is printed as a warning. */
export function guardedLog(log: Log): (line: string) => void {
  let isWarned = false;
  const warn = (error: unknown): void => {
    if (isWarned) return;
    isWarned = true;
    console.warn(
      `swfake: the log of serve() threw ${quoted(error)}; lines of the log are lost; catch the error in the function`,
    );
  };
  return (line) => {
    try {
      const answer = log(line);
      if (isThenable(answer)) Promise.resolve(answer).catch(warn);
    } catch (error) {
      warn(error);
    }
  };
}
