/// <reference types="node" />
/// <reference lib="esnext.disposable" preserve="true" />
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { checkFunction, checkNames } from '../args/checkOptions.js';
import { type Duration, millisOf } from '../args/durations.js';
import type { SwfFake } from '../fake.js';
import { answerRequest, type ServerContext } from './exchange.js';
import { type Refusal, rawResponse, refusal } from './responses.js';

/** Options of the HTTP server. */
export interface ServeOptions {
  /** The port. Default 0: a free port. */
  readonly port?: number;
  /** The address on which the server listens. Default `127.0.0.1`, which only this machine can reach. */
  readonly host?: string;
  /** More host names that clients may use, for example that of a container. `localhost` and the address always work. */
  readonly names?: readonly string[];
  /** `true` turns on the admin path `/_swfake/`, which shows runs and histories and moves the clock. Default `false`. */
  readonly admin?: boolean;
  /** Called with one line for each request: operation, status, fault, milliseconds. Default: no log. */
  readonly log?: (line: string) => void;
  /** The longest real time that a poll waits; it may end earlier by the fake's clock. Default `60s`, as on AWS. */
  readonly pollTimeout?: Duration;
  /** The longest real time in which a request must arrive. Default `30s`. */
  readonly requestTimeout?: Duration;
}

const OPTIONS: { readonly [K in keyof Required<ServeOptions>]: true } = {
  port: true,
  host: true,
  names: true,
  admin: true,
  log: true,
  pollTimeout: true,
  requestTimeout: true,
};

/** An HTTP server through which clients call a fake. */
export interface SwfServer {
  /** The endpoint for an SDK: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The port on which the server listens. */
  readonly port: number;
  /**
   * Stops the server: it accepts no more connections, and polls that wait return an empty response. Resolves when the last
   * response is sent, after a second at the latest. The fake is not closed.
   */
  close(): Promise<void>;
  /** Stops the server at the end of a block that declares it with `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts an HTTP server through which clients of any language call a fake: AWS JSON 1.0. Resolves when it listens.
 *
 * @throws Error if it cannot listen on the address and the port.
 * @throws TypeError if a duration has no unit.
 */
export async function serve(swf: SwfFake, options: ServeOptions = {}): Promise<SwfServer> {
  checkNames('serve()', options, OPTIONS);
  checkFunction('log', options.log);
  const { port = 0, host = '127.0.0.1', requestTimeout = '30s' } = options;
  const context = contextOf(swf, options, host);
  const pending = new Set<Promise<void>>();
  const server = createServer(limitsOf(millisOf(requestTimeout)), (request, response) => {
    const done = answerRequest(context, request, response);
    pending.add(done);
    void done.finally(() => pending.delete(done));
  });
  // Every request that is open on a connection has a listener for its end: there may be many with pipelining.
  server.on('connection', (socket) => socket.setMaxListeners(0));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    refuseUnreadable(context, error, socket as Socket),
  );
  const address = await listening(server, port, host);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= stop(server, context, pending);
    return closed;
  };
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, port: address.port, close, [Symbol.asyncDispose]: close };
}

// Node fires a longer timer at once.
const LONGEST_TIMER_MILLIS = 2 ** 31 - 1;

const contextOf = (swf: SwfFake, options: ServeOptions, address: string): ServerContext => ({
  swf,
  requestHandler: swf.requestHandler({ polls: 'long' }),
  rules: { address, names: options.names ?? [], admin: options.admin ?? false },
  pollMillis: Math.min(millisOf(options.pollTimeout ?? '60s'), LONGEST_TIMER_MILLIS),
  releases: new Set(),
  stopping: false,
  log: options.log ?? (() => undefined),
});

// SDKs reuse their connections. If one is closed at the moment of a request, the SDK must retry.
const KEEP_ALIVE_MILLIS = 65_000;

const limitsOf = (requestTimeout: number) => ({
  requestTimeout,
  headersTimeout: requestTimeout,
  connectionsCheckingInterval: Math.min(requestTimeout, 1000),
  keepAliveTimeout: KEEP_ALIVE_MILLIS,
  // A request without a Host header gets the same kind of refusal as any other.
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

// Polls that wait end at once. Other requests have a second: a slow client must not delay the end.
async function stop(server: Server, context: ServerContext, pending: ReadonlySet<Promise<void>>): Promise<void> {
  context.stopping = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const release of [...context.releases]) release();
  const grace = new AbortController();
  await Promise.race([Promise.allSettled(pending), pause(GRACE_MILLIS, grace.signal)]);
  grace.abort();
  server.closeAllConnections();
  await closed;
}

const pause = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });

// The refusals of requests that Node could not parse or that did not arrive in time.
const UNREADABLE: Readonly<Record<string, readonly [Refusal, string]>> = {
  HPE_HEADER_OVERFLOW: [
    refusal(431, 'HeadersTooLargeException', 'the headers are too large; send fewer or shorter headers'),
    'Request Header Fields Too Large',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    refusal(
      408,
      'RequestTimeoutException',
      'the request took too long to arrive; send it faster, or raise the option requestTimeout of serve()',
    ),
    'Request Timeout',
  ],
};
const NO_HTTP = [
  refusal(400, 'BadRequestException', 'this is no HTTP request; check that the client uses http, not https'),
  'Bad Request',
] as const;

function refuseUnreadable({ log }: ServerContext, { code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [refused, reason] = UNREADABLE[code] ?? NO_HTTP;
  log(`- ${refused.status} ${refused.name} 0 ms`);
  socket.end(rawResponse(refused, reason), () => socket.destroy());
}
