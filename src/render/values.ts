import { isRunIdMember } from '../tables/subjects.js';

/**
 * How a timeline shows the values of attributes. Default: `'short'`.
 *
 * - `'short'`: JSON is shown as JSON, a value of over 200 characters is cut, a run id is shortened to 8 characters.
 * - `'whole'`: JSON is shown as JSON, nothing is cut.
 * - `'exact'`: nothing is cut, and JSON in a text is quoted like every text.
 */
export type ValueStyle = 'short' | 'whole' | 'exact';

const LONGEST = 200;
const RUN_ID_SHOWN = 8;

const isBare = (text: string): boolean => /^[\w.@:+/=-]+$/.test(text);
const lengthText = (text: string): string => `… (${text.length} characters)`;

// A cut must not leave half of a surrogate pair.
const beginning = (text: string, length = LONGEST): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');

/** Returns a text as it is up to 200 characters, else its first 200 characters and its length. */
export const cutText = (text: string): string =>
  text.length > LONGEST ? `${beginning(text)}${lengthText(text)}` : text;

/** Returns a text in double quotes, as JSON writes it. A text of over 200 characters is cut. */
export const quotedText = (text: string): string =>
  text.length > LONGEST ? `${JSON.stringify(beginning(text))}${lengthText(text)}` : JSON.stringify(text);

/** Returns the value of an attribute as a timeline shows it. */
export function attributeText(name: string, value: unknown, style: ValueStyle): string {
  if (typeof value === 'object' && value !== null) return objectText(value, style);
  const text = String(value);
  if (isBare(text)) return style === 'short' ? cutText(isRunIdMember(name) ? shortRunId(text) : text) : text;
  if (typeof value !== 'string') return JSON.stringify(value) ?? text;
  const json = style === 'exact' ? undefined : jsonText(value, style);
  if (json !== undefined) return style === 'short' ? cutText(json) : json;
  return style === 'short' ? quotedText(value) : JSON.stringify(value);
}

/** Returns the name of a subject as a timeline shows it. */
export const subjectText = (name: string, style: ValueStyle): string => (style === 'short' ? cutText(name) : name);

function objectText(value: object, style: ValueStyle): string {
  const type = typeText(value);
  if (type !== undefined) return type;
  if (style !== 'short') return JSON.stringify(value);
  const shortened = (member: string, one: unknown): unknown =>
    isRunIdMember(member) && typeof one === 'string' ? shortRunId(one) : one;
  return cutText(JSON.stringify(value, shortened));
}

/** Returns `Order@1` for a type, and the name of a task list; `undefined` for every other object. */
function typeText(value: object): string | undefined {
  const { name, version } = value as { readonly name?: unknown; readonly version?: unknown };
  if (typeof name !== 'string') return undefined;
  for (const member in value) if (member !== 'name' && member !== 'version') return undefined;
  return typeof version === 'string' ? `${name}@${version}` : name;
}

// A short id is kept, so that the names that a test gives to runs are kept.
const shortRunId = (id: string): string => (id.length > 2 * RUN_ID_SHOWN ? `${id.slice(0, RUN_ID_SHOWN)}…` : id);

/**
 * Returns a text that is a JSON object or list, without spaces between its tokens; `undefined` for every other text. In
 * the style `'whole'` a text that has such spaces is not taken, so that two texts that differ never look the same.
 */
function jsonText(text: string, style: ValueStyle): string | undefined {
  if (!/^\s*[[{]/.test(text) || !/[\]}]\s*$/.test(text) || !isJson(text)) return undefined;
  const compact = text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
  return style === 'whole' && compact !== text ? undefined : compact;
}

/** Returns whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
