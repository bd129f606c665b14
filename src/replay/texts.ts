import { isSame, type MemberDifference, type Members } from './meaning.js';

const LONGEST = 60;
const MOST = 5;

/** A value as short text. */
export function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? 'none';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

/** Says where two values of an attribute differ: inside JSON, the members that do; in a long text, the place. */
export function linesOfMember({ what, recorded, decided }: MemberDifference): readonly string[] {
  const inside = [...places(what, parsed(recorded), parsed(decided))];
  const shown = inside.slice(0, MOST).map(([place, was, is]) => `    ${place}: recorded ${was}, decided ${is}`);
  if (inside.length > MOST) return [...shown, `    and ${inside.length - MOST} more members of ${what}`];
  // The same JSON in another text.
  if (inside.length === 0) return [`    ${what}: ${apart(recorded, decided)}`];
  return shown;
}

type Place = readonly [string, string, string];

function* places(place: string, was: unknown, is: unknown): Generator<Place> {
  if (isSame(was, is)) return;
  if (isTree(was) && isTree(is) && Array.isArray(was) === Array.isArray(is)) {
    const names = new Set([...Object.keys(was), ...Object.keys(is)]);
    for (const name of names) yield* places(`${place}${step(was, name)}`, was[name], is[name]);
    return;
  }
  yield typeof was === 'string' && typeof is === 'string' && was.length + is.length > 2 * LONGEST
    ? [`${place} from character ${firstApart(was, is)} on`, ...tails(was, is)]
    : [place, shortened(was), shortened(is)];
}

const isTree = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const step = (tree: Members, name: string): string => (Array.isArray(tree) ? `[${name}]` : `.${name}`);

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function firstApart(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

function tails(was: string, is: string): readonly [string, string] {
  const from = firstApart(was, is);
  return [shortened(was.slice(from)), shortened(is.slice(from))];
}

function apart(recorded: unknown, decided: unknown): string {
  const [was, is] = tails(String(recorded), String(decided));
  return `the same JSON in another text, from ${was} on, which is ${is}`;
}
