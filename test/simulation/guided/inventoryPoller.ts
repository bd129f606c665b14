import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Decider, Decision, Definition, Plan, Start } from '../../../src/simulation/index.js';
import {
  complete,
  type Events,
  isFired,
  isSignaled,
  isStarted,
  schedule,
  signals,
  startTimer,
  tasksOf,
} from './events.js';

/** A poller: it copies the stock of a supplier to the shop in rounds. A recount signal makes the next round a full one. */

/** The supplier, and the shop that shows its stock. */
interface Stock {
  supplier: number;
  shown: number;
}

const ROUNDS = 3;

/** Schedules a read. A full read that timed out is followed by a short one of the changes. */
function read(events: Events): Decision {
  const { scheduled, timedOut } = tasksOf(events, 'FullRead');
  const isFull = isSignaled(events, 'recount') && scheduled === 0 && timedOut === 0;
  return schedule(events, isFull ? 'FullRead' : 'ReadChanges');
}

const isOpen = (events: Events, name: string): boolean => tasksOf(events, name).open > 0;

/** Ships once for each sale. */
function ship(events: Events): readonly Decision[] {
  const { scheduled, timedOut } = tasksOf(events, 'Ship');
  return signals(events, 'sale').length > scheduled - timedOut ? [schedule(events, 'Ship', 'sale')] : [];
}

function poll(events: Events): readonly Decision[] {
  if (isOpen(events, 'FullRead') || isOpen(events, 'ReadChanges')) return [];
  const rounds = tasksOf(events, 'FullRead').completed + tasksOf(events, 'ReadChanges').completed;
  const pause = `pause-${rounds}`;
  if (rounds === 0 || isFired(events, pause)) return rounds < ROUNDS ? [read(events)] : finish(events);
  return isStarted(events, pause) ? [] : [startTimer(pause, 2)];
}

/** Reads the changes a last time if something was shipped since the last read began. */
function finish(events: Events): readonly Decision[] {
  if (isOpen(events, 'Ship')) return [];
  const begun = events.findLastIndex((event) => /Read/.test(typeOf(event) ?? ''));
  const shipped = events.findLastIndex((event) => typeOf(completed(events, event)) === 'Ship');
  return begun < shipped ? [read(events)] : [complete];
}

/** Returns the ActivityTaskScheduled event of a task that an event completed. */
const completed = (
  events: Events,
  { activityTaskCompletedEventAttributes: end }: HistoryEvent,
): HistoryEvent | undefined => (end?.scheduledEventId === undefined ? undefined : events[end.scheduledEventId - 1]);

const typeOf = (event: HistoryEvent | undefined): string | undefined =>
  event?.activityTaskScheduledEventAttributes?.activityType?.name;

const decider: Decider = ({ events }) => {
  const shipping = ship(events);
  return shipping.length > 0 ? shipping : poll(events);
};

export const definition = (): Definition<Stock> => ({
  workflows: { 'Inventory@1': decider },
  activities: {
    /**
     * The bug: it goes on after a heartbeat that SWF refused, so a worker whose task timed out overwrites what a later one
     * wrote.
     */
    'FullRead@1': async (_task, ctx) => {
      const { supplier } = ctx.world;
      for (let page = 0; page < 4; page += 1) {
        await ctx.sleep('20s');
        await ctx.heartbeat(`page ${page}`).catch(() => false);
      }
      ctx.world.shown = supplier;
    },
    'ReadChanges@1': async (_task, ctx) => {
      await ctx.sleep('10s');
      ctx.world.shown = ctx.world.supplier;
    },
    'Ship@1': (_task, { world }) => {
      world.supplier -= 1;
    },
  },
  defaults: {
    workflows: { 'Inventory@1': { timeouts: { decision: '1m' } } },
    activities: {
      'FullRead@1': { timeouts: { heartbeat: '30s', startToClose: '10m' } },
      'ReadChanges@1': { timeouts: { startToClose: '1m' } },
      'Ship@1': { timeouts: { startToClose: '1m' } },
    },
  },
  world: () => ({ supplier: 10, shown: 10 }),
  finalInvariant: ({ world: { shown, supplier } }) =>
    shown === supplier || `the shop shows ${shown}, the supplier has ${supplier}`,
});

export const start: Start = {
  workflow: 'Inventory@1',
  workflowId: 'inventory',
  events: [{ signal: 'recount' }, { signal: 'sale' }],
};

export const plan: Plan = [
  { fault: 'clock jump', by: '1m', p: 0.005 },
  { fault: 'crash before', p: 0.01 },
  { fault: 'lost request', p: 0.03 },
  { fault: 'empty poll', p: 0.03 },
  { fault: 'zombie worker', p: 0.01 },
];
