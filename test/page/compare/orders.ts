import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { PageData } from '../../../src/render/html/pageData.js';

const BEGAN = Date.UTC(2026, 0, 1);

/** What differs between the orders. */
interface Order {
  /** The input of the second charge. */
  readonly input: string;
  /** The identity of the decider. */
  readonly identity: string;
  /** True for an order with a signal. */
  readonly isSignaled?: boolean;
  /** True for an order with a last timer. */
  readonly hasTimer?: boolean;
  /** The seconds between two events. */
  readonly seconds: number;
}

type Attributes = Readonly<Record<string, unknown>>;

/** Charges of cards, one after another, with six events for each. */
export function orderHistory({ input, identity, isSignaled, hasTimer, seconds }: Order): readonly HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const add = (eventType: string, attributes: Attributes): number => {
    const eventId = events.length + 1;
    const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;
    const eventTimestamp = new Date(BEGAN + (eventId - 1) * seconds * 1000);
    events.push({ eventId, eventType, eventTimestamp, [member]: attributes } as unknown as HistoryEvent);
    return eventId;
  };
  add('WorkflowExecutionStarted', { workflowType: { name: 'Order', version: '1' }, input: '{"order":7}' });
  for (let round = 1; round <= 8; round += 1) {
    if (round === 5 && isSignaled) add('WorkflowExecutionSignaled', { signalName: 'hurry', input: '!' });
    const decision = add('DecisionTaskScheduled', { taskList: { name: 'default' } });
    const started = add('DecisionTaskStarted', { scheduledEventId: decision, identity: round === 7 ? identity : 'd' });
    add('DecisionTaskCompleted', { scheduledEventId: decision, startedEventId: started });
    const scheduled = add('ActivityTaskScheduled', {
      activityId: `charge-${round}`,
      activityType: { name: 'Charge', version: '1' },
      input: round === 2 ? input : `card ${round}`,
    });
    const begun = add('ActivityTaskStarted', { scheduledEventId: scheduled, identity: 'worker-1' });
    add('ActivityTaskCompleted', { scheduledEventId: scheduled, startedEventId: begun, result: 'ok' });
  }
  if (hasTimer) add('TimerStarted', { timerId: 'remind', startToFireTimeout: '60' });
  return events;
}

const card = (number: number): string => JSON.stringify({ holder: 'A. Person', street: 'x'.repeat(80), card: number });

/** Three orders: the second differs from the first in four places, the third in none. */
export const ORDERS: PageData = {
  title: 'orders',
  view: 'compare',
  histories: [
    { name: 'left order', events: orderHistory({ input: card(4242), identity: 'd', hasTimer: true, seconds: 1 }) },
    { name: 'right order', events: orderHistory({ input: card(1111), identity: 'e', isSignaled: true, seconds: 3 }) },
    { name: 'same order', events: orderHistory({ input: card(4242), identity: 'd', hasTimer: true, seconds: 1 }) },
  ],
};
