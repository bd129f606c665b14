import { atMostOnce, before } from '../../../src/rules/index.js';
import type { Decider, Plan } from '../../../src/simulation/index.js';
import {
  complete,
  count,
  isFired,
  isStarted,
  openTasks,
  schedule,
  signals,
  startTimer,
  tasksOf,
} from '../guided/events.js';
import type { FailingSample } from './failing.js';
import { NEEDLESS, stages, workflow } from './failingByOrder.js';

/** Workflows that fail through a fault, among others that are needless. */

const NOTES = [{ signal: 'note' }, { signal: 'note', input: 'urgent' }];
const start = { workflow: 'Sample@1', events: NOTES };

/** A worker that crashed after the charge is followed by one that charges again. */
const payment = workflow<string[]>(stages(['Check', 'Score'], ['Charge'], ['Receipt']), {
  activities: {
    'Check@1': () => 'checked',
    'Score@1': () => 'scored',
    'Charge@1': (_task, { world }) => void world.push('42.00'),
    'Receipt@1': () => 'sent',
  },
  world: () => [],
  invariant: ({ world }) => world.length <= 1 || `charged ${world.length} times`,
});

/** An approval that timed out counts as one. */
const approval: Decider = ({ events = [] }) => {
  if (openTasks(events) > 0) return [];
  if (tasksOf(events, 'Approve').scheduled === 0) return [schedule(events, 'Approve')];
  return tasksOf(events, 'Ship').completed === 0 ? [schedule(events, 'Ship')] : [complete];
};

const shipment = workflow(approval, { activities: { 'Approve@1': () => 'yes', 'Ship@1': () => 'shipped' } });

/** The fallback of a lost task has a misspelt name. */
const fallback: Decider = ({ events = [] }) => {
  if (openTasks(events) > 0) return [];
  if (tasksOf(events, 'Mail').timedOut > 0) return [schedule(events, 'PostByHnad')];
  return tasksOf(events, 'Mail').completed > 1 ? [complete] : [schedule(events, 'Mail')];
};

const mail = workflow(fallback, { activities: { 'Mail@1': () => 'mailed', 'PostByHand@1': () => 'posted' } });

/** Each jump of the clock takes time that the execution does not have. */
const report = () => {
  const made = workflow(stages(['Collect'], ['Sum'], ['Print'], ['Send']), {
    activities: { 'Collect@1': () => '', 'Sum@1': () => '', 'Print@1': () => '', 'Send@1': () => '' },
  })();
  return { ...made, defaults: { ...made.defaults, workflows: { 'Sample@1': { timeouts: { execution: '30m' } } } } };
};

/** A signal that is delivered twice is booked twice. */
const booking: Decider = ({ events = [] }) => {
  if (openTasks(events) > 0) return [];
  if (tasksOf(events, 'Book').completed < signals(events, 'deposit').length) return [schedule(events, 'Book')];
  if (isFired(events, 'day')) return [complete];
  return isStarted(events, 'day') ? [] : [startTimer('day', 1440)];
};

const deposits = workflow<{ balance: number }>(booking, {
  activities: {
    'Book@1': (_task, { world }) => {
      world.balance += 10;
    },
  },
  world: () => ({ balance: 0 }),
  finalInvariant: ({ world: { balance } }) => balance <= 20 || `booked ${balance} of 20`,
});

/** A task whose poll was abandoned is never missed: the decider waits for a completion alone. */
const patient: Decider = ({ events = [] }) => {
  if (tasksOf(events, 'Print').scheduled === 0) return [schedule(events, 'Print'), schedule(events, 'Fold')];
  return count(events, 'ActivityTaskCompleted') === 2 ? [complete] : [];
};

const letter = workflow(patient, { activities: { 'Print@1': () => 'printed', 'Fold@1': () => 'folded' } });

/** A zombie worker: its task has timed out, the next attempt is scheduled, and the customer has a second invoice. */
const invoice = workflow(stages(['Draw'], ['Invoice']), {
  activities: { 'Draw@1': () => 'drawn', 'Invoice@1': async (_task, ctx) => void (await ctx.sleep('1m')) },
});

const invoicedOnce = atMostOnce('an order has one invoice', 'ActivityTaskScheduled activityType=Invoice@1');
const approvedBefore = before(
  'approved before shipped',
  'ActivityTaskCompleted Approve-1',
  'ActivityTaskScheduled Ship-1',
);

type FaultSample = Omit<FailingSample, 'byOrder'>;

const sample = (
  name: string,
  how: FailingSample['how'],
  definition: unknown,
  plan: Plan,
  more: object = {},
): FaultSample => ({
  name,
  how,
  module: { definition, start, plan: [...plan, ...NEEDLESS], ...more } as FailingSample['module'],
});

const deposit = { signal: 'deposit' };

export const faultSamples: readonly FaultSample[] = [
  sample('a payment without a key', 'violated', payment, [{ fault: 'crash after', p: 0.05 }]),
  sample('a shipment without approval', 'broken', shipment, [{ fault: 'crash before', p: 0.05 }], {
    rules: [approvedBefore],
  }),
  sample('a misspelt fallback', 'unregistered', mail, [{ fault: 'crash', p: 0.03 }]),
  sample('a slow report', 'closed', report, [{ fault: 'clock jump', by: '10m', p: 0.04 }]),
  sample('a deposit delivered twice', 'violated', deposits, [], {
    start: { ...start, events: [deposit, ...NOTES, deposit] },
  }),
  sample('a letter in lost hands', 'stuck', letter, [{ fault: 'abandoned poll', p: 0.04 }]),
  sample('a second invoice', 'broken', invoice, [{ fault: 'zombie worker', p: 0.04 }], { rules: [invoicedOnce] }),
];
