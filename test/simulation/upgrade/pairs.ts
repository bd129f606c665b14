import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Activity, Decider, Decision, Seen, UpgradeVersion } from '../../../src/simulation/index.js';

/** Pairs of versions of one order, each with a planted incompatibility. */

/** The world outside: what was charged, shipped and audited. */
export interface Shop {
  readonly charges: string[];
  readonly parcels: string[];
  readonly audits: string[];
}

type Events = readonly HistoryEvent[];

export const complete: readonly Decision[] = [{ decisionType: 'CompleteWorkflowExecution' }];
const fail: readonly Decision[] = [{ decisionType: 'FailWorkflowExecution' }];

export const schedule = (activity: string, activityId: string, input = 'order-7'): readonly Decision[] => [
  {
    decisionType: 'ScheduleActivityTask',
    scheduleActivityTaskDecisionAttributes: { activityId, activityType: { name: activity, version: '1' }, input },
  },
];

const timer = (timerId: string): readonly Decision[] => [
  { decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId, startToFireTimeout: '3600' } },
];

export const has = (events: Events, type: HistoryEvent['eventType']): boolean =>
  events.some(({ eventType }) => eventType === type);

const scheduledAs = (events: Events, id: string): HistoryEvent | undefined =>
  events.find((event) => event.activityTaskScheduledEventAttributes?.activityId === id);

const isDone = (events: Events, id: string): boolean => {
  const scheduled = scheduledAs(events, id)?.eventId;
  return (
    scheduled !== undefined &&
    events.some((event) => event.activityTaskCompletedEventAttributes?.scheduledEventId === scheduled)
  );
};

/** Does one activity after the other, each with an id of its own. */
export const inTurn =
  (...steps: readonly (readonly [activity: string, id: string])[]): Decider =>
  ({ events }) => {
    const [activity, id] = steps.find(([, one]) => !isDone(events, one)) ?? [];
    if (activity === undefined || id === undefined) return complete;
    return scheduledAs(events, id) ? [] : schedule(activity, id);
  };

const charge: Activity<Shop> = ({ input = '' }, { world }) => void world.charges.push(input);
const ship: Activity<Shop> = ({ input = '' }, { world }) => void world.parcels.push(input);
const audit: Activity<Shop> = ({ input = '' }, { world }) => void world.audits.push(input);

export const both = { 'Charge@1': charge, 'Ship@1': ship };

export const versionOf = (
  decider: Decider,
  activities: Readonly<Record<string, Activity<Shop>>> = both,
): UpgradeVersion<Shop> => ({ workflows: { 'Order@1': decider }, activities });

/** What must hold, by a key of meaning: an order is charged once, whatever the ids of its activities are. */
export const scenario = {
  start: { workflow: 'Order@1', workflowId: 'order-7' },
  world: (): Shop => ({ charges: [], parcels: [], audits: [] }),
  invariant: ({ world }: Seen<Shop>) => world.charges.length <= 1 || `charged ${world.charges.length} times`,
  finalInvariant: ({ world }: Seen<Shop>) => world.charges.length === 1 || 'the order is closed, and not charged',
};

/** The unsafe tasks of each part, listed by hand. */
export interface Unsafe {
  readonly both: readonly number[];
  readonly deciders: readonly number[];
  readonly workers: readonly number[];
}

/** Two versions, and the unsafe tasks in both directions. */
export interface Pair {
  readonly a: () => UpgradeVersion<Shop>;
  readonly b: () => UpgradeVersion<Shop>;
  readonly aToB: Unsafe;
  readonly bToA: Unsafe;
}

const none: Unsafe = { both: [], deciders: [], workers: [] };

// Tasks: 1 decides Charge, 2 charges, 3 decides Ship, 4 ships, 5 completes. Once the charge is scheduled under one id, the
// other decider schedules it again.
const renamed = { both: [2, 3, 4, 5], deciders: [2, 3, 4, 5], workers: [] };
const renamedId: Pair = {
  a: () => versionOf(inTurn(['Charge', 'charge'], ['Ship', 'ship'])),
  b: () => versionOf(inTurn(['Charge', 'charge-order'], ['Ship', 'ship'])),
  aToB: renamed,
  bToA: renamed,
};

/** Decides by the last event that is no event of a decision task. */
const onNews =
  (handlers: { readonly [T in NonNullable<HistoryEvent['eventType']>]?: readonly Decision[] }): Decider =>
  ({ events }) => {
    const news = events.findLast(({ eventType }) => !eventType?.startsWith('DecisionTask'))?.eventType;
    return (news && handlers[news]) ?? [];
  };

const started = { WorkflowExecutionStarted: schedule('Charge', 'charge') };
// Tasks of the first: 1 decides Charge, 2 charges, 3 starts the timer, 4 completes when it has fired. The second completes in
// 3, and has no handler for the timer that it finds in 4.
const removedHandler: Pair = {
  a: () => versionOf(onNews({ ...started, ActivityTaskCompleted: timer('cool-off'), TimerFired: complete })),
  b: () => versionOf(onNews({ ...started, ActivityTaskCompleted: complete })),
  aToB: { both: [4], deciders: [4], workers: [] },
  bToA: none,
};

const chargeWith = (input: string): Decider =>
  onNews({
    WorkflowExecutionStarted: schedule('Charge', 'charge', input),
    ActivityTaskCompleted: complete,
    ActivityTaskFailed: fail,
  });
const reads =
  (format: RegExp): Activity<Shop> =>
  ({ input = '' }, { world }) => {
    if (!format.test(input)) throw new Error(`cannot read '${input}'`);
    world.charges.push(input);
  };
// Tasks: 1 decides Charge with its input, 2 reads the input, 3 closes. Task 2 must be of the version of task 1.
const otherInput = { both: [2], deciders: [1], workers: [1, 2] };
const changedInput: Pair = {
  a: () => versionOf(chargeWith('{"amount":42}'), { 'Charge@1': reads(/^\{/) }),
  b: () => versionOf(chargeWith('42.00 EUR'), { 'Charge@1': reads(/EUR$/) }),
  aToB: otherInput,
  bToA: otherInput,
};

// Tasks of the first: 1 decides Charge, 2 charges, 3 completes. The second decides Audit in 3, audits in 4, completes in 5.
const newActivity: Pair = {
  a: () => versionOf(inTurn(['Charge', 'charge'])),
  b: () => versionOf(inTurn(['Charge', 'charge'], ['Audit', 'audit']), { ...both, 'Audit@1': audit }),
  aToB: { both: [], deciders: [1, 2, 3], workers: [] },
  bToA: { both: [4], deciders: [], workers: [1, 2, 3, 4] },
};

/** Counts the steps that are done, and so depends on their order. */
const byNumber =
  (...steps: readonly string[]): Decider =>
  ({ events }) => {
    const done = events.filter(({ eventType }) => eventType === 'ActivityTaskCompleted').length;
    const step = steps[done];
    return step === undefined ? complete : schedule(step, `step-${done}`);
  };
// Tasks: 1 decides the first step, 2 does it, 3 decides the second step, 4 does it, 5 completes. If one version decides 1 and
// the other one decides 3, a step is done twice, and the other step never.
const mixedOrder = { both: [2, 3], deciders: [2, 3], workers: [] };
const changedOrder: Pair = {
  a: () => versionOf(byNumber('Charge', 'Ship')),
  b: () => versionOf(byNumber('Ship', 'Charge')),
  aToB: mixedOrder,
  bToA: mixedOrder,
};

export const INCOMPATIBLE = {
  'a renamed activity id': renamedId,
  'a removed timer handler': removedHandler,
  'a changed input': changedInput,
  'a new activity': newActivity,
  'a changed order of decisions': changedOrder,
} as const satisfies Readonly<Record<string, Pair>>;

const plain = (): UpgradeVersion<Shop> => versionOf(inTurn(['Charge', 'charge'], ['Ship', 'ship']));

export const marker: Decision = { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: 'v2' } };

export const COMPATIBLE: Readonly<Record<string, readonly [() => UpgradeVersion<Shop>, () => UpgradeVersion<Shop>]>> = {
  'the same code': [plain, plain],
  'other code with the same decisions': [
    plain,
    () =>
      versionOf(({ events }) => {
        if (!scheduledAs(events, 'charge')) return schedule('Charge', 'charge');
        if (isDone(events, 'charge') && !scheduledAs(events, 'ship')) return schedule('Ship', 'ship');
        return isDone(events, 'ship') ? complete : [];
      }),
  ],
  'other decisions': [
    plain,
    () =>
      versionOf((task) => [marker, ...(inTurn(['Charge', 'charge'], ['Ship', 'ship'])(task) as readonly Decision[])]),
  ],
};

const STEPS = 6;
const later = Array.from({ length: STEPS }, (_, i): readonly [string, string] => ['Ship', `ship-${i}`]);
const oldIds = inTurn(['Charge', 'charge'], ...later);
const newIds = inTurn(['Charge', 'charge-order'], ...later);

/** The new decider reads the old id, and the old decider does not read the new one: only a mix of both charges twice. */
export const ONLY_MIXED = {
  from: () => versionOf(oldIds),
  to: () => versionOf((task) => (scheduledAs(task.events, 'charge') ? oldIds : newIds)(task)),
};
