import { quoted } from '../../args/quoted.js';

/** An expected value: the member must be absent. */
export const ABSENT = Symbol('absent');

/** An expected value: any text with at least one character. */
export const SOME_TEXT = /^[\s\S]+$/;

/** The first place where a value is not as expected. */
export interface Mismatch {
  /** The path to the place; empty for the value as a whole. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** Returns a value as a text for a report. */
export const shownValue = (value: unknown): string => {
  if (value === ABSENT) return 'no such member';
  if (value === undefined) return 'nothing';
  if (value instanceof RegExp) return `a text like ${value}`;
  return quoted(typeof value === 'object' && value !== null && !(value instanceof Date) ? readable(value) : value);
};

/** Returns a value without what JSON cannot hold. */
const readable = (value: object): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) => {
      if (member === ABSENT) return '(no such member)';
      return member instanceof RegExp ? `a text like ${member}` : member;
    }),
  );

/**
 * Compares a value with an expected one. An object may have more members than are expected. A list must have as many
 * elements. A regular expression fits a text that it matches.
 */
export function mismatchOf(got: unknown, expected: unknown, path = ''): Mismatch | undefined {
  if (isPlain(expected)) return isPlain(got) ? firstOf(got, expected, path) : different(got, expected, path);
  if (Array.isArray(expected)) {
    const same = Array.isArray(got) && got.length === expected.length;
    return same ? firstOf({ ...got }, { ...expected }, path) : different(got, expected, path);
  }
  return fits(got, expected) ? undefined : different(got, expected, path);
}

type Members = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Members =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof RegExp);

function firstOf(got: Members, expected: Members, path: string): Mismatch | undefined {
  for (const [name, value] of Object.entries(expected)) {
    const found = mismatchOf(got[name], value, path === '' ? name : `${path}.${name}`);
    if (found) return found;
  }
  return undefined;
}

function fits(got: unknown, expected: unknown): boolean {
  if (expected === ABSENT) return got === undefined;
  if (expected instanceof RegExp) return typeof got === 'string' && expected.test(got);
  if (expected instanceof Date) return got instanceof Date && got.getTime() === expected.getTime();
  return got === expected;
}

const different = (got: unknown, expected: unknown, path: string): Mismatch => ({
  path,
  expected: shownValue(expected),
  got: shownValue(got),
});
