import type { OperationName } from '../../tables/operations.js';
import { REQUEST_BYTES } from '../model/limits.js';
import { INPUTS } from './inputShapes.js';
import type { Shape } from './shape.js';

/** Returns whether the body of a request with this input is larger than SWF accepts (docs/swf.md 10.1). */
export const isTooLarge = (shape: Shape, input: unknown): boolean => requestBytes(shape, input) > REQUEST_BYTES;

/** The member of each operation that is a list without a greatest length. Every other valid input is small. */
const OPEN_LISTS: ReadonlyMap<string, string> = new Map(
  Object.entries(INPUTS).flatMap(([op, { members }]) =>
    members
      .filter(({ shape }) => shape.kind === 'list' && shape.max === undefined)
      .map(({ name }) => [op, name] as const),
  ),
);

// JSON writes a control character as \u0001. No other character needs more bytes.
const MOST_BYTES_OF_A_CHARACTER = 6;
// Quotes, colon, comma and brackets; or a number or a flag.
const CHARACTERS_BESIDE_A_VALUE = 8;
// The execution context, the task token and the task list; an ARN; a description.
const CHARACTERS_BESIDE_THE_LIST = 35_000;
// The longest part of a decision's attributes is a list of five tags.
const CHARACTERS_OF_A_PART = 1500;

/**
 * Returns whether a valid input could be too large, by the lengths of its texts. It costs little, and next to nothing where
 * the input has no list.
 */
export function couldBeTooLarge(op: OperationName, input: unknown): boolean {
  const name = OPEN_LISTS.get(op);
  if (name === undefined) return false;
  const entries = (input as Readonly<Record<string, readonly unknown[] | undefined>>)[name];
  if (entries === undefined) return false;
  let sum = CHARACTERS_BESIDE_THE_LIST;
  for (const entry of entries) sum += characters(entry, 2);
  return sum * MOST_BYTES_OF_A_CHARACTER > REQUEST_BYTES;
}

/** Returns a number of characters that the JSON text of a value does not exceed, where no character is escaped. */
function characters(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length + CHARACTERS_BESIDE_A_VALUE;
  if (depth === 0) return CHARACTERS_OF_A_PART;
  let sum = CHARACTERS_BESIDE_A_VALUE;
  for (const name in value as object) {
    sum += name.length + characters((value as Readonly<Record<string, unknown>>)[name], depth - 1);
  }
  return sum;
}

/** Returns the number of bytes of the JSON text of a value. Members that the API model does not have are not sent. */
export function requestBytes(shape: Shape, value: unknown): number {
  if (typeof value === 'string') return textBytes(value);
  if (typeof value !== 'object' || value === null) return String(value).length;
  if (shape.kind === 'list') return Array.isArray(value) ? listBytes(shape.of, value) : 2;
  if (shape.kind !== 'structure') return 2;
  let sum = 1;
  for (const { name, shape: of } of shape.members) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) sum += name.length + 4 + requestBytes(of, member);
  }
  return Math.max(2, sum);
}

const listBytes = (of: Shape, values: readonly unknown[]): number =>
  Math.max(
    2,
    values.reduce<number>((sum, value) => sum + 1 + requestBytes(of, value), 1),
  );

function textBytes(text: string): number {
  let bytes = 2;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (isPlain(code)) {
      bytes += 1;
      continue;
    }
    const isPair = (text.codePointAt(i) as number) > 0xffff;
    bytes += isPair ? 4 : characterBytes(code);
    if (isPair) i += 1;
  }
  return bytes;
}

// Almost all characters are these, so they have the shortest way.
const isPlain = (code: number): boolean => code >= 0x20 && code < 0x80 && code !== 0x22 && code !== 0x5c;

// The characters that JSON writes with one letter after the backslash: \b \t \n \f \r \" \\.
const SHORT_ESCAPES = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x22, 0x5c]);

/** Returns the number of bytes of a UTF-16 unit in a JSON text that is UTF-8. A surrogate without its other half is escaped. */
function characterBytes(code: number): number {
  if (SHORT_ESCAPES.has(code)) return 2;
  if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) return MOST_BYTES_OF_A_CHARACTER;
  if (code < 0x80) return 1;
  return code < 0x800 ? 2 : 3;
}
