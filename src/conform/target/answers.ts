import { shortMessage } from '../../args/shortMessage.js';
import type { OperationName } from '../../core/index.js';

/** A fault as a client sees it. */
export interface SeenFault {
  readonly name: string;
  readonly message: string;
  /** The HTTP status. */
  readonly status: number | undefined;
}

/** Thrown when the target answers a call with a fault. */
export class Refused extends Error {
  constructor(
    readonly op: OperationName,
    readonly fault: SeenFault,
  ) {
    super(`${op} was refused: ${fault.name}: ${shortMessage(fault.message)}`);
  }
}

/** Thrown when the target does not answer a call in the protocol of SWF. */
export class NoAnswer extends Error {
  constructor(
    readonly op: OperationName,
    readonly reason: string,
    /** True if it answered with something else, such as HTML. */
    readonly isForeign = false,
    /** True if the connection broke. */
    readonly isBroken = false,
  ) {
    super(`${op}: ${reason}`);
  }
}

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $fault?: string;
  readonly $responseBodyText?: string;
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}

// The SDK takes the name of a fault from the body. Without one in it, the name is the word that stands for nothing.
const NO_NAME = /^(Unknown|UnknownError|Error|Object|\d+)$/;

// The SDK writes this where the body has no text, or an empty one.
const NO_TEXT = 'UnknownError';

/** Returns the error of the SDK as a fault of the target, or as the lack of an answer. */
export function seenError(op: OperationName, thrown: unknown): Refused | NoAnswer {
  const error = Object(thrown) as SdkError;
  const { name = '', message = '', $metadata, $response } = error;
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  const isFault = error.$fault !== undefined && status !== undefined && !NO_NAME.test(name);
  if (isFault) return new Refused(op, { name, message: message === NO_TEXT ? '' : message, status });
  const isForeign = status !== undefined;
  return new NoAnswer(op, reasonOf(error, status), isForeign, !isForeign);
}

function reasonOf(error: SdkError, status: number | undefined): string {
  const { message = '', code, $responseBodyText: body = '' } = error;
  if (/^\s*</.test(body) || /text\/html/.test(error.$response?.headers?.['content-type'] ?? ''))
    return `the target answered HTML${status === undefined ? '' : ` with status ${status}`}, not AWS JSON`;
  if (status !== undefined) return `the target answered no AWS JSON, with status ${status}`;
  return `no answer: ${shortMessage(message || code || 'the connection failed')}${code && !message.includes(code) ? ` (${code})` : ''}`;
}
