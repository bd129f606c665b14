import { randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 16;

/** Returns a new token of 128 random bits. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** Returns true if a text is the token. The time that it takes does not depend on the text. */
export function isToken(token: string, given: string | undefined): boolean {
  const [expected, actual] = [Buffer.from(token), Buffer.from(given ?? '')];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
