/**
 * The keys of sealed texts: opaque texts that carry numbers (task tokens, page tokens, run ids).
 *
 * A sealed text holds its numbers and a checksum with these keys. The numbers are masked with the checksum. This is
 * why:
 *
 * - No table of tokens is needed.
 * - The token of a closed task still names its task.
 * - Equal seeds give equal texts.
 * - A text that this state did not make is recognised.
 *
 * It is no cryptography: it protects against mistakes, not against an attack.
 */
export interface Secret {
  /** The first key: 32 bits. */
  readonly a: number;
  /** The second key: 32 bits. */
  readonly b: number;
}

/** Returns the keys of a seed. */
export const secretOf = (seed: number): Secret => {
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32) >>> 0;
  return { a: mix(mix(0x2545f491, low), high), b: mix(mix(0x51ed270b, high), low) };
};

// The alphabet has + and /, as live tokens and run ids have: clients must handle them (docs/swf.md 1.3, 5.1).
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const codesOf = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));
const CODES = codesOf(ALPHABET);
const NO_DIGIT = -1;
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

// A character holds 6 bits: 60 bits of checksum, then 48 bits for each field.
const CHECK_CHARS = 10;
const FIELD_CHARS = 8;
const HALF = 2 ** 24;

/** The form of a kind of sealed text. */
export interface Form {
  /** The number of the kind. It is part of the checksum, so a text of one kind is invalid for every other. */
  readonly purpose: number;
  /** The text at the beginning. */
  readonly prefix: string;
  /** The text at the end. */
  readonly suffix: string;
  /** The number of fields. */
  readonly count: number;
  /** The number of characters after the fields that only make the text longer: a multiple of 4. */
  readonly filler: number;
  /** The character codes of a text of this form. Those between prefix and suffix are overwritten. */
  readonly blank: readonly number[];
}

/** Returns a form with its `blank` text. */
export function formOf({ purpose, prefix, suffix, count, filler }: Omit<Form, 'blank'>): Form {
  const sealed = CHECK_CHARS + FIELD_CHARS * count + filler;
  return { purpose, prefix, suffix, count, filler, blank: codesOf(prefix + 'A'.repeat(sealed) + suffix) };
}

/** Returns the sealed text of `fields`, which are whole numbers below 2^48. */
export function seal(secret: Secret, form: Form, fields: readonly number[]): string {
  const { high, low } = checksum(secret, form.purpose, fields);
  const codes = form.blank.slice();
  let at = write(codes, form.prefix.length, high, 5);
  at = write(codes, at, low, 5);
  let mask = low;
  for (const field of fields) {
    mask = mix(mask, high);
    at = write(codes, at, Math.floor(field / HALF) ^ (mask & 0xffffff), 4);
    mask = mix(mask, high);
    at = write(codes, at, (field % HALF) ^ (mask & 0xffffff), 4);
  }
  if (form.filler > 0) fill(codes, at, form.filler, secret, fields[0] ?? 0);
  return String.fromCharCode(...codes);
}

/**
 * Returns the fields of a text that `seal` made with these keys and this form, or `undefined` for any other text. The
 * filler is not checked.
 */
export function unseal(secret: Secret, form: Form, text: string): readonly number[] | undefined {
  const { prefix, suffix, count, blank } = form;
  if (text.length !== blank.length || !text.startsWith(prefix) || !text.endsWith(suffix)) return undefined;
  let at = prefix.length;
  const high = bits(text, at, 5);
  const low = bits(text, at + 5, 5);
  const fields: number[] = [];
  let mask = low;
  for (at += CHECK_CHARS; fields.length < count; at += FIELD_CHARS) {
    const upper = bits(text, at, 4);
    const lower = bits(text, at + 4, 4);
    // A character is no digit. Among the checksum's own characters it gives a number that no checksum has.
    if (upper < 0 || lower < 0) return undefined;
    const upperMask = mix(mask, high);
    mask = mix(upperMask, high);
    fields.push((upper ^ (upperMask & 0xffffff)) * HALF + (lower ^ (mask & 0xffffff)));
  }
  const sum = checksum(secret, form.purpose, fields);
  return sum.high === high && sum.low === low ? fields : undefined;
}

function fill(codes: number[], start: number, count: number, secret: Secret, field: number): void {
  let stream = mix(secret.b, field);
  for (let at = start; at < start + count; at += 4) {
    stream = mix(stream, secret.a);
    write(codes, at, stream & 0xffffff, 4);
  }
}

/** Writes `value` as `chars` characters of 6 bits each. Returns the index of the next character. */
function write(codes: number[], start: number, value: number, chars: number): number {
  const end = start + chars;
  for (let at = end - 1, left = value; at >= start; at -= 1, left >>>= 6) codes[at] = CODES[left & 63] as number;
  return end;
}

/** Returns the number in `chars` characters. It is negative if one of them is no digit. */
function bits(text: string, start: number, chars: number): number {
  let value = 0;
  for (let i = start; i < start + chars; i += 1) value = (value << 6) | digitAt(text, i);
  return value;
}

function digitAt(text: string, i: number): number {
  const code = text.charCodeAt(i);
  return code < DIGITS.length ? (DIGITS[code] as number) : NO_DIGIT;
}

interface Sum {
  readonly high: number;
  readonly low: number;
}

function checksum(secret: Secret, purpose: number, fields: readonly number[]): Sum {
  let high = mix(secret.a, purpose);
  let low = mix(secret.b, purpose);
  for (const field of fields) {
    const upper = Math.floor(field / 2 ** 32);
    high = mix(mix(high, field | 0), upper);
    low = mix(mix(low, upper), field | 0);
  }
  // A text holds only 60 bits of the checksum, and `unseal` masks with what it reads.
  return { high: high & 0x3fffffff, low: low & 0x3fffffff };
}

// The finaliser of MurmurHash3 (public domain), with `state` as its key.
function mix(state: number, value: number): number {
  let h = Math.imul(state ^ value, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
