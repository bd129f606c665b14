import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SwfServer, serve } from '../../src/http/index.js';
import { SwfFake } from '../../src/index.js';

/** A request with its operation and its body. */
export interface Asked {
  readonly op: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The number of the request, from 1. */
  readonly number: number;
}

/** Answers a request itself and returns true, or leaves it to the fake. */
export type Misbehave = (asked: Asked, response: ServerResponse) => boolean;

/** A server that misbehaves for some requests, and is a fake with the real clock for the others. */
export async function badServer(misbehave: Misbehave) {
  const real = await serve(new SwfFake({ clock: 'real' }), { pollTimeout: '3s' });
  let number = 0;
  const server = createServer(async (incoming, response) => {
    const body = await bodyOf(incoming);
    number += 1;
    const op = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
    if (!misbehave({ op, input: JSON.parse(body || '{}'), number }, response)) pass(real, incoming, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await real.close();
  };
  return { url, [Symbol.asyncDispose]: close };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

function pass(real: SwfServer, incoming: IncomingMessage, body: string, response: ServerResponse): void {
  const { host: _, ...headers } = incoming.headers;
  const passed = request({ port: real.port, host: '127.0.0.1', method: 'POST', path: '/', headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy());
  response.on('close', () => passed.destroy());
  passed.end(body);
}

/** Answers with a fault. */
export function refuse(response: ServerResponse, type: string, message: string): true {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: type, message }));
  return true;
}
