import { type Fault, isFault, type Reply } from '../../core/index.js';
import { isWireFault, qualifiedType, statusOf, type WireFault, wireFaultOf } from './fault.js';
import { jsonOf } from './json.js';

/** An HTTP response in the form of the service. Its length is counted when it is encoded. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Returns the HTTP response for an answer. An operation without output has an empty body (recorded: Terminate). */
export function wireResponseOf(
  answer: Reply | Fault | WireFault,
  requestId: string,
  contentType: string,
): WireResponse {
  if (isWireFault(answer)) return faultResponse(answer, requestId, contentType);
  if (isFault(answer)) return faultResponse(wireFaultOf(answer), requestId, contentType);
  const body = Object.keys(answer).length === 0 ? '' : jsonOf(answer);
  return { status: 200, headers: headersOf(requestId, contentType), body };
}

function faultResponse(fault: WireFault, requestId: string, contentType: string): WireResponse {
  const body = jsonOf({ __type: qualifiedType(fault), message: fault.message });
  // botocore reads this header before __type. It has the name without the namespace (docs/swf.md 9.3).
  const headers = { ...headersOf(requestId, contentType), 'x-amzn-query-error': fault.refusal };
  return { status: statusOf(fault), headers, body };
}

const headersOf = (requestId: string, contentType: string) => ({
  'x-amzn-requestid': requestId,
  'content-type': contentType,
});

/** Returns the content type of the response to a request with this content type (docs/swf.md 9.2). */
export const contentTypeOf = (contentType: string | undefined): string =>
  contentType?.startsWith('application/json') ? 'application/json' : 'application/x-amz-json-1.0';
