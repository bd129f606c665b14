import type { Equivalent } from './equivalent.js';

/** Mutants of src/core without its folders validate, check and authorize, which do the same as the code. */
export const core: readonly Equivalent[] = [];
