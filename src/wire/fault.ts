import type { Fault } from '../core/index.js';

/** A refusal on the wire. Some are found before the core is asked, and it has no name for those. */
export interface WireFault {
  readonly refusal: string;
  readonly message: string | undefined;
}

/** Where the service's classes live, by what a bare name does not say (swf-behaviour 9.3). */
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

export const wireFault = (refusal: string, message?: string): WireFault => ({ refusal, message });

export const faultOnWire = ({ fault, message }: Fault): WireFault => ({ refusal: fault, message });

export const isWireFault = (value: object): value is WireFault => 'refusal' in value;

export const typeOf = ({ refusal }: WireFault): string => `${NAMESPACES[refusal] ?? MODELED}#${refusal}`;

/** The service fails with 500; everything else is the caller's doing, and 400 (swf-behaviour 9.3). */
export const statusOf = ({ refusal }: WireFault): number => (refusal === 'InternalFailure' ? 500 : 400);
