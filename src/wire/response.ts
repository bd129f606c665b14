import { isFault } from '../core/faults.js';
import type { Fault, Reply } from '../core/index.js';
import { faultOnWire, isWireFault, statusOf, typeOf, type WireFault } from './fault.js';
import { jsonOf } from './json.js';

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer as the service sends it: an operation without output has no body at all (recorded: Terminate). */
export function responseOf(answer: Reply | Fault | WireFault, requestId: string, contentType: string): WireResponse {
  if (isWireFault(answer)) return refused(answer, requestId, contentType);
  if (isFault(answer)) return refused(faultOnWire(answer), requestId, contentType);
  const body = Object.keys(answer).length === 0 ? '' : jsonOf(answer);
  return { status: 200, headers: headersOf(body, requestId, contentType), body };
}

function refused(fault: WireFault, requestId: string, contentType: string): WireResponse {
  const body = jsonOf({ __type: typeOf(fault), message: fault.message });
  // botocore prefers this to __type; the service sends the bare name in it (swf-behaviour 9.3).
  const headers = { ...headersOf(body, requestId, contentType), 'x-amzn-query-error': fault.refusal };
  return { status: statusOf(fault), headers, body };
}

const headersOf = (body: string, requestId: string, contentType: string) => ({
  'x-amzn-requestid': requestId,
  'content-type': contentType,
  'content-length': String(new TextEncoder().encode(body).length),
});

/** The family of the answer is that of the request (swf-behaviour 9.2). */
export const familyOf = (contentType: string | undefined): string =>
  contentType?.startsWith('application/json') ? 'application/json' : 'application/x-amz-json-1.0';
