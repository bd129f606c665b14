import type { HistoryEvent, ActivityTask as SdkActivityTask, SWF } from '@aws-sdk/client-swf';
import type { Duration } from '../../args/durations.js';
import type { Decider } from '../../deciders/decider.js';
import type { SwfFakeOptions } from '../../options.js';
import type { ActivityDefaults, WorkflowDefaults } from '../../shell/setup/register.js';

/** An activity task, as the SDK's PollForActivityTask returns it. */
export type ActivityTask = SdkActivityTask;

/**
 * Does the work of one activity task. The return value becomes the result: a string as it is, any other value as JSON. An
 * error that it throws fails the task: the message becomes the reason, the error's name the details.
 */
export type Activity<W = unknown> = (task: ActivityTask, ctx: ActivityContext<W>) => unknown;

/** The second argument of an activity: the fake's clock, heartbeats and the world. */
export interface ActivityContext<W = unknown> {
  /** Returns the time of the fake's clock. */
  now(): Date;
  /** Waits for a duration of the fake's clock. Others act meanwhile. @throws TypeError if the duration has no unit. */
  sleep(duration: Duration): Promise<void>;
  /**
   * Sends RecordActivityTaskHeartbeat, and returns true if a cancel of the task is requested.
   *
   * @throws UnknownResourceFault (rejects) if the task has ended, and any other error of the SDK that the call can give.
   */
  heartbeat(details?: string): Promise<boolean>;
  /** Aborted when the response to a heartbeat says that a cancel of the task is requested. */
  readonly signal: AbortSignal;
  /** The world that the definition's `world` made for this run: activities change it, invariants read it. */
  readonly world: W;
}

/** Thrown by an activity that stops because of a cancel request: the worker sends RespondActivityTaskCanceled. */
export class ActivityCanceled extends Error {
  override readonly name = 'ActivityCanceled';
  constructor(readonly details?: string) {
    super(details ?? 'canceled');
  }
}

const CANCELED = Symbol.for('swfake.ActivityCanceled');
Object.defineProperty(ActivityCanceled.prototype, CANCELED, { value: true });

/**
 * Returns true for an `ActivityCanceled`, also of another copy of the package: a module in CommonJS has one, and a module
 * that a loader compiled.
 */
export const isCanceled = (error: unknown): error is ActivityCanceled =>
  error instanceof Error && Object(error)[CANCELED] === true;

/** A poll loop, written for the SDK's client: it polls until the signal is aborted. */
export type PollLoop = (client: SWF, signal: AbortSignal) => Promise<unknown>;

/** The deciders and workers to run together under virtual time. A type is written `Name@version`. */
export interface Definition<W = unknown> {
  /** The decider of each workflow type. */
  readonly workflows: Readonly<Record<string, Decider>>;
  /** The activity of each activity type. Default: none; tasks of other types wait for the poll loops in `workers`. */
  readonly activities?: Readonly<Record<string, Activity<W>>>;
  /** The poll loops to run besides, by name. Default: none. */
  readonly workers?: Readonly<Record<string, PollLoop>>;
  /** The defaults of the types, such as timeouts and task lists. Default: those of `swf.register()`. */
  readonly defaults?: {
    readonly workflows?: Readonly<Record<string, WorkflowDefaults>>;
    readonly activities?: Readonly<Record<string, ActivityDefaults>>;
  };
  /** The domain of the run. Default `test`. */
  readonly domain?: string;
  /** The options of the fake. Default: those of `SwfFake`, with the seed of the simulation. */
  readonly fake?: SwfFakeOptions;
  /**
   * Makes a new world for each run: the data that activities change, such as a ledger or a stock. It must return it at once,
   * not in a promise. Default: none.
   */
  readonly world?: () => W;
  /**
   * Checks the run after every step. If it throws, or returns `false` or a message, the run has failed. A promise, an Error
   * or another value than true, false, undefined and a text is refused. Default: none.
   */
  readonly invariant?: (seen: Seen<W>) => unknown;
  /** Checks the run once, when it has closed. Its results mean the same as those of `invariant`. Default: none. */
  readonly finalInvariant?: (seen: Seen<W>) => unknown;
  /**
   * The failures that the run copes with: the names of faults, such as `ValidationException`, with which SWF may refuse an
   * answer, and the causes of types that are not registered, such as `ACTIVITY_TYPE_DOES_NOT_EXIST`. Default: none.
   */
  readonly expectedFailures?: readonly string[];
}

/** The argument of an invariant. */
export interface Seen<W = unknown> {
  /** The world that the definition's `world` made. */
  readonly world: W;
  /** The history so far of the run that was started, or of the last run that continued it as new. */
  readonly history: readonly HistoryEvent[];
  /** The time of the fake's clock. */
  readonly now: Date;
}

/** The run to start, and the events that reach it from outside. */
export interface Start {
  /** The workflow type, `Name@version`. */
  readonly workflow: string;
  /** The workflow id. Default `run`. */
  readonly workflowId?: string;
  /** The input of the run. Default: none. */
  readonly input?: string;
  /** The tags of the run. Default: none. */
  readonly tagList?: readonly string[];
  /** The signals, cancel requests and terminations that reach the run. Default: none. */
  readonly events?: readonly OutsideEvent[];
}

/**
 * A signal, a cancel request or a termination that reaches the run from outside. `after` is the duration from the start of
 * the run. Default: any time, which the seed or the schedule chooses.
 */
export type OutsideEvent =
  | { readonly signal: string; readonly input?: string; readonly after?: Duration }
  | { readonly cancel: true; readonly after?: Duration }
  | { readonly terminate: true; readonly after?: Duration };
