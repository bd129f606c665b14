import { type Delivery, runAt, settle } from '../../../core/index.js';
import type { OutsideEvent } from '../../model/definition.js';
import type { Move } from '../state/move.js';
import type { Node, NodeBuilder } from '../state/node.js';
import type { PreparedScenario } from '../state/preparedScenario.js';

/** Returns the moves by which an event reaches the run from outside: at its time, or at any time if it has none. */
export function outsideEventMoves<W>(
  prepared: PreparedScenario<W>,
  { state, pendingEvents }: Node<W>,
): readonly Move<W>[] {
  return pendingEvents
    .filter((event) => (prepared.arrivalOf(event) ?? state.now) <= state.now)
    .map((event) => ({
      description: () => eventText(event),
      apply: (builder) => {
        builder.pendingEvents = builder.pendingEvents.filter((other) => other !== event);
        sendEvent(builder, event);
      },
    }));
}

function eventText(event: OutsideEvent): string {
  if ('signal' in event) return `signal '${event.signal}' arrives`;
  return 'cancel' in event ? 'a cancel request arrives' : 'a termination arrives';
}

function sendEvent<W>(builder: NodeBuilder<W>, event: OutsideEvent): void {
  const { domain, workflowId } = builder.prepared;
  if ('signal' in event) {
    const { signal: signalName, input } = event;
    const reply = builder.call('SignalWorkflowExecution', { domain, workflowId, signalName, input });
    builder.noteRefusal(`SignalWorkflowExecution of signal '${signalName}': `, reply);
  } else if ('cancel' in event) {
    const reply = builder.call('RequestCancelWorkflowExecution', { domain, workflowId });
    builder.noteRefusal('RequestCancelWorkflowExecution: ', reply);
  } else {
    const reply = builder.call('TerminateWorkflowExecution', { domain, workflowId });
    builder.noteRefusal('TerminateWorkflowExecution: ', reply);
  }
}

/** Returns the moves that carry out an after-batch step: one for each, since SWF promises no order (docs/swf.md 6.9). */
export function deliveryMoves<W>({ state }: Node<W>): readonly Move<W>[] {
  return state.deliveries.map((delivery, index) => ({
    description: () => deliveryText(delivery, runAt(state, delivery.run)?.workflowId),
    apply: (builder) => {
      let next = index;
      const once = (): number => {
        const chosen = next;
        next = -1;
        return chosen;
      };
      builder.record(settle(builder.state, builder.state.now, once));
    },
  }));
}

const deliveryText = ({ kind, eventId }: Delivery, workflowId = ''): string =>
  `event ${eventId} of run '${workflowId}' takes effect: ${kind}`;
