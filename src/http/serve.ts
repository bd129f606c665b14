/// <reference types="node" />
/// <reference lib="esnext.disposable" preserve="true" />
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { SwfFake } from '../fake.js';
import { type Duration, millisOf } from '../shell/durations.js';
import { type Refusal, rawAnswer, refusal } from './answer.js';
import { type Desk, exchange } from './exchange.js';

export interface ServeOptions {
  /** Default 0: any that is free. */
  readonly port?: number;
  /** The address to listen on. Default `127.0.0.1`, which only this machine reaches. */
  readonly host?: string;
  /** Names by which clients may call the server, beside `localhost` and its address: that of a container, say. */
  readonly names?: readonly string[];
  /** Whether `/_swfake/` shows runs and histories and moves the clock. Default `false`. */
  readonly admin?: boolean;
  /** Gets a line for each request: operation, status, fault, milliseconds. Default: nobody does. */
  readonly log?: (line: string) => void;
  /** How long a poll is held in real time; it may end earlier by the fake's clock. Default `60s`, as on AWS. */
  readonly pollTimeout?: Duration;
  /** How long a request may take to arrive. Default `30s`. */
  readonly requestTimeout?: Duration;
}

/** A server in front of a fake. */
export interface SwfServer {
  /** What an SDK calls the endpoint: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /**
   * Takes no more connections, ends parked polls with an empty answer, and resolves when the last answer is sent. The fake
   * stays as it is.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Lets clients of any language reach a fake: AWS JSON 1.0 over HTTP. Rejects if it cannot listen there. */
export async function serve(swf: SwfFake, options: ServeOptions = {}): Promise<SwfServer> {
  const { port = 0, host = '127.0.0.1', requestTimeout = '30s' } = options;
  const desk = deskOf(swf, options, host);
  const running = new Set<Promise<void>>();
  const server = createServer(limitsOf(millisOf(requestTimeout)), (request, response) => {
    const done = exchange(desk, request, response);
    running.add(done);
    void done.finally(() => running.delete(done));
  });
  // Each request that comes ahead of the answer to the one before listens for the end of the connection.
  server.on('connection', (socket) => socket.setMaxListeners(0));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => sayGoodbye(desk, error, socket as Socket));
  const address = await listening(server, port, host);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= stopped(server, desk, running);
    return closed;
  };
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, port: address.port, close, [Symbol.asyncDispose]: close };
}

// Node lets a longer timer go off at once.
const LONGEST_TIMER_MILLIS = 2 ** 31 - 1;

const deskOf = (swf: SwfFake, options: ServeOptions, address: string): Desk => ({
  swf,
  door: swf.requestHandler({ polls: 'park' }),
  rules: { address, names: options.names ?? [], admin: options.admin ?? false },
  pollMillis: Math.min(millisOf(options.pollTimeout ?? '60s'), LONGEST_TIMER_MILLIS),
  held: new Set(),
  stopping: false,
  log: options.log ?? (() => undefined),
});

// SDKs keep their connections; one that is closed just as they use it costs them a retry.
const KEEP_ALIVE_MILLIS = 65_000;

const limitsOf = (requestTimeout: number) => ({
  requestTimeout,
  headersTimeout: requestTimeout,
  connectionsCheckingInterval: Math.min(requestTimeout, 1000),
  keepAliveTimeout: KEEP_ALIVE_MILLIS,
  // A request without Host is refused with a sentence, like any other.
  requireHostHeader: false,
});

function listening(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

const GRACE_MILLIS = 1000;

/** Ends what waits, lets what runs go on for a moment, and then holds nobody up: who sends slowly or does not read. */
async function stopped(server: Server, desk: Desk, running: ReadonlySet<Promise<void>>): Promise<void> {
  desk.stopping = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const release of [...desk.held]) release();
  const grace = new AbortController();
  await Promise.race([Promise.allSettled(running), pause(GRACE_MILLIS, grace.signal)]);
  grace.abort();
  server.closeAllConnections();
  await closed;
}

const pause = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });

/** What a request is told that is no HTTP, or does not come to its end. */
const BROKEN: Readonly<Record<string, readonly [Refusal, string]>> = {
  HPE_HEADER_OVERFLOW: [
    refusal(431, 'HeadersTooLargeException', 'the headers are too large'),
    'Request Header Fields Too Large',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    refusal(408, 'RequestTimeoutException', 'the request took too long to arrive'),
    'Request Timeout',
  ],
};
const NO_HTTP = [refusal(400, 'BadRequestException', 'this is no HTTP request'), 'Bad Request'] as const;

function sayGoodbye({ log }: Desk, { code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [refused, reason] = BROKEN[code] ?? NO_HTTP;
  log(`- ${refused.status} ${refused.name} 0 ms`);
  socket.end(rawAnswer(refused, reason), () => socket.destroy());
}
