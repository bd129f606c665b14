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
const CODES = Array.from(ALPHABET, (char) => char.charCodeAt(0));
const NO_DIGIT = -1;
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

// A character is 6 bits: two checks of 30 bits, then 48 bits for each field.
const CHECK_CHARS = 10;
const FIELD_CHARS = 8;
const HALF = 2 ** 24;

export const sealedLength = (count: number): number => CHECK_CHARS + FIELD_CHARS * count;

/** Seals `fields` (whole numbers below 2^48) for one purpose, in 10 characters and 8 for each field. */
export function seal(secret: Secret, purpose: number, fields: readonly number[]): string {
  const { high, low } = checksum(secret, purpose, fields);
  const codes: number[] = [];
  write(codes, high, 5);
  write(codes, low, 5);
  let mask = low;
  for (const field of fields) {
    mask = mix(mask, high);
    write(codes, Math.floor(field / HALF) ^ (mask & 0xffffff), 4);
    mask = mix(mask, high);
    write(codes, (field % HALF) ^ (mask & 0xffffff), 4);
  }
  return String.fromCharCode(...codes);
}

/** The fields of the text that `seal` made with this secret and purpose and put at `start`; `undefined` for any other. */
export function unseal(
  secret: Secret,
  purpose: number,
  text: string,
  start: number,
  count: number,
): readonly number[] | undefined {
  if (!allDigits(text, start, start + sealedLength(count))) return undefined;
  const high = bits(text, start, 5);
  const low = bits(text, start + 5, 5);
  const fields: number[] = [];
  let mask = low;
  for (let at = start + CHECK_CHARS; fields.length < count; at += FIELD_CHARS) {
    mask = mix(mask, high);
    const upper = bits(text, at, 4) ^ (mask & 0xffffff);
    mask = mix(mask, high);
    fields.push(upper * HALF + (bits(text, at + 4, 4) ^ (mask & 0xffffff)));
  }
  const sum = checksum(secret, purpose, fields);
  return sum.high === high && sum.low === low ? fields : undefined;
}

/** `count` characters that follow from the secret and `field`, and look like the rest; a multiple of 4. */
export function filler(secret: Secret, field: number, count: number): string {
  const codes: number[] = [];
  for (let stream = mix(secret.b, field); codes.length < count; ) {
    stream = mix(stream, secret.a);
    write(codes, stream & 0xffffff, 4);
  }
  return String.fromCharCode(...codes);
}

/** Appends `value` as so many characters of 6 bits each. */
function write(codes: number[], value: number, chars: number): void {
  for (let shift = (chars - 1) * 6; shift >= 0; shift -= 6) codes.push(CODES[(value >>> shift) & 63] as number);
}

function bits(text: string, start: number, chars: number): number {
  let value = 0;
  for (let i = start; i < start + chars; i += 1) value = (value << 6) | (DIGITS[text.charCodeAt(i)] as number);
  return value;
}

function allDigits(text: string, start: number, end: number): boolean {
  if (text.length < end) return false;
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 127 || DIGITS[code] === NO_DIGIT) return false;
  }
  return true;
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
