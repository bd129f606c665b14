import { nearest } from './near.js';

/**
 * Refuses members that nobody knows, since what is mistyped would be passed over in silence: `hints` says of some what
 * they are.
 *
 * @throws TypeError that names the member that was meant, or those that there are.
 */
export function checkNames(
  what: string,
  given: object,
  known: object,
  hints: Readonly<Record<string, string>> = {},
): void {
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`swfake: ${what} takes an object of ${Object.keys(known).join(', ')}, not ${String(given)}`);
  }
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(known, name)) continue;
    throw new TypeError(`swfake: ${what} takes no ${name}; ${meant(name, Object.keys(known), hints)}`);
  }
}

function meant(name: string, known: readonly string[], hints: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(hints, name)) return hints[name] as string;
  const near = nearest(name, known);
  return near ? `did you mean ${near.name}?` : `it takes ${known.join(', ')}`;
}

/** @throws TypeError that names the values that there are. */
export function checkValue(what: string, given: unknown, known: readonly string[]): void {
  if (given === undefined || known.some((value) => value === given)) return;
  const values = known.map((value) => `'${value}'`).join(' or ');
  throw new TypeError(`swfake: ${what} is ${values}, but it was given as ${JSON.stringify(given) ?? String(given)}`);
}

/** @throws TypeError if something is there that is no function. */
export function checkFunction(what: string, given: unknown): void {
  if (given === undefined || typeof given === 'function') return;
  throw new TypeError(`swfake: ${what} is a function, but it was given as ${JSON.stringify(given) ?? String(given)}`);
}
