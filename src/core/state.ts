import { type Choices, choicesOf } from './choices.js';
import type { ExecutionId, TypeId, TypeKind } from './faults.js';
import type { EventId, Instant, RunNumber } from './ids.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import type { Run } from './run.js';
import { type Secret, secretOf } from './seal.js';
import type { Heap } from './store/heap.js';
import { newOwner, type Owned, type Owner } from './store/ownership.js';
import { emptyTable, get, type Table } from './store/table.js';
import { at, emptyVector, type Vector } from './store/vector.js';
import { runNumberOf, type TaskKind } from './tokens.js';

export interface Config {
  /** Ids, tokens and run ids follow from it: equal seeds and equal calls give equal bytes. */
  readonly seed: number;
  readonly region: string;
  readonly accountId: string;
  readonly limits: Limits;
  readonly choices: Choices;
  readonly secret: Secret;
}

/** One region of one account. Only `apply/` writes it, through `ownership`. */
export interface State {
  owner: Owner;
  readonly config: Config;
  /** The time of the last step. */
  now: Instant;
  /** Counts what is created, so that ties go to the older. */
  order: number;
  domains: Table<Domain>;
  runs: Vector<Run>;
  deadlines: Heap<Deadline>;
  /** Closed runs, by when they are to be forgotten: retention is no deadline, since nothing happens when it ends. */
  retained: Heap<Retained>;
  /** Steps that wait to follow the batch which caused them, in their default order (swf-behaviour 6.9). */
  deliveries: readonly Delivery[];
}

export type Status = 'REGISTERED' | 'DEPRECATED';

export interface Tag {
  readonly key: string;
  readonly value?: string;
}

export interface Domain extends Owned {
  readonly name: string;
  readonly description: string | undefined;
  readonly retention: string;
  tags: readonly Tag[];
  status: Status;
  /** By `typeKey`. */
  WorkflowType: Table<RegisteredType>;
  ActivityType: Table<RegisteredType>;
  /** The open run of each workflow id. */
  openRuns: Table<RunNumber>;
  /** The task lists that have waiting tasks, by name. */
  decision: Table<TaskList>;
  activity: Table<TaskList>;
}

export interface RegisteredType extends Owned {
  readonly kind: TypeKind;
  readonly domain: string;
  readonly type: TypeId;
  readonly description: string | undefined;
  /** The defaults as registered: members that were not given are absent. */
  readonly defaults: TypeDefaults;
  readonly createdAt: Instant;
  status: Status;
  deprecatedAt: Instant | undefined;
}

export interface TypeDefaults {
  readonly defaultTaskList?: { readonly name: string };
  readonly defaultTaskPriority?: string;
  readonly defaultTaskStartToCloseTimeout?: string;
  readonly defaultExecutionStartToCloseTimeout?: string;
  readonly defaultChildPolicy?: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
  readonly defaultLambdaRole?: string;
  readonly defaultTaskHeartbeatTimeout?: string;
  readonly defaultTaskScheduleToStartTimeout?: string;
  readonly defaultTaskScheduleToCloseTimeout?: string;
}

/** Names a task list. */
export interface ListKey {
  readonly kind: TaskKind;
  readonly domain: string;
  readonly name: string;
}

export interface TaskList extends Owned {
  /** Tasks in the order in which they are handed out. Some may have ended since: ask `isReady`. */
  ready: Heap<Ready>;
  /** Tasks that wait to be started. */
  count: number;
}

export interface Ready {
  readonly priority: number;
  readonly order: number;
  readonly run: RunNumber;
  readonly scheduledId: EventId;
}

/** In the order in which ties go, for one and the same task (swf-behaviour 7.1). */
export const DEADLINE_KINDS = [
  'execution',
  'decision start-to-close',
  'decision schedule-to-start',
  'activity schedule-to-close',
  'activity start-to-close',
  'activity schedule-to-start',
  'activity heartbeat',
  'timer',
  'lambda start-to-close',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export interface Deadline {
  readonly at: Instant;
  readonly order: number;
  readonly kind: DeadlineKind;
  readonly run: RunNumber;
  /** The event that began what ends here; what is closed leaves its deadline behind, which then means nothing. */
  readonly eventId: EventId;
}

export interface Retained {
  readonly until: Instant;
  readonly run: RunNumber;
}

export interface Delivery {
  readonly kind:
    | 'fire timer'
    | 'cancel activity'
    | 'start child'
    | 'signal external'
    | 'cancel external'
    | 'tell sender'
    | 'start lambda';
  readonly order: number;
  readonly run: RunNumber;
  readonly eventId: EventId;
  /** The run that a signal or a cancel has reached. */
  readonly reached?: ExecutionId;
}

export interface StateOptions {
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  readonly now: Instant;
  readonly limits?: Partial<Limits>;
  readonly choices?: Partial<Choices>;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Default `123456789012`. */
  readonly accountId?: string;
}

/** An empty account: no domain, no type, no run. */
export function createState(options: StateOptions): State {
  const { seed, now, limits, choices = {}, region = 'us-east-1', accountId = '123456789012' } = options;
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new TypeError(`swfake: seed must be a whole number from 0 to 2^53 - 1, but it is ${seed}; try seed: 1`);
  }
  checkLimits(limits ?? {});
  const owner = newOwner();
  const config = {
    seed,
    region,
    accountId,
    limits: { ...DEFAULT_LIMITS, ...limits },
    choices: choicesOf(choices),
    secret: secretOf(seed),
  };
  return {
    owner,
    config,
    now,
    order: 0,
    domains: emptyTable(owner),
    runs: emptyVector(owner),
    deadlines: undefined,
    retained: undefined,
    deliveries: [],
  };
}

function checkLimits(limits: Partial<Limits>): void {
  for (const [name, limit] of Object.entries(limits)) {
    // A history has at least the event that starts it.
    const least = name === 'historyEvents' ? 1 : 0;
    if (limit >= least) continue;
    throw new TypeError(`swfake: the limit ${name} must be a number from ${least} up, but it is ${limit}`);
  }
}

/** Another state with the same content, in constant time. What either does from now on the other never sees. */
export function fork(s: State): State {
  s.owner = newOwner();
  return { ...s, owner: newOwner() };
}

// U+0000 cannot stand in a registered name or version, so the parts of a key cannot run together.
export const typeKey = ({ name, version }: TypeId): string => `${name}\u0000${version}`;

export const typeOf = (s: State, kind: TypeKind, domain: string, type: TypeId): RegisteredType | undefined => {
  const types = get(s.domains, domain)?.[kind];
  return types && get(types, typeKey(type));
};

export const runAt = (s: State, run: RunNumber): Run | undefined => at(s.runs, run);

export const openRunOf = (s: State, domain: string, workflowId: string): Run | undefined => {
  const open = get(s.domains, domain)?.openRuns;
  const number = open && get(open, workflowId);
  return number === undefined ? undefined : runAt(s, number);
};

export const taskListOf = (s: State, { kind, domain, name }: ListKey): TaskList | undefined => {
  const lists = get(s.domains, domain)?.[kind];
  return lists && get(lists, name);
};

/** The run of that id in that domain, open or closed. */
export function runOfId(s: State, domain: string, { workflowId, runId }: ExecutionId): Run | undefined {
  const number = runNumberOf(s.config.secret, runId);
  const run = number === undefined ? undefined : runAt(s, number);
  return run?.runId === runId && run.workflowId === workflowId && run.domain === domain ? run : undefined;
}
