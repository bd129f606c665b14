import type { DeadlineKind } from '../../tables/timeouts.js';
import { type BucketQueue, emptyQueue } from '../store/bucketQueue.js';
import type { Heap } from '../store/heap.js';
import { newOwner, type Owner } from '../store/ownership.js';
import { emptyTable, get, type Table } from '../store/table.js';
import { at, emptyVector, type Vector } from '../store/vector.js';
import { type Assumptions, assumptionsOf } from './assumptions.js';
import { type Domain, type ListKey, type RegisteredType, type TaskList, typeKey } from './domain.js';
import type { ExecutionId, TypeId, TypeKind } from './faults.js';
import type { EventId, Instant, RunNumber } from './ids.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import type { Run } from './run.js';
import { type Secret, secretOf } from './sealedText.js';

/** The configuration of a state. It never changes. */
export interface Config {
  /**
   * The seed of run ids, task tokens and page tokens: with the same region and account, equal seeds and equal calls give
   * equal bytes.
   */
  readonly seed: number;
  /** The region, as ARNs show it. */
  readonly region: string;
  /** The id of the account, as ARNs show it. */
  readonly accountId: string;
  /** The quotas. */
  readonly limits: Limits;
  /** The behaviour where AWS's own is undocumented. */
  readonly assumptions: Assumptions;
  /** The keys of ids and tokens, made from the seed, the region and the account. */
  readonly secret: Secret;
}

/**
 * The state of SWF in one region of one account. Read it through the functions of `swfake/core`, change it through
 * `step` and `settle` only: objects in it are shared with forks, replies and changes.
 */
export interface State {
  /** The token that lets this state, and no fork of it, write its nodes in place. */
  owner: Owner;
  /** The configuration. */
  readonly config: Config;
  /** The time of the last step, in milliseconds since the epoch. */
  now: Instant;
  /** The last order number. Everything that is created gets the next one, so that ties go to the older. */
  order: number;
  /** The domains, by name. */
  domains: Table<Domain>;
  /** The runs, open and closed, by `RunNumber`. */
  runs: Vector<Run>;
  /** The numbers of runs with a run id that this state did not make, by that id. `undefined`: there is none. */
  adopted: Table<RunNumber> | undefined;
  /** The timeouts and timers, by time. Some are out of date: `dueAt` decides. */
  deadlines: BucketQueue<Deadline>;
  /** The closed runs, by the end of their retention period (docs/swf.md 7.5). */
  retained: Heap<Retained>;
  /** The waiting after-batch steps, in their default order (docs/swf.md 6.9). */
  deliveries: readonly Delivery[];
}

/** A timeout or a timer. It stays in the state after its task has closed: `dueAt` returns `undefined` for it then. */
export interface Deadline {
  /** The time at which it is due, in milliseconds since the epoch. A heartbeat can have put it off: see `dueAt`. */
  readonly at: Instant;
  /** The order number of the task or timer: at the same time, the older one comes first (docs/swf.md 7.1). */
  readonly order: number;
  /** The kind of the timeout, or `timer`. */
  readonly kind: DeadlineKind;
  /** The run. */
  readonly run: RunNumber;
  /**
   * The id of the event that began what ends here: WorkflowExecutionStarted, TimerStarted, the Scheduled event of an
   * activity or a Lambda function, the Scheduled or the Started event of a decision task.
   */
  readonly eventId: EventId;
}

/** A closed run that will be forgotten. */
export interface Retained {
  /** The end of its retention period, in milliseconds since the epoch. */
  readonly until: Instant;
  /** The run. */
  readonly run: RunNumber;
}

/** An after-batch step: an effect of a decision that comes after its batch, as a step of its own (docs/swf.md 6.9). */
export interface Delivery {
  /**
   * The kind of the step:
   *
   * - `fire timer`: a timer of 0 seconds fires.
   * - `cancel activity`: the service cancels an activity task that no worker has.
   * - `start child`: a child execution starts.
   * - `signal external`, `cancel external`: a signal or a cancel request reaches its target.
   * - `tell sender`: the sender of such a signal or request gets its own event.
   * - `start lambda`: a Lambda function starts.
   */
  readonly kind:
    | 'fire timer'
    | 'cancel activity'
    | 'start child'
    | 'signal external'
    | 'cancel external'
    | 'tell sender'
    | 'start lambda';
  /** The order number of the step: no other waiting step has it. */
  readonly order: number;
  /** The run whose decision caused the step. */
  readonly run: RunNumber;
  /** The id of the event that it follows: TimerStarted, a Scheduled event or an Initiated event. */
  readonly eventId: EventId;
  /** For `tell sender`: the run that got the signal or the cancel request. */
  readonly reached?: ExecutionId;
}

/** The options of `createState`. */
export interface StateOptions {
  /** The seed of ids and tokens: a whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** The time at the beginning, in milliseconds since the epoch. */
  readonly now: Instant;
  /** The quotas that differ from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  /** The assumptions that differ from `DEFAULT_ASSUMPTIONS`. */
  readonly assumptions?: Partial<Assumptions>;
  /** The region, as ARNs show it. Default `us-east-1`. */
  readonly region?: string;
  /** The id of the account, as ARNs show it. Default `123456789012`. */
  readonly accountId?: string;
}

/**
 * Creates the state of an empty account: without domains, types and runs.
 *
 * @throws TypeError if the seed is no whole number from 0 to 2^53 - 1, if a limit is negative, or if
 * `limits.historyEvents` is below 1. Also if there is no such assumption, or no such value of it.
 *
 * @example
 * ```ts
 * import assert from 'node:assert';
 * import { createState, instant, nextDeadline, step } from 'swfake/core';
 *
 * const start = instant(Date.UTC(2026, 0, 1));
 * const state = createState({ seed: 1, now: start, limits: { domains: 1 }, region: 'eu-west-1' });
 * assert.equal(nextDeadline(state), undefined);
 *
 * const { reply } = step(state, { op: 'ListDomains', input: { registrationStatus: 'REGISTERED' } }, start);
 * assert.deepEqual(reply, { domainInfos: [] });
 * ```
 */
export function createState(options: StateOptions): State {
  const { seed, now, limits, assumptions = {}, region = 'us-east-1', accountId = '123456789012' } = options;
  checkSeed(seed);
  checkLimits(limits ?? {});
  const owner = newOwner();
  const config = {
    seed,
    region,
    accountId,
    limits: { ...DEFAULT_LIMITS, ...limits },
    assumptions: assumptionsOf(assumptions),
    secret: secretOf(seed, region, accountId),
  };
  return {
    owner,
    config,
    now,
    order: 0,
    domains: emptyTable(owner),
    runs: emptyVector(owner),
    adopted: undefined,
    deadlines: emptyQueue(owner),
    retained: undefined,
    deliveries: [],
  };
}

function checkSeed(seed: number): void {
  if (Number.isSafeInteger(seed) && seed >= 0) return;
  throw new TypeError(
    `swfake: seed was given as ${shown(seed)}; expected a whole number from 0 to 2^53 - 1, for example 1`,
  );
}

const shown = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));

function checkLimits(limits: Partial<Limits>): void {
  for (const [name, limit] of Object.entries(limits)) {
    // A history has at least the event that starts it.
    const least = name === 'historyEvents' ? 1 : 0;
    if (typeof limit === 'number' && limit >= least) continue;
    throw new TypeError(
      `swfake: the limit '${name}' was given as ${shown(limit)}; expected a number of at least ${least}`,
    );
  }
}

/**
 * Returns a copy of a state, in constant time. Later changes of one of the two are not seen in the other. The copy
 * shares objects with the original until one of them writes.
 */
export function fork(s: State): State {
  s.owner = newOwner();
  return { ...s, owner: newOwner() };
}

/**
 * Returns a copy of a state with another seed, in constant time. The state must have no run: the ids of a run are made from
 * the seed.
 *
 * @throws TypeError if the seed is no whole number from 0 to 2^53 - 1.
 */
export function forkWithSeed(s: State, seed: number): State {
  checkSeed(seed);
  const { region, accountId } = s.config;
  return { ...fork(s), config: { ...s.config, seed, secret: secretOf(seed, region, accountId) } };
}

/** Returns a type by its name and version, or `undefined` if it is not registered or was deleted. */
export const typeOf = (s: State, kind: TypeKind, domain: string, type: TypeId): RegisteredType | undefined => {
  const types = get(s.domains, domain)?.[kind];
  return types && get(types, typeKey(type));
};

/** Returns a run by its number, or `undefined` if it was forgotten. */
export const runAt = (s: State, run: RunNumber): Run | undefined => at(s.runs, run);

/** Returns the open run of a workflow id, or `undefined` if there is none. */
export const openRunOf = (s: State, domain: string, workflowId: string): Run | undefined => {
  const open = get(s.domains, domain)?.openRuns;
  const number = open && get(open, workflowId);
  return number === undefined ? undefined : runAt(s, number);
};

/** Returns a task list, or `undefined` if no task waits on it. */
export const taskListOf = (s: State, { kind, domain, name }: ListKey): TaskList | undefined => {
  const lists = get(s.domains, domain)?.[kind];
  return lists && get(lists, name);
};
