import type { Decider, Decision, DecisionTask, Definition, Plan, Start } from '../../../src/simulation/index.js';
import {
  complete,
  continueAsNew,
  type Events,
  isFired,
  isSignaled,
  isStarted,
  openTasks,
  schedule,
  startTimer,
  tasksOf,
} from './events.js';

/** A subscription: each period is a run that charges, waits for a week, and continues as new. */

/** The customer's account. */
interface Account {
  readonly charged: number[];
  /** The period in which the cancellation was confirmed. */
  confirmed: number | undefined;
}

/** The input of a run. */
interface Period {
  readonly period: number;
  readonly plan: 'basic' | 'pro';
  readonly isCanceled: boolean;
}

const PERIODS = 3;
const WEEK = 7 * 24 * 60;

const inputOf = ({ events }: DecisionTask): Period => {
  const { input } = events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
  return input ? JSON.parse(input) : { period: 1, plan: 'basic', isCanceled: false };
};

const isDone = (events: Events, name: string): boolean => tasksOf(events, name).completed > 0;

/** Schedules an activity whose last task timed out, after a day of dunning. */
function payLater(events: Events, { period }: Period): readonly Decision[] {
  const dunning = `dunning-${tasksOf(events, 'Charge').timedOut}`;
  if (isFired(events, dunning)) return [schedule(events, 'Charge', String(period))];
  return isStarted(events, dunning) ? [] : [startTimer(dunning, 24 * 60)];
}

function pay(events: Events, now: Period): readonly Decision[] {
  if (tasksOf(events, 'Charge').scheduled > 0) return payLater(events, now);
  return [schedule(events, 'Charge', String(now.period))];
}

/** Returns true if the customer asked for the better plan and does not have it. */
const isUpgraded = (events: Events, { plan }: Period): boolean => plan === 'basic' && isSignaled(events, 'upgrade');

function endPeriod(events: Events, now: Period): readonly Decision[] {
  if (now.isCanceled || now.period === PERIODS) return [complete];
  const plan = isUpgraded(events, now) ? 'pro' : now.plan;
  return [continueAsNew(JSON.stringify({ ...now, plan, period: now.period + 1 }))];
}

/**
 * The bug: an upgrade in the second dunning of a later period starts the period anew with the price of the better plan, and the input is made of
 * the one of this run: a cancellation that was confirmed since is lost.
 */
const decider: Decider = (task) => {
  const events = task.events ?? [];
  const input = inputOf(task);
  const now = { ...input, isCanceled: input.isCanceled || isDone(events, 'Confirm') };
  if (openTasks(events) > 0) return [];
  if (isSignaled(events, 'cancel') && !now.isCanceled) return [schedule(events, 'Confirm', String(now.period))];
  const isDunned = now.period > 1 && tasksOf(events, 'Charge').timedOut > 1 && !isDone(events, 'Charge');
  if (isDunned && isUpgraded(events, now)) return [continueAsNew(JSON.stringify({ ...input, plan: 'pro' }))];
  if (!isDone(events, 'Charge')) return pay(events, now);
  if (!isStarted(events, 'period')) return [startTimer('period', WEEK)];
  return isFired(events, 'period') ? endPeriod(events, now) : [];
};

const CALL = { timeouts: { startToClose: '5m' } } as const;

export const definition = (): Definition<Account> => ({
  workflows: { 'Subscription@1': decider },
  activities: {
    'Charge@1': ({ input }, { world }) => {
      if (!world.charged.includes(Number(input))) world.charged.push(Number(input));
    },
    'Confirm@1': ({ input }, { world }) => {
      world.confirmed ??= Number(input);
    },
  },
  defaults: {
    workflows: { 'Subscription@1': { timeouts: { decision: '1m' } } },
    activities: { 'Charge@1': CALL, 'Confirm@1': CALL },
  },
  world: () => ({ charged: [], confirmed: undefined }),
  invariant: ({ world: { charged, confirmed = PERIODS } }) =>
    Math.max(0, ...charged) <= confirmed || `charged period ${charged.at(-1)}, canceled in period ${confirmed}`,
});

export const start: Start = {
  workflow: 'Subscription@1',
  workflowId: 'customer-7',
  events: [{ signal: 'upgrade' }, { signal: 'cancel' }],
};

export const plan: Plan = [
  { fault: 'crash before', p: 0.03 },
  { fault: 'crash after', p: 0.03 },
  { fault: 'abandoned poll', p: 0.02 },
  { fault: 'lost response', p: 0.01 },
  { fault: 'duplicate delivery', p: 0.03 },
  { fault: 'empty poll', p: 0.03 },
];
