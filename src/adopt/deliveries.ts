import {
  type CoreEvent,
  type Delivery,
  type EventId,
  type EventOf,
  type EventType,
  type Run,
  runAt,
  type State,
  writeRecorded,
} from '../core/index.js';

/** Removes the after-batch step that an event of a run shows as done. */
export function endDelivery(s: State, run: Run, event: CoreEvent): void {
  const find = ENDED_BY[event.type] as Ended<EventType> | undefined;
  const ended = find?.(event);
  if (ended) removeDeliveries(s, run, ended);
}

/** Does what the service does for the sender when a signal or a cancel request reaches its target. */
export function reachTarget(s: State, sender: Run, initiatedId: EventId, target: Run): void {
  const isWaiting = s.deliveries.some((one) => one.run === sender.number && one.eventId === initiatedId);
  removeDeliveries(s, sender, { eventId: initiatedId, kinds: REQUESTS });
  if (!isWaiting || sender.closed) return;
  const reached = Object.freeze({ workflowId: target.workflowId, runId: target.runId });
  writeRecorded(s, {
    kind: 'to deliver',
    delivery: { kind: 'tell sender', run: sender.number, eventId: initiatedId, reached },
  });
}

/** Removes the start of a child, since the child has started. */
export const startedChild = (s: State, parent: Run, initiatedId: EventId): void =>
  removeDeliveries(s, parent, { eventId: initiatedId, kinds: ['start child'] });

/**
 * Removes the steps of closed runs that no other history shows as done. They follow the batch at once, so they are done: a
 * closed run gets no event of them.
 */
export function dropUnseen(s: State): void {
  for (const { run, order } of s.deliveries) if (runAt(s, run)?.closed) writeRecorded(s, { kind: 'delivered', order });
}

interface EndedDelivery {
  readonly eventId: number;
  readonly kinds: readonly Delivery['kind'][];
}

function removeDeliveries(s: State, run: Run, { eventId, kinds }: EndedDelivery): void {
  for (const { kind, order, run: of, eventId: began } of s.deliveries)
    if (of === run.number && began === eventId && kinds.includes(kind)) writeRecorded(s, { kind: 'delivered', order });
}

type Ended<T extends EventType> = (event: EventOf<T>) => EndedDelivery;

const REQUESTS = ['signal external', 'cancel external', 'tell sender'] as const;

const request = ({ attributes }: { readonly attributes: { readonly initiatedEventId: number } }): EndedDelivery => ({
  eventId: attributes.initiatedEventId,
  kinds: REQUESTS,
});
const child = ({ attributes }: { readonly attributes: { readonly initiatedEventId: number } }): EndedDelivery => ({
  eventId: attributes.initiatedEventId,
  kinds: ['start child'],
});
const lambda = ({
  attributes,
}: {
  readonly attributes: { readonly scheduledEventId?: number | undefined };
}): EndedDelivery => ({
  eventId: attributes.scheduledEventId ?? 0,
  kinds: ['start lambda'],
});

const ENDED_BY: { readonly [T in EventType]?: Ended<T> } = {
  TimerFired: ({ attributes }) => ({ eventId: attributes.startedEventId, kinds: ['fire timer'] }),
  ActivityTaskCanceled: ({ attributes }) => ({ eventId: attributes.scheduledEventId, kinds: ['cancel activity'] }),
  ChildWorkflowExecutionStarted: child,
  StartChildWorkflowExecutionFailed: child,
  ExternalWorkflowExecutionSignaled: request,
  SignalExternalWorkflowExecutionFailed: request,
  ExternalWorkflowExecutionCancelRequested: request,
  RequestCancelExternalWorkflowExecutionFailed: request,
  LambdaFunctionStarted: lambda,
  StartLambdaFunctionFailed: lambda,
};
