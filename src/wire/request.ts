import { INPUTS } from '../core/constraints/inputs.js';
import type { Shape } from '../core/constraints/shape.js';
import { OPERATIONS, type OperationName } from '../core/types.js';
import { type WireFault, wireFault } from './fault.js';
import { millisOf } from './times.js';

/** An HTTP request, as far as the service looks at it. Header names are lower case. */
export interface WireRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A call in the core's form: times are milliseconds. */
export interface WireCall {
  readonly op: OperationName;
  readonly input: unknown;
}

// The second was boto's, and the service took it in July 2023 (swf-behaviour 9.1).
const TARGET = /^(?:com\.amazonaws\.swf\.service\.model\.)?SimpleWorkflowService\.(\w+)$/;
const KNOWN: ReadonlySet<string> = new Set(OPERATIONS);

/** What a request asks for, or why nobody can tell: target, then credentials, then body (swf-behaviour 2). */
export function callIn({ method, headers, body }: WireRequest): WireCall | WireFault {
  const op = TARGET.exec(headers['x-amz-target'] ?? '')?.[1] ?? '';
  if (method !== 'POST' || !KNOWN.has(op)) return wireFault('UnknownOperationException');
  if (!headers.authorization) return wireFault('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const input = parsed(body);
  if (input === undefined) return wireFault('SerializationException');
  return { op: op as OperationName, input: inMillis(INPUTS[op as OperationName], input) };
}

function parsed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    // Anything else is no structure, and has no members that one could name.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The same input with milliseconds wherever the model has a time. */
function inMillis(shape: Shape, value: unknown): unknown {
  if (shape.kind === 'time') return millisOf(value);
  if (shape.kind !== 'structure' || typeof value !== 'object' || value === null) return value;
  const timed = shape.members.filter((member) => holdsTime(member.shape));
  if (timed.length === 0) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const members = timed.filter(({ name }) => given[name] !== undefined);
  return { ...given, ...Object.fromEntries(members.map(({ name, shape: of }) => [name, inMillis(of, given[name])])) };
}

const holdsTime = (shape: Shape): boolean =>
  shape.kind === 'time' || (shape.kind === 'structure' && shape.members.some((member) => holdsTime(member.shape)));
