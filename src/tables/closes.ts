import type { EventType, CloseStatus as SdkCloseStatus } from '@aws-sdk/client-swf';

/** The events that close a run, each with the close status of the run (docs/swf.md 4). */
export const CLOSE_STATUSES = {
  WorkflowExecutionCompleted: 'COMPLETED',
  WorkflowExecutionFailed: 'FAILED',
  WorkflowExecutionCanceled: 'CANCELED',
  WorkflowExecutionTerminated: 'TERMINATED',
  WorkflowExecutionContinuedAsNew: 'CONTINUED_AS_NEW',
  WorkflowExecutionTimedOut: 'TIMED_OUT',
} as const satisfies { readonly [T in EventType]?: SdkCloseStatus };

/** The types of events that close a run. */
export type CloseEvent = keyof typeof CLOSE_STATUSES;

/** The close status of a run (docs/swf.md 1.3). */
export type CloseStatus = (typeof CLOSE_STATUSES)[CloseEvent];

/** Returns the close status that an event of this type sets; `undefined` if it does not close its run. */
export const closeStatusOf = (type: string): CloseStatus | undefined =>
  Object.hasOwn(CLOSE_STATUSES, type) ? CLOSE_STATUSES[type as CloseEvent] : undefined;
