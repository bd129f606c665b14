import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Definition, Start } from '../definition.js';

/** What is explored: deciders, what may come of what they schedule, and what happens to the run from outside. */
export interface Scenario<W = unknown>
  extends Pick<Definition<W>, 'workflows' | 'defaults' | 'fake' | 'world' | 'invariant' | 'finally'> {
  /** Only the names count: each becomes a type that can be scheduled. None of the functions is called. */
  readonly activities?: Readonly<Record<string, unknown>>;
  readonly start: Start;
  /**
   * What may come of each activity type (`Name@version`) and of each Lambda function (its name): every one is tried.
   * Default: it completes, without a result.
   */
  readonly outcomes?: Readonly<Record<string, readonly WorkOutcome<W>[]>>;
  /** Copies the world before an effect changes it. Default: structuredClone. */
  readonly clone?: (world: W) => W;
  /**
   * What else may run out of time. Default: nothing, deciders answer in time, and a run that only its own timeout can
   * end is stuck.
   */
  readonly timeouts?: readonly ('decision' | 'execution')[];
  /** Causes of failed decisions that the workflow copes with, besides UNHANDLED_DECISION: `TIMER_ID_UNKNOWN` … */
  readonly accepted?: readonly string[];
}

/**
 * How a piece of work ends. A `result` that is no text becomes JSON. A `timeout` is a worker that falls silent: what limits the task is up to its timeouts. A task is
 * answered as `canceled` only where the decider has asked for it.
 */
export type WorkOutcome<W = unknown> =
  | 'timeout'
  | 'canceled'
  | ({ readonly result?: unknown } & Effect<W>)
  | ({ readonly reason: string; readonly details?: string } & Effect<W>)
  | ({ readonly timeout: true } & Effect<W>)
  | ({ readonly canceled: true; readonly details?: string } & Effect<W>);

export interface Effect<W = unknown> {
  /**
   * What the work does to the world, just before it ends: it writes the copy that it is given, and reads nothing else. A
   * worker whose run has closed meanwhile does it all the same, and is refused.
   */
  readonly effect?: (world: W, work: Work) => unknown;
}

/** What a worker was asked to do. */
export interface Work {
  /** The activityId, or the id of the Lambda function. */
  readonly id: string;
  readonly input?: string;
  readonly workflowId: string;
}

export interface ExploreOptions {
  /** How many steps a story may have. Default 100. */
  readonly maxSteps?: number;
  /** How many states are visited at most, which bounds memory too. Default 100,000. */
  readonly maxStates?: number;
  /** The path of a finding: only its steps are taken. */
  readonly path?: string;
}

export type FindingKind =
  | 'stuck'
  | 'failed decision'
  | 'refused answer'
  | 'decider throws'
  | 'invariant broken'
  | 'finally broken';

/** Something that is wrong, with the shortest story that shows it. */
export interface Finding {
  readonly kind: FindingKind;
  readonly message: string;
  /** What was done, one step after another. */
  readonly steps: readonly string[];
  /** The history of the run that was started, or that it continued as. */
  readonly history: readonly HistoryEvent[];
  /** `explore(scenario, { path })` takes the same steps again. */
  readonly path: string;
  /** The steps, the histories of all runs, and how to repeat it. */
  toString(): string;
}

export interface Exploration {
  /** Different states that were visited, the first one included. */
  readonly states: number;
  /** The steps of the longest story. */
  readonly depth: number;
  /** Whether nothing was left out: no bound was met. */
  readonly exhaustive: boolean;
  /** The first of each sort, shortest stories first. */
  readonly findings: readonly Finding[];
  toString(): string;
}
