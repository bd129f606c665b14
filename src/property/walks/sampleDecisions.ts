import { attributesMember, DECISION_TYPES, DECISIONS, type DecisionType } from '../../tables/decisions.js';

/** The workflow type that the walks register. */
export const WORKFLOW = { name: 'Workflow', version: '1' };
/** The activity type that the walks register. */
export const ACTIVITY = { name: 'Activity', version: '1' };

/** The numbers that a walk draws for a decision. */
interface Drawn {
  readonly id: number;
  readonly timeout: number;
}

const TIMEOUTS = ['NONE', '0', '1', '2', '5'];
const timeoutOf = (n: number): string => TIMEOUTS[n % TIMEOUTS.length] as string;
const LAMBDA_TIMEOUTS = ['1', '3', undefined];

/**
 * The walks that make decisions, each with the values that its decisions are made from. `closes` end batches of
 * `peers`.
 */
interface Walks {
  readonly tasks: Drawn;
  readonly peers: object;
  readonly closes: undefined;
  readonly lambdas: Drawn;
}

type Samples = { readonly [W in keyof Walks]?: Readonly<Record<string, (drawn: Walks[W]) => object | undefined>> };

const nothing = (): undefined => undefined;

// The decisions of each walk, by the names that its moves have for them.
const SAMPLES = {
  ScheduleActivityTask: {
    tasks: {
      schedule: ({ id, timeout }: Drawn) => ({
        activityType: ACTIVITY,
        activityId: `activity ${id % 2}`,
        taskPriority: String(id),
        scheduleToStartTimeout: timeoutOf(timeout === 1 ? id : 0),
        scheduleToCloseTimeout: timeoutOf(timeout < 4 ? 0 : 4),
        startToCloseTimeout: timeoutOf(id === 0 ? 3 : 0),
        ...(timeout !== 2 && { heartbeatTimeout: timeoutOf(timeout === 3 ? id + 1 : 0) }),
      }),
    },
  },
  RequestCancelActivityTask: { tasks: { cancelActivity: ({ id }: Drawn) => ({ activityId: `activity ${id % 2}` }) } },
  StartTimer: {
    tasks: {
      timer: ({ id, timeout }: Drawn) => ({ timerId: `timer ${id % 2}`, startToFireTimeout: String(2 * timeout) }),
    },
  },
  CancelTimer: { tasks: { cancelTimer: ({ id }: Drawn) => ({ timerId: `timer ${id % 2}` }) } },
  RecordMarker: {
    tasks: { marker: ({ id }: Drawn) => ({ markerName: `marker ${id}` }) },
    peers: { marker: () => ({ markerName: 'm' }) },
  },
  StartChildWorkflowExecution: { peers: { child: (child: object) => ({ ...child, control: 'c' }) } },
  SignalExternalWorkflowExecution: {
    peers: { signal: (target: object) => ({ ...target, signalName: 's', input: 'i' }) },
  },
  RequestCancelExternalWorkflowExecution: { peers: { cancel: (target: object) => target } },
  ScheduleLambdaFunction: {
    lambdas: {
      call: ({ id, timeout }: Drawn) => ({
        id: `call ${id}`,
        name: 'Function',
        startToCloseTimeout: LAMBDA_TIMEOUTS[timeout],
      }),
    },
  },
  CompleteWorkflowExecution: {
    tasks: { complete: nothing },
    closes: { complete: () => ({ result: 'out' }) },
    lambdas: { complete: nothing },
  },
  FailWorkflowExecution: {
    tasks: { fail: () => ({ reason: 'no' }) },
    closes: { fail: () => ({ reason: 'why', details: 'how' }) },
  },
  CancelWorkflowExecution: {
    tasks: { cancel: () => ({ details: 'yes' }) },
    closes: { cancel: () => ({ details: 'how' }) },
  },
  ContinueAsNewWorkflowExecution: {
    closes: { continue: nothing, 'continue as nothing': () => ({ workflowTypeVersion: '2' }) },
  },
} as const satisfies { readonly [T in DecisionType]: Samples };

type NamesOf<S> = S extends unknown ? keyof S & string : never;

/** The names that a walk has for its decisions. */
export type SampleName<W extends keyof Walks> = NamesOf<
  Extract<(typeof SAMPLES)[DecisionType], { readonly [walk in W]: unknown }>[W]
>;

const byName = (walk: keyof Walks) =>
  new Map(
    DECISION_TYPES.flatMap((type) =>
      Object.entries((SAMPLES[type] as Samples)[walk] ?? {}).map(([name, attributes]) => [
        name,
        { type, attributes: attributes as (drawn: unknown) => object | undefined },
      ]),
    ),
  );

const BY_NAME = {
  tasks: byName('tasks'),
  peers: byName('peers'),
  closes: byName('closes'),
  lambdas: byName('lambdas'),
};

const sampleNamed = (walk: keyof Walks, name: string) => {
  const sample = BY_NAME[walk].get(name);
  if (!sample) throw new TypeError(`swfake: the walk has no decision '${name}'`);
  return sample;
};

/** Returns a decision of a walk. A decision without attributes has no member for them. */
export function sampleDecision<W extends keyof Walks>(walk: W, name: SampleName<W>, drawn: Walks[W]): object {
  const { type, attributes } = sampleNamed(walk, name);
  const made = attributes(drawn);
  return { decisionType: type, ...(made && { [attributesMember(type)]: made }) };
}

/** Returns true if a decision of a walk closes its run. */
export const closesRun = <W extends keyof Walks>(walk: W, name: SampleName<W>): boolean =>
  DECISIONS[sampleNamed(walk, name).type].closes;
