import type { Instant } from '../core/index.js';

/** Returns the earlier of two instants. An absent one comes after every other. */
export const earliest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
