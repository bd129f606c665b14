import type { DecisionDifference } from '../deciders/compareDecisions.js';
import type { Decider, DeciderAnswer } from '../deciders/decider.js';
import type { RecordedDecision } from '../deciders/recordedDecision.js';
import type { RunOfHistory } from '../history/historyPages.js';
import type { Assertable } from '../results/report.js';
import type { OnProgress } from './progress.js';

/** One decider for every history, or one per workflow type: `{ 'Order@1': decider }`. */
export type Deciders = Decider | Readonly<Record<string, Decider>>;

/** Options of `replay()`. */
export interface ReplayOptions {
  /** An event id: tasks that started after this event are not replayed. Default: all tasks are. */
  readonly stopAt?: number;
  /** Returns true for a difference to ignore: `({ what }) => what === 'control'`. Default: every difference counts. */
  readonly tolerate?: (difference: DecisionDifference) => boolean;
  /**
   * The run whose history it is, for the decider's `task.workflowExecution`: no event contains these ids. Default: the
   * `workflowExecution` of the export, or else `'replayed'` for both ids. If a decision contains this text, the difference
   * says so.
   */
  readonly workflowExecution?: RunOfHistory;
  /** Receives the number of replayed tasks, at most five times per second and once at the end. */
  readonly onProgress?: OnProgress;
}

/** The result of a replay. */
export interface Replayed extends Assertable {
  /** `same`: every decision is as recorded. `differs`: one is not. `skipped`: no task could be compared. */
  readonly verdict: 'same' | 'differs' | 'skipped';
  /** The reason, if the replay was skipped. */
  readonly reason?: string;
  /** The number of tasks that were replayed and compared. */
  readonly tasks: number;
  /** The tasks without a recorded response: they are not replayed, since there is nothing to compare with. */
  readonly unanswered: readonly UnansweredTask[];
  /** The first task at which the decider decided differently. */
  readonly difference?: TaskDifference;
  /**
   * Returns a page of HTML, to look at in a browser: the recorded history and, if a task differs, beside it the history with
   * the decisions of now, up to that task. The page is one file.
   */
  html(): string;
}

/** A decision task that has no response in the recording. */
export interface UnansweredTask {
  /** The id of its DecisionTaskStarted event. */
  readonly startedEventId: number;
  /** `timed out`: it has a DecisionTaskTimedOut event. `not answered`: the recording ends before. */
  readonly why: 'timed out' | 'not answered';
}

/** A decision task at which the decider decided differently, with both decisions. */
export interface TaskDifference {
  /** The id of the DecisionTaskStarted event of the task. */
  readonly startedEventId: number;
  /** The id of the DecisionTaskCompleted event of the task. */
  readonly completedEventId: number;
  /** The recorded decisions, with the attributes that their events contain. */
  readonly recorded: readonly RecordedDecision[];
  /** The answer of the decider now; absent if it threw. */
  readonly decided?: DeciderAnswer;
  /** The error that the decider threw. */
  readonly error?: unknown;
  /** The differences in order; at least one. */
  readonly differences: readonly DecisionDifference[];
  /**
   * All decisions of the task as text: `-` was recorded, `+` is decided now. The last line says so if the decider made an
   * id of `'replayed'`, which stands for an unknown id of the run.
   */
  readonly diff: string;
}
