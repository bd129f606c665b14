import { isThenable } from './isThenable.js';

const LONGEST = 200;

/**
 * Returns a value for a message: a text in single quotes, an object as JSON, a date in UTC. More than 200 characters are
 * cut, with their number.
 */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return cut(value, (text) => `'${text}'`);
  if (typeof value === 'function') return `the function ${value.name ? `'${value.name}'` : 'without a name'}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return dateText(value);
  if (isThenable(value)) return 'a promise';
  if (value instanceof Error) return `the error ${quoted(`${value.name}: ${value.message}`)}`;
  return cut(jsonOf(value), (text) => text);
}

/** Returns names for a message: `'a', 'b'`. */
export const quotedNames = (names: Iterable<string>): string => [...names].map((name) => quoted(name)).join(', ');

/** Returns values for a message: `'a' or 'b'`. */
export const quotedChoice = (values: Iterable<string>): string =>
  [...values].map((value) => quoted(value)).join(' or ');

const cut = (text: string, frame: (text: string) => string): string =>
  text.length <= LONGEST ? frame(text) : `${frame(`${text.slice(0, LONGEST)}…`)} (${text.length} characters)`;

const dateText = (date: Date): string =>
  Number.isNaN(date.getTime()) ? 'an invalid Date' : `the Date ${date.toISOString()}`;

// A circle or a BigInt has no JSON.
function jsonOf(value: object): string {
  try {
    return JSON.stringify(value) ?? 'an object';
  } catch {
    return 'an object';
  }
}
