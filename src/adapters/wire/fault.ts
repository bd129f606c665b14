import type { Fault } from '../../core/index.js';
import { commonFault, statusOfFault } from '../../tables/commonFaults.js';

/** A fault in the form of the wire. Some are found before the core is called. */
export interface WireFault {
  /** The name of the exception. */
  readonly refusal: string;
  readonly message: string | undefined;
}

// The namespaces that the service writes before the names of its own faults, and of those that every service has
// (docs/swf.md 9.3).
const MODELED = 'com.amazonaws.swf.base.model';
const COMMON = 'com.amazon.coral.service';

/** Creates a fault that is found before the core is called. */
export const wireFault = (refusal: string, message?: string): WireFault => ({ refusal, message });

/** Returns a fault of the core in the form of the wire. */
export const wireFaultOf = ({ fault, message }: Fault): WireFault => ({ refusal: fault, message });

/** Returns true for a fault in the form of the wire. */
export const isWireFault = (value: object): value is WireFault => 'refusal' in value;

/** Returns the `__type` of a fault: its namespace and its name (docs/swf.md 9.3). */
export function qualifiedType({ refusal }: WireFault): string {
  const common = commonFault(refusal);
  return `${common ? (common.namespace ?? COMMON) : MODELED}#${refusal}`;
}

/** Returns the HTTP status of a fault (docs/swf.md 9.3). */
export const statusOf = ({ refusal }: WireFault): number => statusOfFault(refusal);
