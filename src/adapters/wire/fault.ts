import type { Fault } from '../../core/index.js';

/** A fault in the form of the wire. Some are found before the core is called: `FaultName` does not contain them. */
export interface WireFault {
  /** The name of the exception. */
  readonly refusal: string;
  readonly message: string | undefined;
}

// The namespaces that the service writes before the names of exceptions (docs/swf.md 9.3).
const NAMESPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  ThrottlingException: 'com.amazon.coral.availability',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
  InternalFailure: 'com.amazon.coral.service',
  RequestEntityTooLargeException: 'com.amazon.coral.service',
};
const MODELED = 'com.amazonaws.swf.base.model';

/** Creates a fault that is found before the core is called. */
export const wireFault = (refusal: string, message?: string): WireFault => ({ refusal, message });

/** Returns a fault of the core in the form of the wire. */
export const wireFaultOf = ({ fault, message }: Fault): WireFault => ({ refusal: fault, message });

/** Returns true for a fault in the form of the wire. */
export const isWireFault = (value: object): value is WireFault => 'refusal' in value;

/** Returns the `__type` of a fault: its namespace and its name (docs/swf.md 9.3). */
export const qualifiedType = ({ refusal }: WireFault): string => `${NAMESPACES[refusal] ?? MODELED}#${refusal}`;

/** Returns the HTTP status of a fault: 500 for InternalFailure, 400 for every other (docs/swf.md 9.3). */
export const statusOf = ({ refusal }: WireFault): number => (refusal === 'InternalFailure' ? 500 : 400);
