import type { Heap } from '../store/heap.js';
import type { Owned, Owner } from '../store/ownership.js';
import type { Table } from '../store/table.js';
import type { TypeId, TypeKind } from './faults.js';
import type { EventId, Instant, RunNumber } from './ids.js';
import type { TaskKind } from './tokens.js';

/** The status of a domain or a type (docs/swf.md 1.1, 1.2). */
export type Status = 'REGISTERED' | 'DEPRECATED';

/** A tag of a domain (docs/swf.md 2.6). */
export interface Tag {
  /** The key: 1 to 128 characters. */
  readonly key: string;
  /** The value: up to 256 characters. It is absent if none was given. */
  readonly value?: string;
}

/** A domain, with its types, its open runs and its task lists. */
export interface Domain extends Owned {
  /** The name: unique in a state. */
  readonly name: string;
  /** The description, or `undefined` if none was given. */
  readonly description: string | undefined;
  /** The time for which a closed run is kept: days as text, `0` to `90`, or `NONE` (docs/swf.md 7.5). */
  readonly retention: string;
  /** The tags, frozen. */
  tags: readonly Tag[];
  /** `REGISTERED` or `DEPRECATED`. */
  status: Status;
  /** The workflow types, by `typeKey`. */
  WorkflowType: Table<RegisteredType>;
  /** The activity types, by `typeKey`. */
  ActivityType: Table<RegisteredType>;
  /** The open run of each workflow id. */
  openRuns: Table<RunNumber>;
  /** The numbers of its open and closed runs. */
  runCounts: RunCounts;
  /** The task lists of decision tasks that have a waiting task, by name. */
  decision: Table<TaskList>;
  /** The task lists of activity tasks that have a waiting task, by name. */
  activity: Table<TaskList>;
}

/**
 * The numbers of open and closed runs of a domain, in blocks: 256 run numbers that follow each other. A list leaves a
 * block out without a look at its runs, and a count adds blocks up.
 */
export interface RunCounts extends Owned {
  /** The counts of each block. A block without runs of the domain has none. */
  readonly blocks: (BlockCounts | undefined)[];
}

/** The numbers of open and closed runs in a block. They never change: a start, a close or a deletion replaces them. */
export interface BlockCounts {
  /** The time of the first start in the block, in milliseconds since the epoch. */
  readonly firstStart: Instant;
  /** The time of the last start in the block, in milliseconds since the epoch. */
  readonly lastStart: Instant;
  /** An entry for each type that has a run in the block. */
  readonly byType: readonly TypeCount[];
}

/** The numbers of runs of one type in a block. */
export interface TypeCount {
  /** The name and version of the type. */
  readonly type: TypeId;
  /** The number of open runs. */
  readonly open: number;
  /** The number of closed runs whose retention period is not over. */
  readonly closed: number;
}

/** A workflow type or an activity type. */
export interface RegisteredType extends Owned {
  /** `WorkflowType` or `ActivityType`. */
  readonly kind: TypeKind;
  /** The name of its domain. */
  readonly domain: string;
  /** Its name and version: unique among the types of its kind in a domain. */
  readonly type: TypeId;
  /** The description, or `undefined` if none was given. */
  readonly description: string | undefined;
  /** The defaults as registered: a member that was not given is absent. */
  readonly defaults: TypeDefaults;
  /** The time of its registration, in milliseconds since the epoch. */
  readonly createdAt: Instant;
  /** `REGISTERED` or `DEPRECATED`. */
  status: Status;
  /** The time of its deprecation, in milliseconds since the epoch, or `undefined` if it is registered. */
  deprecatedAt: Instant | undefined;
}

/** The defaults of a type. Timeouts are whole seconds as text, or `NONE` (docs/swf.md 2.2, 2.3). */
export interface TypeDefaults {
  /** The task list of a task without one of its own. */
  readonly defaultTaskList?: { readonly name: string };
  /** The priority: a 32-bit integer as text. */
  readonly defaultTaskPriority?: string;
  /** The time from the start of a task to its close. */
  readonly defaultTaskStartToCloseTimeout?: string;
  /** The time from the start of an execution to its close. Only a workflow type has it. */
  readonly defaultExecutionStartToCloseTimeout?: string;
  /** The policy for the children of a closed execution. Only a workflow type has it. */
  readonly defaultChildPolicy?: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
  /** The IAM role for Lambda functions. Only a workflow type has it. */
  readonly defaultLambdaRole?: string;
  /** The longest time between two heartbeats. Only an activity type has it. */
  readonly defaultTaskHeartbeatTimeout?: string;
  /** The time for which a task can wait on its list. Only an activity type has it. */
  readonly defaultTaskScheduleToStartTimeout?: string;
  /** The time from the scheduling of a task to its close. Only an activity type has it. */
  readonly defaultTaskScheduleToCloseTimeout?: string;
}

/** The name of a task list. Decision tasks and activity tasks have separate lists, even of the same name. */
export interface ListKey {
  /** The kind of the tasks on it. */
  readonly kind: TaskKind;
  /** The name of its domain. */
  readonly domain: string;
  /** The name of the list. */
  readonly name: string;
}

/** A task list with waiting tasks. */
export interface TaskList extends Owned {
  /** The tasks in the order in which polls take them. Some can have ended: ask `isReady`. */
  ready: Heap<Ready>;
  /** The number of items of `ready`. */
  readyCount: number;
  /** The number of waiting tasks, with decision tasks that wait behind a started one (docs/swf.md 8.3). */
  count: number;
}

/** A task that waits on a task list. */
export interface Ready {
  /** The priority: the higher number comes first. */
  readonly priority: number;
  /** The order in which tasks were scheduled: of equal priority, the lower number comes first. */
  readonly order: number;
  /** The run of the task. */
  readonly run: RunNumber;
  /** The id of the event that scheduled the task. */
  readonly scheduledId: EventId;
}

/** Returns the key of a type in the tables of a domain. U+0000, which no name contains, separates its parts. */
export const typeKey = ({ name, version }: TypeId): string => `${name}\u0000${version}`;

const BLOCK_BITS = 8;

/** Returns counts without runs that `owner` can write. */
export const noRunCounts = (owner: Owner): RunCounts => ({ owner, blocks: [] });

/** The number of run numbers in a block. */
export const BLOCK = 1 << BLOCK_BITS;

/** Returns the block of a run number: the first 256 runs are in block 0. */
export const blockOf = (run: RunNumber): number => run >> BLOCK_BITS;

/** Returns the counts of a block after the start of a run of `type`. No run of the block started later. */
export const withStarted = (counts: BlockCounts | undefined, type: TypeId, at: Instant): BlockCounts => ({
  firstStart: counts?.firstStart ?? at,
  lastStart: at,
  byType: moved(counts?.byType ?? [], type, 1, 0),
});

/** Returns the counts of a block after the close of a run of `type`. */
export const withClosed = ({ firstStart, lastStart, byType }: BlockCounts, type: TypeId): BlockCounts => ({
  firstStart,
  lastStart,
  byType: moved(byType, type, -1, 1),
});

/** Returns the counts of a block after the deletion of a closed run, or `undefined` if no run is left in it. */
export function withoutClosed({ firstStart, lastStart, byType }: BlockCounts, type: TypeId): BlockCounts | undefined {
  const left = moved(byType, type, 0, -1);
  return left.length > 0 ? { firstStart, lastStart, byType: left } : undefined;
}

function moved(byType: readonly TypeCount[], type: TypeId, open: number, closed: number): readonly TypeCount[] {
  const index = byType.findIndex((one) => isSameType(one.type, type));
  const old = byType[index];
  if (!old) return [...byType, { type, open, closed }];
  const changed = { type: old.type, open: old.open + open, closed: old.closed + closed };
  return changed.open + changed.closed > 0 ? byType.with(index, changed) : byType.toSpliced(index, 1);
}

const isSameType = (a: TypeId, b: TypeId): boolean => a === b || (a.name === b.name && a.version === b.version);
