import type { Decider, Decision, Definition, OutsideEvent, Plan } from '../../../src/simulation/index.js';
import {
  complete,
  count,
  type Events,
  isFired,
  isSignaled,
  isStarted,
  openTasks,
  schedule,
  startChild,
  startTimer,
  tasksOf,
} from '../guided/events.js';
import type { FailingSample } from './failing.js';

/** Workflows that fail through an order of steps. Their faults and most of their outside events are needless. */

/** Six faults that none of the failures needs. */
export const NEEDLESS: Plan = [
  { fault: 'throttle', p: 0.05 },
  { fault: 'lost request', p: 0.05 },
  { fault: 'lost response', p: 0.03 },
  { fault: 'empty poll', p: 0.05 },
  { fault: 'duplicate delivery', p: 0.03 },
  { fault: 'slow decider', p: 0.02, for: '5s' },
];

const NOTES: readonly OutsideEvent[] = [{ signal: 'note' }, { signal: 'note', input: 'urgent' }, { signal: 'status' }];

const once = (events: Events, name: string): readonly Decision[] =>
  tasksOf(events, name).completed > 0 ? [] : [schedule(events, name)];

/** Schedules the activities of each stage side by side, and waits for them. A task that timed out is tried again. */
export const stages =
  (...names: readonly (readonly string[])[]): Decider =>
  ({ events = [] }) => {
    if (openTasks(events) > 0) return [];
    const next = names.map((stage) => stage.flatMap((name) => once(events, name))).find(({ length }) => length > 0);
    return next ?? [complete];
  };

const CALL = { timeouts: { startToClose: '5m' } } as const;

/** Returns a definition with timeouts, so that a lost task is tried again. */
export function workflow<W>(
  decider: Decider,
  parts: Omit<Definition<W>, 'workflows' | 'defaults'>,
): () => Definition<W> {
  const types = Object.keys(parts.activities ?? {}).map((type) => [type, CALL]);
  return () => ({
    ...parts,
    workflows: { 'Sample@1': decider },
    defaults: { workflows: { 'Sample@1': { timeouts: { decision: '1m' } } }, activities: Object.fromEntries(types) },
  });
}

const start = (...events: readonly OutsideEvent[]) => ({ workflow: 'Sample@1', events });

/** Two transfers side by side: the second reads the balance while the first has not written it. */
const transfers = workflow<{ balance: number }>(stages(['Audit'], ['Deposit', 'Withdraw']), {
  activities: {
    'Audit@1': () => 'audited',
    'Deposit@1': async (_task, ctx) => {
      const { balance } = ctx.world;
      await ctx.heartbeat();
      ctx.world.balance = balance + 50;
    },
    'Withdraw@1': (_task, { world }) => {
      world.balance -= 30;
    },
  },
  world: () => ({ balance: 100 }),
  finalInvariant: ({ world: { balance } }) => balance === 120 || `the balance is ${balance}`,
});

/** A new address that comes while the parcel is packed: the decider looks only at the events since its last decision. */
const address: Decider = ({ events = [] }) => {
  const last = events.findLastIndex(({ eventType }) => eventType === 'DecisionTaskCompleted');
  const isMoved = isSignaled(events.slice(last + 1), 'address') || tasksOf(events, 'Relabel').scheduled > 0;
  if (openTasks(events) > 0) return [];
  if (isMoved && tasksOf(events, 'Relabel').completed === 0) return [schedule(events, 'Relabel')];
  return [...once(events, 'Pack'), ...once(events, 'Ship'), complete].slice(0, 1);
};

const relabel = workflow<{ isNew: boolean }>(address, {
  activities: {
    'Pack@1': async (_task, ctx) => void (await ctx.sleep('10s')),
    'Relabel@1': (_task, { world }) => {
      world.isNew = true;
    },
    'Ship@1': () => 'shipped',
  },
  world: () => ({ isNew: false }),
  finalInvariant: ({ world, history }) => {
    const packed = history.findIndex(({ eventType }) => eventType === 'ActivityTaskCompleted');
    return world.isNew || !isSignaled(history.slice(0, packed), 'address') || 'shipped to the old address';
  },
});

/** A stop signal right after the end of the child: the decider looks for a child to stop. */
const parent: Decider = ({ events = [] }) => {
  if (count(events, 'StartChildWorkflowExecutionInitiated') === 0) return [startChild('child', 'Child')];
  const over = events.findIndex(({ eventType }) => eventType === 'ChildWorkflowExecutionCompleted');
  if (over < 0 || openTasks(events) > 0) return [];
  if (tasksOf(events, 'Store').scheduled === 0 && isSignaled(events.slice(over), 'stop'))
    throw new Error("child 'child' is not open");
  return [...once(events, 'Store'), complete].slice(0, 1);
};

const child: Decider = ({ events = [] }) => {
  if (isFired(events, 'rest')) return [complete];
  return isStarted(events, 'rest') ? [] : [startTimer('rest', 1)];
};

const family = (): Definition => ({
  workflows: { 'Sample@1': parent, 'Child@1': child },
  activities: { 'Store@1': () => 'stored' },
  defaults: {
    activities: { 'Store@1': CALL },
    workflows: {
      'Sample@1': { timeouts: { decision: '1m' } },
      'Child@1': { timeouts: { decision: '1m', execution: '1d' }, childPolicy: 'TERMINATE' },
    },
  },
});

/** A response in the millisecond of a timer: the decider expects that it has acted on the timer before. */
const deadline: Decider = ({ events = [] }) => {
  if (tasksOf(events, 'Quote').scheduled === 0) return [schedule(events, 'Quote'), startTimer('deadline', 1)];
  const done = events.findIndex(({ eventType }) => eventType === 'ActivityTaskCompleted');
  const fired = events.findIndex(({ eventType }) => eventType === 'TimerFired');
  const isLate = fired >= 0 && done > fired;
  return (done >= 0 || fired >= 0) && !isLate ? [complete] : [];
};

const quote = workflow(deadline, {
  activities: {
    'Quote@1': async (_task, ctx) => void (await ctx.sleep('1m')),
  },
});

/** Three writers and a reader side by side: a reader that comes last has a result that is too long for SWF. */
const logs = workflow<string[]>(stages(['Read', 'Write', 'Store', 'Count']), {
  activities: {
    'Read@1': (_task, { world }) => world.join(''),
    'Write@1': (_task, { world }) => void world.push('w'.repeat(12_000)),
    'Store@1': (_task, { world }) => void world.push('s'.repeat(12_000)),
    'Count@1': (_task, { world }) => void world.push('c'.repeat(12_000)),
  },
  world: () => [],
});

type OrderSample = Omit<FailingSample, 'byOrder'>;

const sample = (name: string, how: FailingSample['how'], module: object): OrderSample => ({
  name,
  how,
  module: module as FailingSample['module'],
});

export const orderSamples: readonly OrderSample[] = [
  sample('transfers side by side', 'violated', { definition: transfers, start: start(...NOTES), plan: NEEDLESS }),
  sample('a late address', 'violated', {
    definition: relabel,
    start: start({ signal: 'address' }, ...NOTES),
    plan: NEEDLESS,
  }),
  sample('a stop after the child', 'threw', {
    definition: family,
    start: start({ signal: 'stop' }, ...NOTES),
    plan: NEEDLESS,
  }),
  sample('a response at the deadline', 'stuck', { definition: quote, start: start(...NOTES), plan: NEEDLESS }),
  sample('a long log', 'refused', { definition: logs, start: start(...NOTES), plan: NEEDLESS }),
];
