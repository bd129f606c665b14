import { cutText, quotedText } from '../render/values.js';
import { isSame, type MemberDifference, type Members } from './decision.js';

/** Two texts with more characters together are shown from their first difference on. */
const LONG_TEXTS = 120;
/** The number of differing members that are shown for one attribute. */
const SHOWN_MEMBERS = 5;

/** Returns a value as JSON of at most 200 characters; a text that is JSON as it is; a registered type as `Charge@1`. */
export function shortText(value: unknown): string {
  if (typeof value === 'string') return isObject(parsedJson(value)) ? cutText(value) : quotedText(value);
  const { name, version } = isObject(value) ? value : {};
  return cutText(version === undefined ? (JSON.stringify(value) ?? 'none') : `${name}@${version}`);
}

/** The names of two values that differ, in the lines of a diff. */
export type SideNames = readonly [string, string];

/**
 * Returns the lines of a diff for one attribute. For JSON, there is one line for each member that differs, five at
 * most. For a long text, the line begins where the texts differ.
 */
export function differenceLines(
  { what, recorded, decided }: MemberDifference,
  sideNames: SideNames,
): readonly string[] {
  const [was, is] = [parsedJson(recorded), parsedJson(decided)];
  const inside = [
    ...(isObject(was) && isObject(is) ? differingPlaces(what, was, is) : differingPlaces(what, recorded, decided)),
  ];
  const shown = inside
    .slice(0, SHOWN_MEMBERS)
    .map(([place, was, is]) => `    ${place}: ${sideNames[0]} ${was}, ${sideNames[1]} ${is}`);
  if (inside.length > SHOWN_MEMBERS)
    return [...shown, `    ${inside.length - SHOWN_MEMBERS} more members of ${what} differ`];
  // The texts differ, but the JSON in them does not: the order of members, or white space.
  if (inside.length === 0) return [`    ${what}: ${textDifference(recorded, decided, sideNames)}`];
  return shown;
}

type Place = readonly [string, string, string];

function* differingPlaces(place: string, was: unknown, is: unknown): Generator<Place> {
  if (isSame(was, is)) return;
  if (isObject(was) && isObject(is) && Array.isArray(was) === Array.isArray(is)) {
    const names = new Set([...Object.keys(was), ...Object.keys(is)]);
    for (const name of names) yield* differingPlaces(`${place}${memberPath(was, name)}`, was[name], is[name]);
    return;
  }
  yield typeof was === 'string' && typeof is === 'string' && was.length + is.length > LONG_TEXTS
    ? [`${place} from character ${firstDifference(was, is)} on`, ...tails(was, is)]
    : [place, shortText(was), shortText(is)];
}

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const memberPath = (tree: Members, name: string): string => (Array.isArray(tree) ? `[${name}]` : `.${name}`);

function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

function tails(was: string, is: string): readonly [string, string] {
  const from = firstDifference(was, is);
  return [shortText(was.slice(from)), shortText(is.slice(from))];
}

function textDifference(recorded: unknown, decided: unknown, sideNames: SideNames): string {
  const [was, is] = tails(String(recorded), String(decided));
  return `the same JSON, but another text: ${sideNames[0]} ${was}, ${sideNames[1]} ${is}`;
}
