import { nearest } from './didYouMean.js';
import { quoted, quotedChoice, quotedNames } from './quoted.js';

/**
 * Rejects an options object with an unknown member: a misspelt option would have no effect. `hints` has the end of the
 * message for members that need an explanation.
 *
 * @throws TypeError if a member is unknown: the message has a similar name, or all known names.
 */
export function checkNames(
  owner: string,
  options: object,
  known: object,
  hints: Readonly<Record<string, string>> = {},
): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `swfake: ${owner} was given ${quoted(options)}; expected an object with ${quotedNames(Object.keys(known))}`,
    );
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(known, name)) continue;
    throw new TypeError(
      `swfake: unknown option ${quoted(name)} of ${owner}; ${advice(name, Object.keys(known), hints)}`,
    );
  }
}

function advice(name: string, known: readonly string[], hints: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(hints, name)) return hints[name] as string;
  const near = nearest(name, known);
  return near ? `did you mean '${near.name}'?` : `expected one of ${quotedNames(known)}`;
}

/**
 * Rejects a value that is not in a list. `undefined` is accepted.
 *
 * @throws TypeError if the value is not in the list: the message has the whole list.
 */
export function checkValue(option: string, value: unknown, known: readonly string[]): void {
  if (value === undefined || known.some((one) => one === value)) return;
  throw new TypeError(`swfake: ${option} was given as ${quoted(value)}; expected ${quotedChoice(known)}`);
}

/**
 * Rejects an argument that is not a function.
 *
 * @throws TypeError if the value is not a function, or is missing.
 */
export function requireFunction(argument: string, value: unknown): void {
  if (typeof value === 'function') return;
  throw new TypeError(`swfake: ${argument} was given as ${quoted(value)}; expected a function`);
}

/**
 * Rejects a value that is not a function. `undefined` is accepted.
 *
 * @throws TypeError if the value is not a function.
 */
export function checkFunction(option: string, value: unknown): void {
  if (value !== undefined) requireFunction(option, value);
}
