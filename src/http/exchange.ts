import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SwfRequestHandler } from '../adapters/requestHandler.js';
import type { SwfFake } from '../fake.js';
import { RELEASED } from '../shell/call.js';
import { adminResponse } from './admin.js';
import { readBody, tooLarge } from './requestBody.js';
import { type GuardRules, isAdmin, type RequestHead, refusalOf } from './requestGuard.js';
import { errorText, type PlainResponse, refusal, refusalResponse } from './responses.js';

/** The parts of a server that all requests share. */
export interface ServerContext {
  readonly swf: SwfFake;
  readonly requestHandler: SwfRequestHandler;
  readonly rules: GuardRules;
  /** The longest real time that a poll waits, in milliseconds. It may end earlier by the fake's clock. */
  readonly pollMillis: number;
  /** A function for each poll that waits: it ends the poll with an empty response. */
  readonly releases: Set<() => void>;
  /** True after the server was closed: a connection ends with its response. */
  stopping: boolean;
  readonly log: (line: string) => void;
}

// A client that still sends its body when it is refused would lose the response if the connection ended at once.
const LINGER_MILLIS = 500;

/** Answers one request. Resolves when the response is sent or the client has disconnected. */
export async function answerRequest(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = performance.now();
  const head = headOf(request);
  const connection = new AbortController();
  const disconnect = (): void => connection.abort();
  // With several requests on one connection, only the first response has an event for its end.
  request.socket.once('close', disconnect);
  try {
    const answer = await responseTo(context, head, request, connection.signal);
    const sent = connection.signal.aborted ? undefined : write(response, answer, context.stopping, connection.signal);
    const outcome = sent ? `${answer.status}${answer.fault ? ` ${answer.fault}` : ''}` : 'gone';
    context.log(`${subjectOf(head)} ${outcome} ${Math.round(performance.now() - startedAt)} ms`);
    await sent;
  } finally {
    request.socket.off('close', disconnect);
  }
}

async function responseTo(
  context: ServerContext,
  head: RequestHead,
  request: IncomingMessage,
  connection: AbortSignal,
): Promise<PlainResponse> {
  const isSdk = head.headers['x-amz-target'] !== undefined;
  const refused = refusalOf(head, context.rules);
  if (refused) return refusalResponse(refused, isSdk);
  try {
    const body = await readBody(request);
    if (!body) return refusalResponse(tooLarge, isSdk);
    connection.throwIfAborted();
    if (isAdmin(head)) return await adminResponse(context.swf, head.method, head.target);
    return await callFake(context, { ...head, body }, connection);
  } catch (error) {
    return refusalResponse(refusal(500, 'InternalFailure', errorText(error)), isSdk);
  }
}

async function callFake(
  context: ServerContext,
  request: RequestHead & { readonly body: Uint8Array },
  connection: AbortSignal,
): Promise<PlainResponse> {
  const wait = new AbortController();
  const release = (): void => wait.abort(RELEASED);
  const timer = setTimeout(release, context.pollMillis);
  context.releases.add(release);
  connection.addEventListener('abort', () => wait.abort(), { once: true });
  if (context.stopping) release();
  try {
    const { response } = await context.requestHandler.handle(request, { abortSignal: wait.signal });
    const { statusCode, headers, body } = response;
    return { status: statusCode, headers, body, fault: headers['x-amzn-query-error'] };
  } finally {
    clearTimeout(timer);
    context.releases.delete(release);
  }
}

// Resolves when the response is sent, or the connection has ended.
function write(
  response: ServerResponse,
  { status, headers, body }: PlainResponse,
  last: boolean,
  connection: AbortSignal,
): Promise<void> {
  const sent = new Promise<void>((resolve) => {
    response.once('close', () => resolve());
    connection.addEventListener('abort', () => resolve(), { once: true });
  });
  const unread = !response.req.complete;
  response.writeHead(status, { ...headers, ...((last || unread) && { connection: 'close' }) });
  if (!unread) response.end(body);
  else endAfterRequest(response, body);
  return sent;
}

function endAfterRequest(response: ServerResponse, body: string | Uint8Array): void {
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MILLIS);
  response.req.resume().once('end', end).once('error', end);
}

function headOf({ method = '', url = '', headers, headersDistinct }: IncomingMessage): RequestHead {
  const single = Object.entries(headers).map(([name, value = '']) => [name, String(value)]);
  return { method, target: url, headers: Object.fromEntries(single), hosts: headersDistinct.host ?? [] };
}

// The text for the log has letters, digits and paths only: a header could have control characters of a terminal.
const subjectOf = (head: RequestHead): string =>
  /\.(\w{1,64})$/.exec(head.headers['x-amz-target'] ?? '')?.[1] ??
  `${head.method} ${head.target.replaceAll(/[^\w/.-].*/g, '').slice(0, 64)}`;
