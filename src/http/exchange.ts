import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SwfRequestHandler } from '../adapters/requestHandler.js';
import { RELEASED } from '../shell/call.js';
import { adminResponse } from './admin.js';
import { Connection } from './connection.js';
import type { Console } from './console/console.js';
import { isChangesPoll, isConsole } from './console/consoleGuard.js';
import { consoleCall } from './consoleCall.js';
import type { Fakes, ServedFake } from './fakes.js';
import { type Exchange, logLine, operationIn } from './logLine.js';
import { readBody, tooLarge } from './requestBody.js';
import { type GuardRules, isAdmin, isHealth, type RequestHead, refusalOf } from './requestGuard.js';
import { errorText, type PlainResponse, pageResponse, refusal, refusalResponse } from './responses.js';

/** The parts of a server that all requests share. */
export interface ServerContext {
  readonly fakes: Fakes;
  readonly rules: GuardRules;
  /** The longest real time that a poll waits, in milliseconds. It may end earlier by the fake's clock. */
  readonly pollMillis: number;
  /** A function for each poll that waits: it ends the poll with an empty response. */
  readonly releases: Set<() => void>;
  /** The connections with a request that is not answered yet, each with a function that gives up the request. */
  readonly busy: WeakMap<Socket, () => void>;
  /** True after the server was closed: a connection ends with its response. */
  stopping: boolean;
  /** Absent if there is no log: a line reads the bodies of request and response. */
  readonly log: ((line: string) => void) | undefined;
  /** Absent if the console is off. */
  readonly ui: Console | undefined;
}

// A client that still sends its body when it is refused would lose the response if the connection ended at once.
const LINGER_MILLIS = 500;

const OVERLAP =
  '- a second request came on a connection before the response to the first; the connection is ended: two processes share ' +
  'it. Create the client after the fork';

/** Answers one request. Resolves when the response is sent or the client has disconnected. */
export async function answerRequest(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // No SDK sends a second request before the first is answered. A client that was forked does, and each of its processes
  // could get the response of the other.
  const { socket } = request;
  const giveUpOther = context.busy.get(socket);
  if (giveUpOther) return endOverlap(context, socket, giveUpOther);
  const connection = new Connection(socket);
  context.busy.set(socket, () => connection.end());
  try {
    await answerOne(context, request, response, connection);
  } finally {
    connection.forget();
  }
}

function endOverlap({ log }: ServerContext, socket: Socket, giveUpOther: () => void): void {
  // Node may still read requests that came in the same packet.
  if (socket.destroyed) return;
  log?.(OVERLAP);
  giveUpOther();
  socket.destroy();
}

/** The parts of a request that are known when it is answered. */
interface Received {
  body?: Uint8Array;
  fake?: ServedFake;
}

async function answerOne(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
  connection: Connection,
): Promise<void> {
  const startedAt = performance.now();
  const head = headOf(request);
  const received: Received = {};
  const answer = await responseTo(context, head, request, received, connection);
  const { gone } = connection;
  const sent = gone ? undefined : write(context, response, answer, connection);
  const { body, fake } = received;
  try {
    note(context, { head, body, fake, answer, gone, millis: performance.now() - startedAt });
  } finally {
    await sent;
  }
}

// A page asks twice a second what changed: a line for each would bury the calls.
function note(context: ServerContext, exchange: Exchange): void {
  const { head, fake, answer } = exchange;
  if (context.log && !(isChangesPoll(head) && answer.status === 200)) context.log(logLine(exchange));
  const call = context.ui && consoleCall(exchange);
  if (fake && call) context.ui?.addCall(fake, call);
}

async function responseTo(
  context: ServerContext,
  head: RequestHead,
  request: IncomingMessage,
  received: Received,
  connection: Connection,
): Promise<PlainResponse> {
  const isSdk = head.headers['x-amz-target'] !== undefined;
  const refused = refusalOf(head, context.rules);
  if (refused) return refusalResponse(refused, isSdk);
  if (isHealth(head)) return pageResponse({ status: 'ok' });
  try {
    const body = await readBody(request);
    if (!body) return refusalResponse(tooLarge, isSdk);
    received.body = body;
    if (connection.gone) return UNSENT;
    if (context.ui && isConsole(head)) return await consoleResponse(context.ui, head, body);
    if (isAdmin(head)) return await adminResponse(context.fakes, head.method, head.target);
    received.fake = context.fakes.calledBy(head.headers.authorization);
    return await callFake(context, received.fake, { ...head, body }, connection);
  } catch (error) {
    return refusalResponse(refusal(500, 'InternalFailure', errorText(error)), isSdk);
  }
}

async function consoleResponse(ui: Console, head: RequestHead, body: Uint8Array): Promise<PlainResponse> {
  const answer = await ui.answer(head, body);
  return 'body' in answer ? answer : refusalResponse(answer, false);
}

// The client has gone: no one gets it.
const UNSENT: PlainResponse = { status: 500, headers: {}, body: '' };

type Request = RequestHead & { readonly body: Uint8Array };

function callFake(
  context: ServerContext,
  { requestHandler }: ServedFake,
  request: Request,
  connection: Connection,
): Promise<PlainResponse> {
  const isPoll = operationIn(request)?.startsWith('PollFor');
  return isPoll ? poll(context, requestHandler, request, connection) : call(requestHandler, request);
}

async function call(handler: SwfRequestHandler, request: Request, abortSignal?: AbortSignal): Promise<PlainResponse> {
  const { response } = await handler.handle(request, { abortSignal });
  const { statusCode, headers, body } = response;
  return { status: statusCode, headers, body, fault: headers['x-amzn-query-error'] };
}

async function poll(
  context: ServerContext,
  handler: SwfRequestHandler,
  request: Request,
  connection: Connection,
): Promise<PlainResponse> {
  const wait = new AbortController();
  const release = (): void => wait.abort(RELEASED);
  const timer = setTimeout(release, context.pollMillis);
  context.releases.add(release);
  connection.onGone(() => wait.abort());
  if (context.stopping) release();
  try {
    return await call(handler, request, wait.signal);
  } finally {
    clearTimeout(timer);
    context.releases.delete(release);
  }
}

// Resolves when the response is sent, or the connection has ended.
function write(
  context: ServerContext,
  response: ServerResponse,
  { status, headers, body }: PlainResponse,
  connection: Connection,
): Promise<void> {
  const sent = new Promise<void>((resolve) => {
    response.once('close', resolve);
    connection.onGone(resolve);
  });
  const unread = !response.req.complete;
  // The client may send its next request as soon as it has this response.
  if (!unread) context.busy.delete(response.req.socket);
  response.writeHead(status, context.stopping || unread ? { ...headers, connection: 'close' } : headers);
  if (unread) endAfterRequest(response, body);
  else if (typeof body === 'string' || body.length > LARGE_BYTES) response.end(body);
  else response.end(bytesText(body), 'latin1');
  return sent;
}

const LARGE_BYTES = 65_536;

// Node sends a text together with the headers, and bytes after them.
const bytesText = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('latin1');

function endAfterRequest(response: ServerResponse, body: string | Uint8Array): void {
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MILLIS);
  response.req.resume().once('end', end).once('error', end);
}

function headOf({ method = '', url = '', headers, rawHeaders }: IncomingMessage): RequestHead {
  // Only Set-Cookie is a list, and no client sends it.
  return { method, target: url, headers: headers as Readonly<Record<string, string>>, hosts: hostsIn(rawHeaders) };
}

// Node keeps the first Host header alone in `headers`.
function hostsIn(rawHeaders: readonly string[]): readonly string[] {
  const hosts: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === 'host') hosts.push(rawHeaders[i + 1] ?? '');
  }
  return hosts;
}
