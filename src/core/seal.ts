/**
 * Opaque texts that carry numbers: task tokens, page tokens, run ids.
 *
 * A text holds its numbers and a checksum that is keyed by the seed, and the numbers are masked by the checksum. So no
 * table of tokens has to grow, the token of a closed task still names its task, equal seeds give equal bytes, and a text
 * that this fake did not make is recognised. It keeps honest code honest; it is no cryptography.
 */
export interface Secret {
  readonly a: number;
  readonly b: number;
}

export const secretOf = (seed: number): Secret => {
  const low = seed >>> 0;
  const high = Math.floor(seed / 2 ** 32) >>> 0;
  return { a: mix(mix(0x2545f491, low), high), b: mix(mix(0x51ed270b, high), low) };
};

// The standard alphabet with + and /: live tokens and run ids contain them, and clients have to cope (swf-behaviour 5.1).
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const codesOf = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));
const CODES = codesOf(ALPHABET);
const NO_DIGIT = -1;
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

// A character is 6 bits: two checks of 30 bits, then 48 bits for each field.
const CHECK_CHARS = 10;
const FIELD_CHARS = 8;
const HALF = 2 ** 24;

/** The form of a kind of sealed text. */
export interface Form {
  readonly purpose: number;
  readonly prefix: string;
  readonly suffix: string;
  /** How many fields it carries. */
  readonly count: number;
  /** How many characters stand after them that follow from the secret and the first field, and look like the rest. */
  readonly filler: number;
  /** The character codes of such a text, to be written over between prefix and suffix. */
  readonly blank: readonly number[];
}

/** `filler` is a multiple of 4. Texts of different purposes are never taken for each other. */
export function formOf({ purpose, prefix, suffix, count, filler }: Omit<Form, 'blank'>): Form {
  const sealed = CHECK_CHARS + FIELD_CHARS * count + filler;
  return { purpose, prefix, suffix, count, filler, blank: codesOf(prefix + 'A'.repeat(sealed) + suffix) };
}

/** Seals `fields`, whole numbers below 2^48. */
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

/** The fields of the text that `seal` made with this secret and form; `undefined` for any other. The filler is not read. */
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
    // No digits; among the checks they make a sum that none is.
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

/** Writes `value` as so many characters of 6 bits each, and says where the next one goes. */
function write(codes: number[], start: number, value: number, chars: number): number {
  const end = start + chars;
  for (let at = end - 1, left = value; at >= start; at -= 1, left >>>= 6) codes[at] = CODES[left & 63] as number;
  return end;
}

/** Negative if one of the characters is no digit. */
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
  // 60 bits are written, so 60 bits mask.
  return { high: high & 0x3fffffff, low: low & 0x3fffffff };
}

// The finaliser of MurmurHash3 (public domain), keyed by what came before.
function mix(state: number, value: number): number {
  let h = Math.imul(state ^ value, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
