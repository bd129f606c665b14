import { quoted } from '../../args/quoted.js';

/**
 * Rejects a value that is not a list. `expected` describes the list.
 *
 * @throws TypeError if the value is none.
 */
export function checkList(member: string, value: unknown, expected: string): void {
  if (!Array.isArray(value)) throw wrongValue(member, value, expected);
}

/**
 * Rejects a value that is not an object.
 *
 * @throws TypeError if the value is none.
 */
export function checkObject(member: string, value: unknown, expected: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongValue(member, value, expected);
}

/**
 * Rejects a value that is not a whole number from `min` on.
 *
 * @throws TypeError if the value is none.
 */
export function checkCount(member: string, value: unknown, min: number): void {
  if (Number.isSafeInteger(value) && Number(value) >= min) return;
  throw wrongValue(member, value, `a whole number from ${min}`);
}

/** Rejects a value that is not a seed. `undefined` is accepted. @throws TypeError if the value is none. */
export function checkSeed(value: unknown): void {
  if (value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0)) return;
  throw wrongValue('seed', value, 'a whole number from 0 to 2^53 - 1, for example 1');
}

/** Creates the error for a member with a wrong value. */
export const wrongValue = (member: string, value: unknown, expected: string): TypeError =>
  new TypeError(`swfake: ${member} was given as ${quoted(value)}; expected ${expected}`);
