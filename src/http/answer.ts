/** What goes back to a client. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The name of the fault or refusal, for the log. */
  readonly fault?: string | undefined;
}

/** Why the server does not let a request through to the fake. */
export interface Refusal {
  readonly status: number;
  /** In the form of an exception's name, for SDKs show it. */
  readonly name: string;
  readonly sentence: string;
}

export const refusal = (status: number, name: string, sentence: string): Refusal => ({ status, name, sentence });

/**
 * A refusal in words. An SDK that would choke on a plain sentence gets it as the message of an exception, in the form of
 * the service's own faults (swf-behaviour 9.3).
 */
export function refusalAnswer({ status, name, sentence }: Refusal, ofAnSdk: boolean): Answer {
  const message = `swfake: ${sentence}`;
  const body = ofAnSdk ? JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message }) : `${message}\n`;
  const type = ofAnSdk ? 'application/x-amz-json-1.0' : 'text/plain; charset=utf-8';
  return { status, headers: { 'content-type': type, ...lengthOf(body) }, body, fault: name };
}

/** A page of the admin path: text as it is, anything else as JSON. */
export function pageAnswer(page: unknown): Answer {
  const body = typeof page === 'string' ? `${page}\n` : `${JSON.stringify(page)}\n`;
  const type = typeof page === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  return { status: 200, headers: { 'content-type': type, ...lengthOf(body) }, body };
}

/** A refusal for a connection whose request nobody could read, down to the bytes. */
export function rawAnswer(refusal: Refusal, reason: string): string {
  const { status, headers, body } = refusalAnswer(refusal, false);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${reason}`, ...lines, '', body].join('\r\n');
}

/** What an error says, without the name that every refusal begins with. */
export const wordsOf = (error: unknown): string => String((error as Error)?.message ?? error).replace(/^swfake: /, '');

const lengthOf = (body: string) => ({ 'content-length': String(Buffer.byteLength(body)) });
