import { adapters } from './adapters.js';
import { core } from './core.js';
import type { Equivalent } from './equivalent.js';
import { validate } from './validate.js';

/** The mutants that were read and found to do the same as the code. */
export const EQUIVALENT: readonly Equivalent[] = [...core, ...validate, ...adapters];
