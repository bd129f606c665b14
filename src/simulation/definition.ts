import type {
  HistoryEvent,
  RespondDecisionTaskCompletedInput,
  ActivityTask as SdkActivityTask,
  Decision as SdkDecision,
  DecisionTask as SdkDecisionTask,
  SWF,
} from '@aws-sdk/client-swf';
import type { SwfFakeOptions } from '../options.js';
import type { Duration } from '../shell/durations.js';
import type { ActivityDefaults, WorkflowDefaults } from '../shell/register.js';

export type Decision = SdkDecision;
export type ActivityTask = SdkActivityTask;

/** A decision task with its whole history: the pages are put together. */
export interface DecisionTask extends Omit<SdkDecisionTask, 'events' | 'nextPageToken'> {
  readonly events: readonly HistoryEvent[];
}

/** What a decider answers: its decisions, or those and what else a response may say. */
export type DeciderAnswer =
  | readonly Decision[]
  | (Omit<RespondDecisionTaskCompletedInput, 'taskToken' | 'decisions'> & { readonly decisions: readonly Decision[] });

/** Reads the history and decides. It must decide the same whenever it reads the same. */
export type Decider = (task: DecisionTask) => DeciderAnswer | Promise<DeciderAnswer>;

/** Does the work of one task. What it returns is the result (JSON, if it is no text); what it throws fails the task. */
export type Activity<W = unknown> = (task: ActivityTask, ctx: ActivityContext<W>) => unknown;

export interface ActivityContext<W = unknown> {
  /** The fake's time. */
  now(): Date;
  /** Lets the fake's time pass for this worker; others go on meanwhile. */
  sleep(duration: Duration): Promise<void>;
  /** RecordActivityTaskHeartbeat: whether the task is to be canceled. Rejects as SWF does when the task is gone. */
  heartbeat(details?: string): Promise<boolean>;
  /** Aborted when a heartbeat said that the task is to be canceled. */
  readonly signal: AbortSignal;
  /** What the definition's `world` made for this run: where side effects go, and what invariants look at. */
  readonly world: W;
}

/** Thrown by an activity: the task is answered with RespondActivityTaskCanceled. */
export class ActivityCanceled extends Error {
  override readonly name = 'ActivityCanceled';
  constructor(readonly details?: string) {
    super(details ?? 'canceled');
  }
}

/** A loop of the user's own, written against the SDK's client: it polls until it is aborted. */
export type PollLoop = (client: SWF, signal: AbortSignal) => Promise<unknown>;

/** Deciders and workers as they are run together under virtual time. Types are written `Name@version`. */
export interface Definition<W = unknown> {
  readonly workflows: Readonly<Record<string, Decider>>;
  readonly activities?: Readonly<Record<string, Activity<W>>>;
  /** Poll loops that exist already, by name. */
  readonly workers?: Readonly<Record<string, PollLoop>>;
  /** Defaults of the types: timeouts, task lists; those of `swf.register()`. */
  readonly defaults?: {
    readonly workflows?: Readonly<Record<string, WorkflowDefaults>>;
    readonly activities?: Readonly<Record<string, ActivityDefaults>>;
  };
  /** Where it all happens. Default `test`. */
  readonly domain?: string;
  /** Options of the fake that it all runs on. Default: its own, seeded as the simulation is. */
  readonly fake?: SwfFakeOptions;
  /** Makes what side effects act on, anew for each run: a ledger, a stock. */
  readonly world?: () => W;
  /** What must hold after every step. It throws, or answers a sentence or `false`, where it does not. */
  readonly invariant?: (seen: Seen<W>) => unknown;
  /** What must hold when the run is closed, said in the same way. */
  readonly finally?: (seen: Seen<W>) => unknown;
}

/** What invariants look at. */
export interface Seen<W = unknown> {
  readonly world: W;
  /** The history of the run that was started. */
  readonly history: readonly HistoryEvent[];
  readonly now: Date;
}

/** The run to start, and what happens to it from outside. */
export interface Start {
  /** `Name@version`. */
  readonly workflow: string;
  /** Default: `run`. */
  readonly workflowId?: string;
  readonly input?: string;
  readonly tagList?: readonly string[];
  /** Signals and cancel requests, at a time after the start; without one, whenever the schedule wants. */
  readonly events?: readonly OutsideEvent[];
}

export type OutsideEvent =
  | { readonly signal: string; readonly input?: string; readonly after?: Duration }
  | { readonly cancel: true; readonly after?: Duration }
  | { readonly terminate: true; readonly after?: Duration };
