import type { Equivalent } from './equivalent.js';

/** Mutants of src/core/validate, src/core/check and src/core/authorize, which do the same as the code. */
export const validate: readonly Equivalent[] = [];
