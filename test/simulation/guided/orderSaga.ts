import type { Decider, Decision, Definition, Plan, Start } from '../../../src/simulation/index.js';
import {
  cancelRun,
  complete,
  type Events,
  isFired,
  isSignaled,
  openTasks,
  schedule,
  startTimer,
  tasksOf,
} from './events.js';

/** An order: reserve, charge, ship. A cancel signal before the shipment asks for the money back. */

/** The payment provider, and the stock. */
interface Shop {
  balance: number;
  isRefunded: boolean;
  reserved: number;
  shipped: number;
}

const pauseOf = (events: Events): string => `pause-${tasksOf(events, 'Charge').timedOut}`;

/** Returns true if a charge has timed out, and its pause is over. */
function mustRetry(events: Events): boolean {
  const { scheduled, timedOut } = tasksOf(events, 'Charge');
  return scheduled > 0 && scheduled === timedOut && isFired(events, pauseOf(events));
}

const isPausing = (events: Events): boolean => {
  const id = pauseOf(events);
  return events.some((event) => event.timerStartedEventAttributes?.timerId === id) && !isFired(events, id);
};

// A charge that timed out may have been made all the same, so the money goes back whenever a charge was begun.
function giveUp(events: Events): readonly Decision[] {
  const [reserve, charge, refund, release] = ['Reserve', 'Charge', 'Refund', 'Release'].map((name) =>
    tasksOf(events, name),
  ) as [Tasks, Tasks, Tasks, Tasks];
  if (openTasks(events) > 0) return [];
  if (charge.scheduled > 0 && refund.completed === 0) return [schedule(events, 'Refund')];
  if (reserve.scheduled > 0 && release.completed === 0) return [schedule(events, 'Release')];
  return [cancelRun];
}

function goOn(events: Events): readonly Decision[] {
  const { scheduled, timedOut, completed } = tasksOf(events, 'Charge');
  if (openTasks(events) > 0) return [];
  if (tasksOf(events, 'Reserve').completed === 0) return [schedule(events, 'Reserve')];
  if (scheduled === 0) return [schedule(events, 'Charge')];
  if (completed === 0) return scheduled === timedOut && !isPausing(events) ? [startTimer(pauseOf(events), 5)] : [];
  return tasksOf(events, 'Ship').completed === 0 ? [schedule(events, 'Ship')] : [complete];
}

type Tasks = ReturnType<typeof tasksOf>;

/**
 * The bug: the retry of a charge is decided before the cancel signal is looked at, and no timer is canceled. If the refund
 * is still open when the pause ends, the customer pays again. The provider refunds an order only once.
 */
const decider: Decider = ({ events }) => {
  if (mustRetry(events)) return [schedule(events, 'Charge')];
  const isShipping = tasksOf(events, 'Ship').scheduled > 0;
  return isSignaled(events, 'cancel') && !isShipping ? giveUp(events) : goOn(events);
};

const CALL = { timeouts: { startToClose: '10m' } } as const;

export const definition = (): Definition<Shop> => ({
  workflows: { 'Order@1': decider },
  activities: {
    'Reserve@1': (_task, { world }) => {
      world.reserved = 1;
    },
    'Release@1': (_task, { world }) => {
      world.reserved = 0;
    },
    'Charge@1': (_task, { world }) => {
      world.balance = 1;
    },
    'Refund@1': (_task, { world }) => {
      if (!world.isRefunded) world.balance = 0;
      world.isRefunded = true;
    },
    'Ship@1': (_task, { world }) => {
      world.shipped = 1;
    },
  },
  defaults: {
    workflows: { 'Order@1': { timeouts: { decision: '1m' } } },
    activities: { 'Reserve@1': CALL, 'Release@1': CALL, 'Charge@1': CALL, 'Refund@1': CALL, 'Ship@1': CALL },
  },
  world: () => ({ balance: 0, isRefunded: false, reserved: 0, shipped: 0 }),
  finalInvariant: ({ world }) => world.balance === world.shipped || `paid ${world.balance}, shipped ${world.shipped}`,
});

export const start: Start = { workflow: 'Order@1', workflowId: 'order-7', events: [{ signal: 'cancel' }] };

export const plan: Plan = [
  { fault: 'crash after', p: 0.015 },
  { fault: 'zombie worker', p: 0.01 },
  { fault: 'crash before', p: 0.02 },
  { fault: 'abandoned poll', p: 0.02 },
  { fault: 'lost response', p: 0.05 },
  { fault: 'throttle', p: 0.05 },
];
