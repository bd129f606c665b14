import { checkChoice } from '../args/checkAnswer.js';
import type { Grants } from '../core/index.js';
import type { Answer, Caller } from '../shell/call.js';
import type { Shell } from '../shell/shell.js';
import type { ClientOptions } from './clientOptions.js';
import { grantsOf, requestIdOf } from './send.js';
import { isWireFault, type WireFault } from './wire/fault.js';
import { parseRequest, type WireRequest } from './wire/request.js';
import { contentTypeOf, type WireResponse, wireResponseOf } from './wire/response.js';

/** The message that a broken connection loses. A lost `'response'` means that the service has carried out the call. */
export type LostMessage = 'request' | 'response';

const LOST_MESSAGES: readonly LostMessage[] = ['request', 'response'];

/** Options of a request handler for `new SWFClient({ requestHandler })`. */
export interface RequestHandlerOptions extends ClientOptions {
  /**
   * Decides for each request if the connection breaks, and which message it loses. It gets the number of the request,
   * from 1, and the name of the operation. A retry is a request of its own. Default: no message is lost.
   */
  readonly loseConnection?: (request: {
    readonly number: number;
    readonly operation: string;
  }) => LostMessage | undefined;
}

/** An HTTP request: the part of the SDK's `HttpRequest` that the handler reads. */
export interface HttpRequestLike {
  /** The HTTP method. SWF accepts `POST` only. */
  readonly method: string;
  /** The headers. Upper and lower case of their names make no difference. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON text, as a string or as UTF-8 bytes. */
  readonly body?: unknown;
}

/** An HTTP response: the part of the SDK's `HttpResponse` that its client reads. */
export interface HttpResponseLike {
  /** 200, or the status of the fault: 400 for those of SWF, 500 for a failure of the service, 413 for a request over 1 MB. */
  readonly statusCode: number;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON text as UTF-8 bytes; empty if the operation has no output. */
  readonly body: Uint8Array;
}

/** A request handler for `new SWFClient({ requestHandler })`: it answers as the service does over HTTP. */
export interface SwfRequestHandler {
  /** Answers one request. Rejects as Node does if the connection is lost, or with an `AbortError`. */
  handle(
    request: HttpRequestLike,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ readonly response: HttpResponseLike }>;
  /** Does nothing: there is no connection to close. */
  destroy(): void;
  /** Does nothing. The SDK calls it to set options of a handler, and this one has none. */
  updateHttpClientConfig(): void;
  /** Returns an empty object: the handler has no options of the SDK. */
  httpHandlerConfigs(): Record<string, never>;
  /** The protocol that the SDK takes the handler for: HTTP/1.1. */
  readonly metadata: { readonly handlerProtocol: string };
}

/** Creates a request handler that answers the SDK's HTTP requests with AWS JSON 1.0. */
export function createRequestHandler(
  shell: Shell,
  grants: Grants,
  options: RequestHandlerOptions = {},
): SwfRequestHandler {
  const { polls = 'immediate', loseConnection } = options;
  const own = grantsOf(grants, options);
  let number = 0;
  return {
    metadata: { handlerProtocol: 'h1' },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    async handle(request, { abortSignal } = {}) {
      number += 1;
      const wire = wireRequestOf(request);
      const lost: unknown = loseConnection?.({ number, operation: operationIn(wire) });
      checkChoice('loseConnection()', lost, LOST_MESSAGES);
      if (lost === 'request') throw connectionLost();
      const caller: Caller = { polls, grants: own, signal: abortSignal as AbortSignal | undefined };
      const response = await exchange(shell, wire, caller);
      if (lost === 'response') throw connectionLost();
      return { response: httpResponseOf(response) };
    },
  };
}

async function exchange(shell: Shell, request: WireRequest, caller: Caller): Promise<WireResponse> {
  const call = parseRequest(request);
  const answer: Answer | WireFault = isWireFault(call) ? call : await shell.dispatch(call.op, call.input, caller);
  return wireResponseOf(answer, requestIdOf(shell), contentTypeOf(request.headers['content-type']));
}

const operationIn = ({ headers }: WireRequest): string => headers['x-amz-target']?.split('.').at(-1) ?? '';

function wireRequestOf({ method, headers, body }: HttpRequestLike): WireRequest {
  const named: Record<string, string> = {};
  for (const name of Object.keys(headers)) named[name.toLowerCase()] = headers[name] as string;
  return { method, headers: named, body: bodyText(body) };
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? decoder.decode(body) : '';
}

function httpResponseOf({ status, headers, body: text }: WireResponse): HttpResponseLike {
  const body = encoder.encode(text);
  return { statusCode: status, headers: { ...headers, 'content-length': String(body.length) }, body };
}

// Node's error for a peer that closes the connection. The SDK takes it for transient and tries again.
function connectionLost(): Error {
  const error = new Error('socket hang up');
  return Object.assign(error, { name: 'TimeoutError', code: 'ECONNRESET' });
}
