/// <reference types="node" />
/// <reference lib="esnext.disposable" preserve="true" />
import { createServer, type Server } from 'node:http';
import { checkFunction, checkNames } from '../args/checkOptions.js';
import { type Duration, millisOf } from '../args/durations.js';
import type { SwfFake } from '../fake.js';
import { CONSOLE_PATH } from '../render/html/consoleData.js';
import { advance } from './admin.js';
import { Console } from './console/console.js';
import { newToken } from './console/token.js';
import { answerRequest, type ServerContext } from './exchange.js';
import { type FakeFor, Fakes } from './fakes.js';
import { guardedLog } from './guardedLog.js';
import { checkAddress, listen } from './listen.js';
import { refuseConnect, refuseExpectation, refuseUnreadable } from './unreadable.js';

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
  /**
   * `true` turns on the console: a page in which a person watches runs, moves the clock, and starts, signals and ends runs.
   * It turns the admin path on too. `uiUrl` of the server is its address. Default `false`.
   */
  readonly ui?: boolean;
  /**
   * Fakes of other regions or accounts. A client calls the fake of its region and its account. The region is that of the
   * credential scope of its requests. The account is its access key id, if that has twelve digits. Default: none.
   */
  readonly others?: readonly SwfFake[];
  /**
   * Returns the fake for a region and an account of which no fake was given. It is called once for each. Default: `swf`
   * answers all these clients.
   */
  readonly fakeFor?: FakeFor;
  /**
   * Called with one line for each request: the time of the fake, region, account, operation, domain, task list, status,
   * fault, the task that a poll handed out and to whom, milliseconds. If it throws, the server goes on, and prints one
   * warning. Default: no log.
   */
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
  ui: true,
  others: true,
  fakeFor: true,
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
   * The address of the console, with the token that lets its page in. Who has it can do everything that the console can.
   * Absent if the console is off.
   */
  readonly uiUrl?: string;
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
 * @throws Error if it cannot listen on the address and the port: the message has the reason.
 * @throws TypeError if the host is blank, the port is no port, a duration has no unit or an option is unknown.
 */
export async function serve(swf: SwfFake, options: ServeOptions = {}): Promise<SwfServer> {
  checkNames('serve()', options, OPTIONS);
  checkFunction('log', options.log);
  checkFunction('fakeFor', options.fakeFor);
  const { port = 0, host = '127.0.0.1', requestTimeout = '30s' } = options;
  checkAddress(port, host);
  const context = await contextOf(swf, options, host);
  const log = (line: string): void => context.log?.(line);
  const pending = new Set<Promise<void>>();
  const server = createServer(limitsOf(millisOf(requestTimeout)), (request, response) => {
    const done = answerRequest(context, request, response);
    const forget = (): boolean => pending.delete(done);
    pending.add(done);
    done.then(forget, forget);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuseUnreadable(log, error, socket));
  server.on('connect', (_request, socket) => refuseConnect(log, socket));
  server.on('checkExpectation', (request, response) => refuseExpectation(log, request, response));
  const address = await listen(server, port, host);
  context.rules.address = address.address;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= stop(server, context, pending);
    return closed;
  };
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = `http://${name}:${address.port}`;
  const { uiToken } = context.rules;
  const ui = uiToken === undefined ? {} : { uiUrl: `${url}${CONSOLE_PATH}#token=${uiToken}` };
  return { url, port: address.port, ...ui, close, [Symbol.asyncDispose]: close };
}

// Node fires a longer timer at once.
const LONGEST_TIMER_MILLIS = 2 ** 31 - 1;

async function contextOf(swf: SwfFake, options: ServeOptions, host: string): Promise<ServerContext> {
  const { others = [], fakeFor, names = [], admin = false, ui = false, pollTimeout = '60s', log } = options;
  const fakes = new Fakes(swf, others, fakeFor);
  const uiToken = ui ? newToken() : undefined;
  return {
    fakes,
    rules: { address: host, names: [...names, host], ownHosts: new Set(), admin: admin || ui, uiToken },
    pollMillis: Math.min(millisOf(pollTimeout), LONGEST_TIMER_MILLIS),
    releases: new Set(),
    busy: new WeakMap(),
    stopping: false,
    log: log && guardedLog(log),
    ui: ui ? await consoleOf(fakes) : undefined,
  };
}

// The code of the page is large: it is loaded by who looks at it only.
const consoleOf = async (fakes: Fakes): Promise<Console> =>
  new Console({ fakes: () => fakes.all(), advance, code: await import('./console/consoleCode.js') });

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
  context.ui?.end();
}

const pause = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
