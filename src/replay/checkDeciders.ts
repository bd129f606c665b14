import { isThenable } from '../args/isThenable.js';
import { quoted } from '../args/quoted.js';

/**
 * Checks that a value is a decider, or has a decider for each type of workflow. `owner` is the function that was called.
 *
 * @throws TypeError if it is something else.
 */
export function checkDeciders(owner: string, deciders: unknown): void {
  if (areDeciders(deciders)) return;
  throw new TypeError(
    `swfake: ${owner} was given ${quoted(deciders)} as decider; expected a decider, or { 'Order@1': decider }${adviceFor(deciders)}`,
  );
}

/** Returns true for a decider, and for an object with a decider for each type: `{ 'Order@1': decider }`. */
export const areDeciders = (deciders: unknown): boolean =>
  typeof deciders === 'function' || (hasFunctions(deciders) && strayNameIn(deciders) === undefined);

/** Returns a name in an object of functions that no type has, so that its decider is never called. */
export const strayNameIn = (deciders: unknown): string | undefined =>
  hasFunctions(deciders) ? Object.keys(deciders).find((name) => !/.@./.test(name)) : undefined;

function hasFunctions(deciders: unknown): deciders is object {
  if (typeof deciders !== 'object' || deciders === null || Array.isArray(deciders)) return false;
  const all: readonly unknown[] = Object.values(deciders);
  return all.length > 0 && all.every((one) => typeof one === 'function');
}

function adviceFor(deciders: unknown): string {
  if (isThenable(deciders)) return '; await it first';
  const { default: inner } = Object(deciders) as { readonly default?: unknown };
  if (areDeciders(inner)) return '; pass the default export of the module';
  const stray = strayNameIn(deciders);
  return stray === undefined ? '' : `, but ${quoted(stray)} is no type`;
}
