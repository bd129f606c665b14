import type { CoreEvent } from '../core/events.js';

/**
 * Something that code which uses SWF may have to cope with: `event TimerFired`, `cause StartTimerFailed
 * TIMER_ID_ALREADY_IN_USE`, `timeout ActivityTaskTimedOut HEARTBEAT`, `fault StartWorkflowExecution LimitExceededFault`.
 */
export type MetFact = `event ${string}` | `cause ${string} ${string}` | `timeout ${string} ${string}` | FaultFact;
type FaultFact = `fault ${string} ${string}`;

/** What a run meets with an event of its history. */
export function factsOf({ type, attributes }: CoreEvent): readonly MetFact[] {
  const { cause, timeoutType } = attributes as { readonly cause?: string; readonly timeoutType?: string };
  const failed: readonly MetFact[] = cause && type.endsWith('Failed') ? [`cause ${type} ${cause}`] : [];
  const timedOut: readonly MetFact[] = timeoutType ? [`timeout ${type} ${timeoutType}`] : [];
  return [`event ${type}`, ...failed, ...timedOut];
}

export const factOfFault = (op: string, fault: string): FaultFact => `fault ${op} ${fault}`;
