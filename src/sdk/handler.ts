import type { Grants } from '../core/index.js';
import type { Answer, Caller } from '../shell/answer.js';
import type { Shell } from '../shell/shell.js';
import { isWireFault, type WireFault } from '../wire/fault.js';
import { callIn, type WireRequest } from '../wire/request.js';
import { familyOf, responseOf, type WireResponse } from '../wire/response.js';
import { requestId, rightsOf } from './door.js';
import type { DoorOptions } from './types.js';

/** What is lost between a client and the service: the SDK tries again, and the service may have done its part already. */
export type Lost = 'request' | 'response';

export interface WireDoorOptions extends DoorOptions {
  /** Asked for each request with its number, from 1, and the operation. Default: nothing is lost. */
  readonly lose?: (request: { readonly number: number; readonly operation: string }) => Lost | undefined;
}

/** As much of the SDK's HttpRequest as a handler needs. */
export interface HttpRequestLike {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface HttpResponseLike {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What `new SWFClient({ requestHandler })` takes: the SDK serialises, signs, tries again and parses as it does with AWS. */
export interface SwfRequestHandler {
  handle(
    request: HttpRequestLike,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ readonly response: HttpResponseLike }>;
  destroy(): void;
  /** The SDK sets options of its own handler; there are none here. */
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  readonly metadata: { readonly handlerProtocol: string };
}

export function handlerOf(shell: Shell, grants: Grants, options: WireDoorOptions = {}): SwfRequestHandler {
  const { polls = 'immediate', authorize, lose } = options;
  const rights = rightsOf(grants, authorize);
  let number = 0;
  return {
    metadata: { handlerProtocol: 'h1' },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    async handle(request, { abortSignal } = {}) {
      number += 1;
      const wire = wireRequestOf(request);
      const lost = lose?.({ number, operation: operationIn(wire) });
      if (lost === 'request') throw connectionLost();
      const caller: Caller = { polls, grants: rights, signal: abortSignal as AbortSignal | undefined };
      const response = await exchange(shell, wire, caller);
      if (lost === 'response') throw connectionLost();
      return { response: httpResponseOf(response) };
    },
  };
}

async function exchange(shell: Shell, request: WireRequest, caller: Caller): Promise<WireResponse> {
  const call = callIn(request);
  const answer: Answer | WireFault = isWireFault(call) ? call : await shell.dispatch(call.op, call.input, caller);
  return responseOf(answer, requestId(shell), familyOf(request.headers['content-type']));
}

const operationIn = ({ headers }: WireRequest): string => headers['x-amz-target']?.split('.').at(-1) ?? '';

function wireRequestOf({ method, headers, body }: HttpRequestLike): WireRequest {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { method, headers: Object.fromEntries(named), body: textOf(body) };
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}

const httpResponseOf = ({ status, headers, body }: WireResponse): HttpResponseLike => ({
  statusCode: status,
  headers,
  body: new TextEncoder().encode(body),
});

// What node says when a peer goes away: the SDK takes it for transient and tries again.
function connectionLost(): Error {
  const error = new Error('socket hang up');
  return Object.assign(error, { name: 'TimeoutError', code: 'ECONNRESET' });
}
