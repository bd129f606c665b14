import { settle } from '../../core/index.js';
import type { Delivery } from '../../core/state.js';
import { runAt } from '../../core/state.js';
import type { OutsideEvent } from '../definition.js';
import type { Move } from './move.js';
import type { Draft, Node } from './node.js';
import type { Setting } from './setting.js';

/** What comes from outside: at its time, or at any. */
export function arrivals<W>(setting: Setting<W>, { state, coming }: Node<W>): readonly Move<W>[] {
  return coming
    .filter((event) => (setting.comesAt(event) ?? state.now) <= state.now)
    .map((event) => ({
      words: () => nameOf(event),
      take: (draft) => {
        draft.coming = draft.coming.filter((other) => other !== event);
        arrive(draft, event);
      },
    }));
}

function nameOf(event: OutsideEvent): string {
  if ('signal' in event) return `the signal ${event.signal} comes`;
  return 'cancel' in event ? 'a cancel request comes' : 'the run is terminated';
}

function arrive<W>(draft: Draft<W>, event: OutsideEvent): void {
  const { domain, workflowId } = draft.setting;
  if ('signal' in event) {
    const { signal: signalName, input } = event;
    draft.call('SignalWorkflowExecution', { domain, workflowId, signalName, input });
  } else if ('cancel' in event) {
    draft.call('RequestCancelWorkflowExecution', { domain, workflowId });
  } else {
    draft.call('TerminateWorkflowExecution', { domain, workflowId });
  }
}

/** A step that follows a batch lands: any of them, since SWF promises no order (swf-behaviour 6.9). */
export function landings<W>({ state }: Node<W>): readonly Move<W>[] {
  return state.deliveries.map((delivery, index) => ({
    words: () => landingText(delivery, runAt(state, delivery.run)?.workflowId),
    take: (draft) => {
      let next = index;
      const once = (): number => {
        const chosen = next;
        next = -1;
        return chosen;
      };
      draft.took(settle(draft.state, draft.state.now, once));
    },
  }));
}

const landingText = ({ kind, eventId }: Delivery, workflowId = 'a run'): string =>
  `what event ${eventId} of ${workflowId} asked for is done: ${kind}`;
