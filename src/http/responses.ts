/** A response of the server. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The name of the fault or refusal, for the log. */
  readonly fault?: string | undefined;
}

/** The reason why the server refuses a request: it does not reach the fake. */
export interface Refusal {
  readonly status: number;
  /** The name of an exception, because an SDK shows it as one. */
  readonly name: string;
  readonly sentence: string;
}

/** Creates a refusal. */
export const refusal = (status: number, name: string, sentence: string): Refusal => ({ status, name, sentence });

/**
 * Returns the response of a refusal. An SDK gets an exception in the form of the service (docs/swf.md 9.3), because it cannot
 * parse a plain sentence.
 */
export function refusalResponse({ status, name, sentence }: Refusal, isSdk: boolean): PlainResponse {
  const message = `swfake: ${sentence}`;
  const body = isSdk ? JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message }) : `${message}\n`;
  const type = isSdk ? 'application/x-amz-json-1.0' : 'text/plain; charset=utf-8';
  return { status, headers: headersOf(type, body), body, fault: name };
}

/** Returns the response for a page of the admin path: a text as it is, any other value as JSON. */
export function pageResponse(page: unknown): PlainResponse {
  const body = typeof page === 'string' ? `${page}\n` : `${JSON.stringify(page)}\n`;
  const type = typeof page === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  return { status: 200, headers: headersOf(type, body), body };
}

/** Returns the text of a whole HTTP response, for a connection on which Node could not parse a request. */
export function rawResponse(refusal: Refusal, reason: string): string {
  const { status, headers, body } = refusalResponse(refusal, false);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${reason}`, ...lines, '', body].join('\r\n');
}

/** Returns the message of an error, without the name that begins every message of this package. */
export const errorText = (error: unknown): string =>
  String((error as Error)?.message ?? error).replace(/^swfake: /, '');

// A browser must not take a text for a script or a page.
const headersOf = (type: string, body: string) => ({
  'content-type': type,
  'content-length': String(Buffer.byteLength(body)),
  'x-content-type-options': 'nosniff',
});
