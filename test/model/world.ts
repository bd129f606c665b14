import type { EventType } from '@aws-sdk/client-swf';
import {
  type Attributes,
  decisionList,
  type Entry,
  firstOf,
  isClosed,
  present,
  type Run,
  waitingTask,
} from './history.js';

export interface Type {
  readonly kind: 'workflow' | 'activity';
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly defaults: Readonly<Record<string, unknown>>;
  deprecated: boolean;
}

/** A step after a batch: a zero timer, or the cancel of an activity that no worker had (swf-behaviour 6.9). */
export interface Delivery {
  readonly kind: 'timer' | 'cancel';
  readonly run: Run;
  /** The event that started the timer, or scheduled the activity. */
  readonly id: number;
}

/** The quotas that a walk can meet (swf-behaviour 10.1). */
export interface Limits {
  readonly openActivities: number;
  readonly openTimers: number;
  readonly historyEvents: number;
}

export interface World {
  now: number;
  readonly limits: Limits;
  readonly domains: string[];
  readonly types: Type[];
  readonly runs: Run[];
  readonly deliveries: Delivery[];
  /** Every event of every run, in the order of writing. */
  readonly log: { readonly run: Run; readonly entry: Entry }[];
}

export const createWorld = (now: number, limits: Limits): World => ({
  now,
  limits,
  domains: [],
  types: [],
  runs: [],
  deliveries: [],
  log: [],
});

/** Appends an event; in the place of the one beyond the limit of a history stands its end (swf-behaviour 6.10). */
export function append<T extends EventType>(world: World, run: Run, type: T, attributes: Attributes<T>): number {
  if (run.entries.length < world.limits.historyEvents) return write(world, run, type, attributes);
  const { childPolicy } = firstOf(run).attributes;
  return write(world, run, 'WorkflowExecutionTerminated', { childPolicy, cause: 'EVENT_LIMIT_EXCEEDED' });
}

function write<T extends EventType>(world: World, run: Run, type: T, attributes: Attributes<T>): number {
  const id = run.entries.length + 1;
  const entry = {
    id,
    type,
    at: world.now,
    order: world.log.length,
    attributes: present(attributes),
  } as unknown as Entry;
  run.entries.push(entry);
  world.log.push({ run, entry });
  return id;
}

/** Called after each event that needs a decision, except while a batch is applied (swf-behaviour 6.1). */
export function needDecision(world: World, run: Run): void {
  if (isClosed(run) || waitingTask(run)) return;
  const { taskStartToCloseTimeout, taskPriority } = firstOf(run).attributes;
  append(world, run, 'DecisionTaskScheduled', {
    ...decisionList(run),
    startToCloseTimeout: taskStartToCloseTimeout,
    taskPriority,
  });
}

export const openRun = (world: World, workflowId: string | undefined): Run | undefined =>
  world.runs.find((run) => run.workflowId === workflowId && !isClosed(run));
