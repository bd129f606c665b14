import type { Mutant } from './mutant.js';

/** A mutant that no test can notice, because the changed code does the same. */
export interface Equivalent {
  readonly file: string;
  /** The code before the change: a piece that is in it, or all of it. */
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

/** The mutants that were read and found to do the same as the code. */
export const EQUIVALENT: readonly Equivalent[] = [];

/** Returns the reason why a mutant does the same as the code, or `undefined`. */
export const reasonOf = (mutant: Mutant, known: readonly Equivalent[] = EQUIVALENT): string | undefined =>
  known.find(({ file, before, after }) => file === mutant.file && before === mutant.before && after === mutant.after)
    ?.reason;
