import { OPERATIONS, type OperationName, REQUEST_BYTES, requestTooLarge } from '../../core/index.js';
import { INPUTS } from '../../core/validate/inputShapes.js';
import type { Shape } from '../../core/validate/shape.js';
import { type WireFault, wireFault, wireFaultOf } from './fault.js';
import { millisOfSeconds } from './times.js';

/** An HTTP request: the part that the service reads. Names of headers are in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A call in the form of the core: times are milliseconds. */
export interface WireCall {
  readonly op: OperationName;
  readonly input: unknown;
}

// The form without the namespace was boto's; the service accepted it in July 2023 (docs/swf.md 9.1).
const TARGET = /^(?:com\.amazonaws\.swf\.service\.model\.)?SimpleWorkflowService\.(\w+)$/;
const KNOWN: ReadonlySet<string> = new Set(OPERATIONS);

/**
 * Parses a request. Returns the call, or the fault of a request that cannot be parsed. The size is checked first, then the
 * target, the credentials and the body (docs/swf.md 2 and 10.1).
 */
export function parseRequest({ method, headers, body }: WireRequest): WireCall | WireFault {
  if (isTooLarge(body)) return wireFaultOf(requestTooLarge);
  const op = TARGET.exec(headers['x-amz-target'] ?? '')?.[1] ?? '';
  if (method !== 'POST' || !KNOWN.has(op)) return wireFault('UnknownOperationException');
  if (!headers.authorization) return wireFault('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const input = parsedBody(body);
  if (input === undefined) return wireFault('SerializationException');
  return { op: op as OperationName, input: inMillis(INPUTS[op as OperationName], input) };
}

const MOST_BYTES_OF_A_UNIT = 3;

const isTooLarge = (body: string): boolean =>
  body.length * MOST_BYTES_OF_A_UNIT > REQUEST_BYTES && new TextEncoder().encode(body).length > REQUEST_BYTES;

function parsedBody(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    // A list, a string or a number is not a structure: no member of it can be named.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the input with milliseconds for every member that is a time in the API model. */
function inMillis(shape: Shape, value: unknown): unknown {
  if (shape.kind === 'time') return millisOfSeconds(value);
  if (shape.kind !== 'structure' || typeof value !== 'object' || value === null) return value;
  const timed = shape.members.filter((member) => holdsTime(member.shape));
  if (timed.length === 0) return value;
  const input = value as Readonly<Record<string, unknown>>;
  const members = timed.filter(({ name }) => input[name] !== undefined);
  return { ...input, ...Object.fromEntries(members.map(({ name, shape: of }) => [name, inMillis(of, input[name])])) };
}

const holdsTime = (shape: Shape): boolean =>
  shape.kind === 'time' || (shape.kind === 'structure' && shape.members.some((member) => holdsTime(member.shape)));
