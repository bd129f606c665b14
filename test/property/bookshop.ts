import type { Decision, HistoryEvent } from '@aws-sdk/client-swf';
import type { World } from '../../src/property/index.js';
import { complete, domain, schedule, shop, taskList } from '../support/shop.js';

/** How the worker of a shop goes about charging a card. */
export type Care = 'careless' | 'careful';

/** A shop as its users write it: one decider, one worker, and a card that must not be charged twice for one order. */
export function bookshop(care: Care): World & { readonly charged: readonly string[] } {
  const swf = shop();
  const client = swf.client();
  const charged: string[] = [];

  async function order(): Promise<void> {
    const { taskToken, events = [] } = await client.pollForDecisionTask({ domain, taskList });
    if (taskToken) await client.respondDecisionTaskCompleted({ taskToken, decisions: decided(events) });
  }

  async function charge(): Promise<void> {
    const { taskToken, workflowExecution } = await client.pollForActivityTask({ domain, taskList });
    if (!taskToken) return;
    const order = workflowExecution?.runId ?? '';
    // Whoever is careful asks the card company whether it has heard of the order.
    if (care === 'careless' || !charged.includes(order)) charged.push(order);
    await client.respondActivityTaskCompleted({ taskToken });
  }

  const invariant = (): void => {
    const twice = charged.find((order, i) => charged.indexOf(order) < i);
    if (twice !== undefined) throw new Error(`the card was charged twice for ${twice}`);
  };
  return { swf, client, deciders: { order }, workers: { charge }, invariant, charged };
}

/** A charge that has timed out is tried again. */
function decided(events: readonly HistoryEvent[]): Decision[] {
  const last = events.findLast(({ eventType }) => /^ActivityTask(Scheduled|Completed|TimedOut)$/.test(eventType ?? ''));
  if (last?.eventType === 'ActivityTaskScheduled') return [];
  if (last?.eventType === 'ActivityTaskCompleted') return [complete()];
  return [schedule(`charge-${events.length}`, { startToCloseTimeout: '30' })];
}
