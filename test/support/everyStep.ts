import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

// For what holds after every step of a walk, or in every row of a table. An `expect` takes longer than the step before
// it, so it is left to the steps where it fails.

/** Expects two texts to be the same. */
export function expectSame(actual: string, expected: string): void {
  if (actual !== expected) expect(actual).toBe(expected);
}

/** Expects two values to be equal. */
export function expectEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, message).toEqual(expected);
}

/** Expects an empty list: no broken rule, or no change. */
export function expectNone(list: readonly unknown[], message?: string): void {
  if (list.length > 0) expect(list, message).toEqual([]);
}
