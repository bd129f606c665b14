import { nearest } from '../shell/near.js';

/** Where something stands in a policy: `policy.Statement[0].Condition`. */
export type Path = string;

/** @throws TypeError always: a policy that is not understood must not be taken for one that allows or denies. */
export function refuse(path: Path, complaint: string): never {
  throw new TypeError(`swfake: ${path} ${complaint}`);
}

/**
 * `also` are further names that may have been meant.
 * @throws TypeError always, with the names that are known and the one that was probably meant.
 */
export function refuseName(
  path: Path,
  kind: string,
  name: string,
  known: readonly string[],
  also: readonly string[] = [],
): never {
  const near = likeliest(name, [...known, ...also]);
  const hint = near === undefined ? '; it knows' : `; did you mean ${near}? It knows`;
  refuse(path, `has ${name}, which is no ${kind} that iamPolicy() knows${hint} ${known.join(', ')}`);
}

const likeliest = (name: string, names: readonly string[]): string | undefined =>
  names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearest(name, names)?.name;

/** The members of an object. @throws TypeError if it is none. */
export function membersOf(value: unknown, path: Path): readonly (readonly [name: string, value: unknown])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  return refuse(path, `must be an object, but it is ${said(value)}`);
}

/** One value or a list of them, as a list. @throws TypeError if there is none. */
export function listOf(value: unknown, path: Path): readonly (readonly [value: unknown, path: Path])[] {
  if (!Array.isArray(value)) return [[value, path]];
  if (value.length === 0) refuse(path, 'must name at least one');
  return value.map((each, i) => [each, `${path}[${i}]`] as const);
}

/**
 * A text in which nothing would have to be put in. Policy variables stand for what only IAM knows of a caller.
 * @throws TypeError if it is none.
 */
export function textOf(value: unknown, path: Path): string {
  if (typeof value !== 'string') refuse(path, `must be a text, but it is ${said(value)}`);
  if (/\$\{/.test(value)) refuse(path, `has a policy variable, and iamPolicy() knows none: ${value}`);
  return value;
}

const said = (value: unknown): string => JSON.stringify(value) ?? String(value);
