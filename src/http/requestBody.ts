import type { IncomingMessage } from 'node:http';
import { type Refusal, refusal } from './responses.js';

/** The largest body, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** The refusal of a larger body. */
export const tooLarge: Refusal = refusal(
  413,
  'RequestEntityTooLargeException',
  `the body is too large; expected at most ${BODY_LIMIT} bytes`,
);

/**
 * Reads the body of a request. Resolves to `undefined` if it is too large: the client may still send the rest, and its
 * connection is needed for the response.
 */
export function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return void chunks.push(chunk);
      request.off('data', take).pause();
      resolve(undefined);
    };
    request.on('data', take);
    request.once('end', () => resolve(joined(chunks)));
    request.once('error', reject);
  });
}

const joined = (chunks: readonly Buffer[]): Uint8Array => {
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks);
};
