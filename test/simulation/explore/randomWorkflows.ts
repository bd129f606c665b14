import type { Decision, HistoryEvent } from '@aws-sdk/client-swf';
import type { DecisionTask } from '../../../src/deciders/decider.js';
import type { Scenario, WorkOutcome } from '../../../src/simulation/explore/index.js';
import { Random } from '../../../src/simulation/model/random.js';
import { complete, schedule, startTimer } from '../exploreSample.js';

/** The faults that are planted: one of them in each workflow. */
export const BUGS = [
  'answers by the last event',
  'answers by the first end, later',
  'answers by one order of all ends',
  'forgets signals before its last decision',
  'forgets signals before its previous task',
  'starts a timer twice',
  'schedules an activity twice',
  'waits for what does not come',
  'throws after many tasks',
  'answers by the length of the history',
  'looks at ids',
  'an invariant on the world',
  'an invariant on the order of effects',
  'an invariant on the order of events',
  'a final invariant on decision tasks',
] as const;

export type Bug = (typeof BUGS)[number];

/** The seeds of 200 workflows that a full exploration finishes in 20 to 700 states. */
export const SEEDS: readonly number[] = [
  8, 10, 12, 24, 33, 41, 51, 57, 58, 64, 72, 76, 79, 93, 97, 107, 115, 116, 119, 122, 126, 132, 133, 134, 138, 141, 154,
  158, 180, 193, 232, 250, 269, 275, 276, 310, 317, 322, 333, 338, 341, 342, 345, 351, 357, 371, 393, 394, 412, 421,
  430, 432, 436, 437, 443, 452, 454, 462, 466, 468, 472, 482, 493, 501, 518, 520, 527, 529, 533, 540, 572, 573, 574,
  584, 595, 599, 604, 607, 620, 634, 645, 646, 648, 650, 667, 669, 673, 683, 685, 702, 712, 719, 720, 731, 741, 762,
  767, 768, 769, 780, 802, 814, 823, 825, 834, 850, 861, 863, 866, 872, 881, 884, 902, 906, 907, 911, 913, 918, 919,
  926, 928, 934, 935, 945, 949, 952, 960, 968, 970, 972, 973, 975, 979, 983, 989, 990, 993, 998, 1018, 1025, 1035, 1036,
  1037, 1041, 1045, 1046, 1053, 1056, 1057, 1058, 1061, 1062, 1063, 1065, 1070, 1077, 1088, 1093, 1102, 1128, 1132,
  1136, 1137, 1142, 1150, 1156, 1157, 1160, 1170, 1183, 1185, 1196, 1198, 1201, 1202, 1206, 1208, 1256, 1257, 1259,
  1263, 1281, 1288, 1293, 1296, 1304, 1312, 1331, 1334, 1358, 1371, 1599, 1809, 1944, 2049, 2229, 2814, 3114, 3489,
  3609,
];

interface World {
  readonly done: Record<string, number>;
  readonly order: string[];
}

interface Shape {
  readonly bug: Bug;
  /** The activities that start together. */
  readonly together: readonly string[];
  readonly last: boolean;
  readonly timer: '0' | '60' | undefined;
  readonly signals: readonly string[];
  readonly extra: boolean;
  readonly fails: boolean;
  readonly recordsOrder: boolean;
}

const NAMES = ['Pack', 'Bill', 'Ship'];

/** Returns a small workflow with a planted bug. Equal seeds give equal workflows. */
export function randomWorkflow(seed: number): { readonly bug: Bug; readonly scenario: Scenario<World> } {
  const random = new Random(seed);
  const bug = BUGS[seed % BUGS.length] as Bug;
  const wide = random.part() < 0.02;
  const small = random.part() < 0.6;
  const shape: Shape = {
    bug,
    together: NAMES.slice(0, wide ? 3 : small ? 1 : 2),
    last: small && random.part() < 0.3,
    timer: !small || random.part() < 0.6 ? undefined : random.part() < 0.5 ? '0' : '60',
    signals: wide ? [] : !small ? (random.part() < 0.4 ? ['go'] : []) : random.part() < 0.8 ? ['go'] : ['go', 'stop'],
    extra: small && (bug.startsWith('forgets') || random.part() < 0.5),
    fails: !wide && random.part() < 0.3,
    recordsOrder: bug === 'an invariant on the order of effects' || random.part() < 0.2,
  };
  return { bug, scenario: scenarioOf(shape) };
}

function scenarioOf(shape: Shape): Scenario<World> {
  return {
    workflows: { 'Tiny@1': decider(shape) },
    start: { workflow: 'Tiny@1', events: shape.signals.map((signal) => ({ signal })) },
    outcomes: Object.fromEntries([...NAMES, 'Extra', 'Last'].map((name) => [`${name}@1`, outcomesOf(name, shape)])),
    world: () => ({ done: {}, order: [] }),
    expectedFailures: [],
    ...invariantsOf(shape),
  };
}

function outcomesOf(name: string, { fails, recordsOrder }: Shape): readonly WorkOutcome<World>[] {
  const effect = (world: World): void => {
    world.done[name] = (world.done[name] ?? 0) + 1;
    if (recordsOrder) world.order.push(name);
  };
  return fails && name === 'Pack' ? [{ effect }, { reason: 'no' }] : [{ effect }];
}

const ofType = (events: readonly HistoryEvent[], ...types: readonly string[]): readonly HistoryEvent[] =>
  events.filter(({ eventType }) => types.includes(eventType ?? ''));

const scheduledIn = (events: readonly HistoryEvent[]): readonly string[] =>
  events.flatMap((event) => event.activityTaskScheduledEventAttributes?.activityId ?? []);

/** The activities that have ended, in order. */
function endsIn(events: readonly HistoryEvent[]): readonly string[] {
  return ofType(events, 'ActivityTaskCompleted', 'ActivityTaskFailed').map((event) => {
    const end = event.activityTaskCompletedEventAttributes ?? event.activityTaskFailedEventAttributes;
    const scheduled = events[(end?.scheduledEventId ?? 0) - 1];
    return scheduled?.activityTaskScheduledEventAttributes?.activityId ?? '';
  });
}

/** The signals that the decider takes into account. */
function signalsIn({ events, previousStartedEventId = 0 }: DecisionTask, bug: Bug): readonly string[] {
  if (bug === 'forgets signals before its previous task' && endsIn(events).length === 0) return [];
  const decided = events.findLastIndex(({ eventType }) => eventType === 'DecisionTaskCompleted');
  const from =
    bug === 'forgets signals before its last decision'
      ? decided + 1
      : bug === 'forgets signals before its previous task'
        ? previousStartedEventId
        : 0;
  return ofType(events.slice(from), 'WorkflowExecutionSignaled').map(
    (event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? '',
  );
}

const decider =
  (shape: Shape) =>
  (task: DecisionTask): Decision[] => {
    const { events } = task;
    const decisions = next(task, shape);
    return shape.bug === 'throws after many tasks' ? unlessMany(events, decisions) : decisions;
  };

function unlessMany(events: readonly HistoryEvent[], decisions: Decision[]): Decision[] {
  if (ofType(events, 'DecisionTaskCompleted').length > 2) throw new Error('too many tasks');
  return decisions;
}

function next(task: DecisionTask, shape: Shape): Decision[] {
  const { events } = task;
  const { bug, together, timer } = shape;
  const scheduled = scheduledIn(events);
  if (scheduled.length === 0) return [...together.map(schedule), ...(timer ? [startTimer('nap', timer)] : [])];
  const wrong = wrongDecisions(task, shape);
  if (wrong) return wrong;
  const told = signalsIn(task, bug);
  if (shape.extra && told.includes('go') && !events.some(isExtra)) {
    return [schedule('Extra')];
  }
  const ends = endsIn(events);
  const fired = !timer || ofType(events, 'TimerFired').length > 0;
  if (ends.length < scheduled.length || !fired) return [];
  return finish(events, shape, ends);
}

const hasFailed = (events: readonly HistoryEvent[]): boolean => ofType(events, 'ScheduleActivityTaskFailed').length > 0;

const isExtra = (event: HistoryEvent): boolean =>
  event.activityTaskScheduledEventAttributes?.activityType?.name === 'Extra';

function finish(events: readonly HistoryEvent[], { bug, last }: Shape, ends: readonly string[]): Decision[] {
  if (bug === 'answers by the length of the history' && events.length % 4 === 3) return [];
  if (last && !ends.includes('Last')) return [schedule('Last')];
  const first = ofType(events, 'ActivityTaskCompleted', 'WorkflowExecutionSignaled', 'TimerFired')[0];
  if (bug === 'answers by the first end, later' && first?.eventType === 'WorkflowExecutionSignaled') return [];
  if (bug === 'answers by the first end, later' && ends[0] === 'Bill') return [schedule('Pack'), schedule('Pack')];
  if (bug === 'answers by one order of all ends' && `${ends}` === `${[...ends].sort()}`) return [startTimer('', '1')];
  return [complete];
}

/** The decisions of the bug, if it strikes. */
function wrongDecisions({ events }: DecisionTask, { bug }: Shape): Decision[] | undefined {
  const lastType = events.at(-2)?.eventType;
  const ends = endsIn(events);
  if (bug === 'answers by the last event' && lastType === 'WorkflowExecutionSignaled') {
    return ends.length > 0 ? [startTimer('twice', '1'), startTimer('twice', '1')] : undefined;
  }
  if (bug === 'starts a timer twice' && ends.length > 0 && ofType(events, 'TimerFired').length === 0) {
    return ofType(events, 'StartTimerFailed').length > 0 ? undefined : [startTimer('nap', '60')];
  }
  if (bug === 'schedules an activity twice' && ends.length === 1 && scheduledIn(events).length > 1) {
    return ends[0] === 'Pack' || hasFailed(events) ? undefined : [schedule('Pack')];
  }
  if (bug === 'waits for what does not come' && ends.length > 0 && ends.length === scheduledIn(events).length) {
    return ofType(events, 'WorkflowExecutionSignaled').length > 0 ? [] : undefined;
  }
  if (bug === 'looks at ids') {
    const started = ofType(events, 'ActivityTaskStarted').at(-1)?.eventId ?? 0;
    return started % 4 === 3 && ends.length === scheduledIn(events).length ? [] : undefined;
  }
  return undefined;
}

function invariantsOf({ bug }: Shape): Pick<Scenario<World>, 'invariant' | 'finalInvariant'> {
  if (bug.startsWith('forgets signals')) {
    return {
      finalInvariant: ({ world, history }) =>
        world.done.Extra !== undefined ||
        ofType(history, 'WorkflowExecutionSignaled').length === 0 ||
        'a signal is forgotten',
    };
  }
  if (bug === 'an invariant on the world') {
    return { finalInvariant: ({ world }) => world.done.Pack === 1 || `Pack is done ${world.done.Pack ?? 0} times` };
  }
  if (bug === 'an invariant on the order of effects') {
    return { invariant: ({ world }) => world.order[0] !== 'Bill' || 'billed first' };
  }
  if (bug === 'an invariant on the order of events') {
    return {
      invariant: ({ history }) => {
        const [one, other] = ofType(history, 'ActivityTaskCompleted', 'WorkflowExecutionSignaled', 'TimerFired');
        return one?.eventType !== 'WorkflowExecutionSignaled' || !other || 'told first';
      },
    };
  }
  if (bug !== 'a final invariant on decision tasks') return {};
  return {
    finalInvariant: ({ history }) => ofType(history, 'DecisionTaskCompleted').length < 4 || 'many decision tasks',
  };
}
