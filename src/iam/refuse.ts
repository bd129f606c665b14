import { nearest } from '../args/didYouMean.js';

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
 * @throws TypeError always, with the known names and the nearest one.
 */
export function refuseUnknownName(
  path: Path,
  kind: string,
  name: string,
  known: readonly string[],
  also: readonly string[] = [],
): never {
  const near = nearestName(name, [...known, ...also]);
  const hint = near === undefined ? '; it knows' : `; did you mean ${near}? It knows`;
  refuse(path, `has ${name}, which is no ${kind} that iamPolicy() knows${hint} ${known.join(', ')}`);
}

const nearestName = (name: string, names: readonly string[]): string | undefined =>
  names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearest(name, names)?.name;

/**
 * Returns the members of an object.
 *
 * @throws TypeError if the value is no object.
 */
export function parsedMembers(value: unknown, path: Path): readonly (readonly [name: string, value: unknown])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  return refuse(path, `must be an object, but it is ${jsonOf(value)}`);
}

/**
 * Returns a value, or each value of a list, with its place.
 *
 * @throws TypeError if the list is empty.
 */
export function parsedList(value: unknown, path: Path): readonly (readonly [value: unknown, path: Path])[] {
  if (!Array.isArray(value)) return [[value, path]];
  if (value.length === 0) refuse(path, 'must name at least one');
  return value.map((each, i) => [each, `${path}[${i}]`] as const);
}

/**
 * Returns a string. Policy variables are refused: their values are known to IAM only.
 *
 * @throws TypeError if the value is no string, or has a policy variable.
 */
export function parsedText(value: unknown, path: Path): string {
  if (typeof value !== 'string') refuse(path, `must be a text, but it is ${jsonOf(value)}`);
  if (/\$\{/.test(value)) refuse(path, `has a policy variable, and iamPolicy() knows none: ${value}`);
  return value;
}

const jsonOf = (value: unknown): string => JSON.stringify(value) ?? String(value);
