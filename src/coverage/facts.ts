import type { CoreEvent } from '../core/index.js';
import { FAILURES } from '../tables/decisions.js';

/**
 * Something that can happen to code that uses SWF:
 *
 * - `event TimerFired`: an event in a history.
 * - `cause StartTimerFailed TIMER_ID_ALREADY_IN_USE`: the cause of a failed decision.
 * - `timeout ActivityTaskTimedOut HEARTBEAT`: a timeout of this type.
 * - `fault StartWorkflowExecution LimitExceededFault`: a fault of an operation.
 */
export type CoverageFact = `event ${string}` | `cause ${string} ${string}` | `timeout ${string} ${string}` | FaultFact;
type FaultFact = `fault ${string} ${string}`;

/** Returns the facts of an event. */
export function factsOf({ type, attributes }: CoreEvent): readonly CoverageFact[] {
  const { cause, timeoutType } = attributes as { readonly cause?: string; readonly timeoutType?: string };
  const failed: readonly CoverageFact[] = cause && FAILURES.has(type) ? [`cause ${type} ${cause}`] : [];
  const timedOut: readonly CoverageFact[] = timeoutType ? [`timeout ${type} ${timeoutType}`] : [];
  return [`event ${type}`, ...failed, ...timedOut];
}

/** Returns the fact for a fault of an operation. */
export const factOfFault = (op: string, fault: string): FaultFact => `fault ${op} ${fault}`;
