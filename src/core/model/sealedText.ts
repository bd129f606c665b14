/**
 * The keys of sealed texts: opaque texts that carry numbers (task tokens, page tokens, run ids).
 *
 * A sealed text holds its numbers and a checksum with these keys. The numbers are masked with the checksum. This is
 * why:
 *
 * - No table of tokens is needed.
 * - The token of a closed task still names its task.
 * - Equal keys give equal texts.
 * - A text that this state did not make is recognised.
 *
 * It is no cryptography: it protects against mistakes, not against an attack.
 */
export interface Secret {
  /** The first key: 32 bits. */
  readonly a: number;
  /** The second key: 32 bits. */
  readonly b: number;
  /** The text that makes a token as long as a live one: the same for all tokens of these keys. */
  readonly filler: string;
}

/**
 * Returns the keys of a fake: the seed of its options, its region and its account. Fakes that differ in one of the
 * three do not accept each other's texts.
 */
export function secretOf(seed: number, region: string, accountId: string): Secret {
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32) >>> 0;
  const place = mixText(mixText(PLACE, region), `/${accountId}`);
  const a = mix(mix(mix(0x2545f491, low), high), place);
  const b = mix(0x51ed270b, a);
  return { a, b, filler: fillerOf(a, b) };
}

const PLACE = 0x9e3779b9;

function mixText(start: number, text: string): number {
  let h = start;
  for (let i = 0; i < text.length; i += 1) h = mix(h, text.charCodeAt(i));
  return h;
}

// The alphabet has + and /, as live tokens and run ids have: clients must handle them (docs/swf.md 1.3, 5.1).
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const codesOf = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));
const CODES = codesOf(ALPHABET);
const NO_DIGIT = -1;
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

// A character holds 6 bits: 30 bits of checksum, then 48 bits for each field.
const CHECK_CHARS = 5;
const CHECK_BITS = 0x3fffffff;
const FIELD_CHARS = 8;
const HALF = 2 ** 24;

/** The form of a kind of sealed text: a prefix, a checksum, the fields, and characters that only make it longer. */
export interface Form {
  /** The number of the kind. It is part of the checksum, so a text of one kind is invalid for every other. */
  readonly purpose: number;
  /** The text at the beginning. */
  readonly prefix: string;
  /** The number of fields. */
  readonly count: number;
  /** The number of characters after the fields that only make the text longer. They differ from text to text. */
  readonly extra: number;
  /** The character codes of a text without its prefix. All of them are overwritten. */
  readonly blank: readonly number[];
}

/** Returns a form with its `blank` text. */
export function formOf({ purpose, prefix, count, extra }: Omit<Form, 'blank'>): Form {
  const blank = codesOf('A'.repeat(CHECK_CHARS + FIELD_CHARS * count + extra));
  return { purpose, prefix, count, extra, blank };
}

/** Returns the number of characters of a sealed text. */
export const sealedLength = ({ prefix, blank }: Form): number => prefix.length + blank.length;

/** Returns the sealed text of `fields`, which are whole numbers below 2^48. */
export function seal(secret: Secret, form: Form, fields: readonly number[]): string {
  const sum = checksum(secret, form.purpose, fields);
  const codes = form.blank.slice();
  let at = write(codes, 0, sum, CHECK_CHARS);
  let mask = sum;
  for (const field of fields) {
    mask = mix(mask, secret.b);
    at = write(codes, at, Math.floor(field / HALF) ^ (mask & 0xffffff), 4);
    mask = mix(mask, secret.b);
    at = write(codes, at, (field % HALF) ^ (mask & 0xffffff), 4);
  }
  if (form.extra > 0) fill(codes, at, mix(secret.b, sum), secret.a);
  return form.prefix + String.fromCharCode(...codes);
}

/**
 * Returns the fields of a text that `seal` made with these keys and this form, or `undefined` for any other text. What
 * follows the fields is not checked.
 */
export function unseal(secret: Secret, { purpose, prefix, count }: Form, text: string): readonly number[] | undefined {
  if (text.slice(0, prefix.length) !== prefix) return undefined;
  let at = prefix.length;
  const check = bits(text, at, CHECK_CHARS);
  const fields: number[] = [];
  let mask = check;
  for (at += CHECK_CHARS; fields.length < count; at += FIELD_CHARS) {
    const upper = bits(text, at, 4);
    const lower = bits(text, at + 4, 4);
    const upperMask = mix(mask, secret.b);
    mask = mix(upperMask, secret.b);
    fields.push((upper ^ (upperMask & 0xffffff)) * HALF + (lower ^ (mask & 0xffffff)));
  }
  return checksum(secret, purpose, fields) === check ? fields : undefined;
}

// With the prefix and the fields, a token has the 408 characters of a live one (docs/swf.md 5.1). The end is that of base64
// whose last character has two unused bits, which are 0.
const RANDOM_CHARS = 352;
const FILLER_END = 'g=';

/** The number of characters of a filler. */
export const FILLER_LENGTH = RANDOM_CHARS + CHECK_CHARS + FILLER_END.length;

function fillerOf(a: number, b: number): string {
  const codes = new Array<number>(RANDOM_CHARS).fill(0);
  fill(codes, 0, b, a);
  const random = String.fromCharCode(...codes);
  return `${random}${fillerCheck(random)}${FILLER_END}`;
}

/**
 * Returns whether a text is the filler of some fake. It has a checksum without keys, by which a fake recognises the
 * filler of another one.
 */
export const isFiller = (text: string): boolean =>
  text.slice(RANDOM_CHARS) === fillerCheck(text.slice(0, RANDOM_CHARS)) + FILLER_END;

function fillerCheck(random: string): string {
  const codes = new Array<number>(CHECK_CHARS).fill(0);
  write(codes, 0, mixText(PLACE, random) & CHECK_BITS, CHECK_CHARS);
  return String.fromCharCode(...codes);
}

/** Overwrites the codes from `start` on with those of a pseudo-random text. */
function fill(codes: number[], start: number, from: number, key: number): void {
  let stream = from;
  for (let at = start; at < codes.length; ) {
    stream = mix(stream, key);
    at = write(codes, at, stream & 0xffffff, Math.min(4, codes.length - at));
  }
}

/** Writes `value` as `chars` characters of 6 bits each. Returns the index of the next character. */
function write(codes: number[], start: number, value: number, chars: number): number {
  const end = start + chars;
  for (let at = end - 1, left = value; at >= start; at -= 1, left >>>= 6) codes[at] = CODES[left & 63] as number;
  return end;
}

/**
 * Returns the number in `chars` characters. It is negative if one of them is no digit: no checksum is, and no field that has
 * the right checksum.
 */
function bits(text: string, start: number, chars: number): number {
  let value = 0;
  for (let i = start; i < start + chars; i += 1) value = (value << 6) | digitAt(text, i);
  return value;
}

function digitAt(text: string, i: number): number {
  const code = text.charCodeAt(i);
  return code < DIGITS.length ? (DIGITS[code] as number) : NO_DIGIT;
}

/** Returns 30 bits. `unseal` masks with what it reads, so they are all in the text. */
function checksum(secret: Secret, purpose: number, fields: readonly number[]): number {
  let sum = mix(secret.a, purpose);
  for (const field of fields) sum = mix(mix(sum, field | 0), Math.floor(field / 2 ** 32));
  return mix(sum, secret.b) & CHECK_BITS;
}

// The finaliser of MurmurHash3 (public domain), with `state` as its key.
function mix(state: number, value: number): number {
  let h = Math.imul(state ^ value, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
