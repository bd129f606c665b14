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

/** Reads the body of a request. Resolves to `undefined` if it is too large: the client may still send the rest. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  // The request must not be destroyed at the end of the loop: its connection is needed for the response.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
