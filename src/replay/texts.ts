import { isSame, type MemberDifference, type Members } from './meaning.js';

const LONGEST = 60;
const MOST = 5;

/** A value as short text, a type as `Charge@1`. */
export function shortened(value: unknown): string {
  const { name, version } = isTree(value) ? value : {};
  const text = version === undefined ? (JSON.stringify(value) ?? 'none') : `${name}@${version}`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

/** What to call the two values that differ. */
export type Sides = readonly [string, string];

/** Says where two values of an attribute differ: inside JSON, the members that do; in a long text, the place. */
export function linesOfMember({ what, recorded, decided }: MemberDifference, sides: Sides): readonly string[] {
  const [was, is] = [parsed(recorded), parsed(decided)];
  const inside = [...(isTree(was) && isTree(is) ? places(what, was, is) : places(what, recorded, decided))];
  const shown = inside.slice(0, MOST).map(([place, was, is]) => `    ${place}: ${sides[0]} ${was}, ${sides[1]} ${is}`);
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
