import { nearest } from '../args/didYouMean.js';
import { quoted, quotedNames } from '../args/quoted.js';

/** The place of an element in a policy: `policy.Statement[0].Condition`. */
export type Path = string;

/**
 * Throws for an element that is not understood: such a policy must neither allow nor deny.
 *
 * @throws TypeError always, with the place of the element.
 */
export function refuse(path: Path, complaint: string): never {
  throw new TypeError(`swfake: ${path} ${complaint}`);
}

/**
 * Throws for a name that is not known. `also` are further names for the suggestion.
 *
 * @throws TypeError always, with the most similar name, or else all known names.
 */
export function refuseUnknownName(
  path: Path,
  kind: string,
  name: string,
  known: readonly string[],
  also: readonly string[] = [],
): never {
  const near = nearestName(name, [...known, ...also]);
  const advice = near === undefined ? `expected one of ${quotedNames(known)}` : `did you mean ${quoted(near)}?`;
  refuse(path, `has the unknown ${kind} ${quoted(name)}; ${advice}`);
}

const nearestName = (name: string, names: readonly string[]): string | undefined =>
  names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearest(name, names)?.name;

/**
 * Returns the members of an object.
 *
 * @throws TypeError if the value is no object.
 */
export function parsedMembers(value: unknown, path: Path): readonly (readonly [name: string, value: unknown])[] {
  if (isObject(value)) return Object.entries(value);
  return refuse(path, `was given as ${quoted(value)}; expected an object`);
}

/** Returns true for an object that is no list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Returns a value, or each value of a list, with its place.
 *
 * @throws TypeError if the list is empty.
 */
export function parsedList(value: unknown, path: Path): readonly (readonly [value: unknown, path: Path])[] {
  if (!Array.isArray(value)) return [[value, path]];
  if (value.length === 0) refuse(path, 'is an empty list; expected at least one entry');
  return value.map((each, i) => [each, `${path}[${i}]`] as const);
}

/**
 * Returns a string.
 *
 * @throws TypeError if the value is no string.
 */
export function parsedText(value: unknown, path: Path): string {
  return typeof value === 'string' ? value : refuse(path, `was given as ${quoted(value)}; expected a string`);
}
