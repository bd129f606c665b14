import type { HistoryEvent } from '@aws-sdk/client-swf';
import {
  type Activity,
  type Decider,
  type Decision,
  type Definition,
  FAULT_KINDS,
  type Plan,
  type PlannedFault,
  type Seen,
  type Start,
} from '../../src/simulation/index.js';

/** An order: charge, ship, remind after three days; a cancel signal asks for the money back. */

/** The world outside: what was charged and paid back, shipped and said. */
export interface Shop {
  readonly charges: string[];
  readonly refunds: string[];
  readonly parcels: Set<string>;
  readonly reminders: Set<string>;
}

type Events = readonly HistoryEvent[];

const has = (events: Events, type: HistoryEvent['eventType']): boolean => events.some((e) => e.eventType === type);

const scheduled = (events: Events, activity: string): Events =>
  events.filter((e) => e.activityTaskScheduledEventAttributes?.activityType?.name === activity);

/** The events that end tasks of an activity. */
function ends(events: Events, activity: string, type: 'Completed' | 'Failed' | 'TimedOut'): Events {
  const ids = scheduled(events, activity).map((e) => e.eventId);
  const attributes = `activityTask${type}EventAttributes` as const;
  return events.filter((e) => ids.includes(e[attributes]?.scheduledEventId));
}

const done = (events: Events, activity: string): boolean => ends(events, activity, 'Completed').length > 0;

/** Schedules the activity, once more if it timed out, unless it is under way or done. */
function want(events: Events, activity: string): readonly Decision[] {
  const begun = scheduled(events, activity).length;
  if (done(events, activity) || begun > ends(events, activity, 'TimedOut').length) return [];
  const activityType = { name: activity, version: '1' };
  const attributes = { activityType, activityId: `${activity}-${begun + 1}`, input: 'order-7' };
  return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
}

const complete: readonly Decision[] = [{ decisionType: 'CompleteWorkflowExecution' }];
const cancel: readonly Decision[] = [{ decisionType: 'CancelWorkflowExecution' }];
const wait: readonly Decision[] = [
  { decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId: 'remind', startToFireTimeout: '259200' } },
];

const isCancel = (e: HistoryEvent): boolean => e.workflowExecutionSignaledEventAttributes?.signalName === 'cancel';

/** A worker that is too late may have charged all the same, so the money goes back whenever a charge was begun. */
function giveUp(events: Events): readonly Decision[] {
  const charging = scheduled(events, 'Charge').length;
  if (charging === 0) return cancel;
  const over = (['Completed', 'Failed', 'TimedOut'] as const).flatMap((type) => ends(events, 'Charge', type)).length;
  if (charging > over) return [];
  return done(events, 'Refund') ? cancel : want(events, 'Refund');
}

function goOn(events: Events): readonly Decision[] {
  if (!done(events, 'Charge')) return want(events, 'Charge');
  if (!done(events, 'Ship')) return want(events, 'Ship');
  if (!has(events, 'TimerStarted')) return wait;
  if (!has(events, 'TimerFired')) return [];
  return done(events, 'Remind') ? complete : want(events, 'Remind');
}

const mended: Decider = ({ events }) => (events.some(isCancel) ? giveUp(events) : goOn(events));

/** The bug: it takes for news what stands behind the last decision, and a signal may stand before it. */
const forgetful: Decider = ({ events }) => {
  const last = events.findLastIndex((e) => e.eventType === 'DecisionTaskCompleted');
  const asked = events.slice(last + 1).some(isCancel) || scheduled(events, 'Refund').length > 0;
  return asked ? giveUp(events) : goOn(events);
};

const once = (list: string[], key: string): void => {
  if (!list.includes(key)) list.push(key);
};

const activities: Readonly<Record<string, Activity<Shop>>> = {
  'Charge@1': ({ input = '' }, { world }) => once(world.charges, input),
  'Refund@1': ({ input = '' }, { world }) => {
    if (world.charges.includes(input)) once(world.refunds, input);
  },
  'Ship@1': ({ input = '' }, { world }) => void world.parcels.add(input),
  'Remind@1': ({ input = '' }, { world }) => void world.reminders.add(input),
};

const MINUTE = { timeouts: { startToClose: '1m', scheduleToStart: '1h' } } as const;

export const order: Definition<Shop> = {
  workflows: { 'Order@1': mended },
  activities,
  defaults: {
    workflows: { 'Order@1': { timeouts: { decision: '1m' } } },
    activities: { 'Charge@1': MINUTE, 'Refund@1': MINUTE, 'Ship@1': MINUTE, 'Remind@1': MINUTE },
  },
  world: () => ({ charges: [], refunds: [], parcels: new Set(), reminders: new Set() }),
  invariant: ({ world }) => world.charges.length <= 1 || `charged ${world.charges.length} times`,
  finalInvariant: bill,
};

function bill({ world, history }: Seen<Shop>): unknown {
  const { charges, refunds, reminders } = world;
  if (history.some(isCancel)) return charges.length === refunds.length || 'it was canceled, and the money is not back';
  return (charges.length === 1 && reminders.size === 1) || 'it was not canceled, and not paid and reminded of either';
}

/** Planted: a worker that comes after a crash charges again. */
export const chargesTwice: Definition<Shop> = {
  ...order,
  activities: { ...activities, 'Charge@1': ({ input = '' }, { world }) => void world.charges.push(input) },
};

/** Planted: a signal that comes while a decision is made is never seen. */
export const forgetsRefund: Definition<Shop> = { ...order, workflows: { 'Order@1': forgetful } };

export const start: Start = { workflow: 'Order@1', workflowId: 'order-7', events: [{ signal: 'cancel' }] };
/** What nobody cancels. */
export const quietStart: Start = { workflow: 'Order@1', workflowId: 'order-7' };

/** Every kind of fault, each seldom enough that runs get far. */
export const everyTrouble: Plan = [
  ...FAULT_KINDS.filter((fault) => fault !== 'clock jump').map((fault) => ({ fault, p: 0.03 }) as PlannedFault),
  { fault: 'clock jump', by: '2m', p: 0.03 },
];

/** The mended order with workers whose code goes on by itself. */
export const slowly: Definition<Shop> = {
  ...order,
  activities: Object.fromEntries(
    Object.entries(activities).map(([type, act]): [string, Activity<Shop>] => [
      type,
      async (task, ctx) => {
        await ctx.heartbeat();
        await Promise.all([ctx.sleep('5s'), ctx.sleep('10s')]);
        return act(task, ctx);
      },
    ]),
  ),
};

/** The mended order with a worker as people write it: a loop that polls for ever. */
export const byHand: Definition<Set<string>> = {
  workflows: order.workflows,
  workers: {
    loop: async (client, signal) => {
      while (!signal.aborted) {
        const poll = { domain: 'test', taskList: { name: 'default' }, identity: 'loop' };
        const task = await client.pollForActivityTask(poll, { abortSignal: signal }).catch(seeNothing);
        if (!task.taskToken) continue;
        // A worker that comes too late, or is not heard, goes on to the next task.
        await client.respondActivityTaskCompleted({ taskToken: task.taskToken }).catch(seeNothing);
      }
    },
  },
  defaults: order.defaults as NonNullable<Definition['defaults']>,
};

const seeNothing = () => ({ taskToken: undefined });
