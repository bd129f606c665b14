import type { Equivalent } from './equivalent.js';

/** Mutants of src/shell, src/adapters and src/iam, which do the same as the code. */
export const adapters: readonly Equivalent[] = [];
