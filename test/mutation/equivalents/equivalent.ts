import type { Mutant } from '../mutant.js';

/** A mutant that no test can notice, because the changed code does the same. */
export interface Equivalent {
  readonly file: string;
  /** The code before the change. Any white space stands for any other. */
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

const oneLine = (code: string): string => code.replaceAll(/\s+/g, ' ');

/** Returns the reason why a mutant does the same as the code, or `undefined`. */
export const reasonIn = (known: readonly Equivalent[], mutant: Mutant): string | undefined =>
  known.find(
    ({ file, before, after }) =>
      file === mutant.file && oneLine(before) === oneLine(mutant.before) && oneLine(after) === oneLine(mutant.after),
  )?.reason;
