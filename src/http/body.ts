import type { IncomingMessage } from 'node:http';
import { type Refusal, refusal } from './answer.js';

export const BODY_LIMIT = 1024 * 1024;

export const tooLarge: Refusal = refusal(
  413,
  'RequestEntityTooLargeException',
  `a body has ${BODY_LIMIT} bytes at most`,
);

/** The body of a request, or nothing if it is too large: then the rest of it is still to come. */
export async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not destroy the request: its connection is still to carry the refusal.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
