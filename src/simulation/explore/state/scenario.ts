import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Assertable } from '../../../results/report.js';
import type { Rule } from '../../../rules/model/rule.js';
import type { RuleCounts } from '../../../rules/report.js';
import type { Definition, Start } from '../../model/definition.js';

/** A scenario to explore: the deciders, the possible outcomes of tasks, and the events from outside. */
export interface Scenario<W = unknown>
  extends Pick<Definition<W>, 'workflows' | 'defaults' | 'fake' | 'world' | 'invariant' | 'finalInvariant'> {
  /**
   * The activity types that deciders can schedule, by name (`Name@version`), besides those in `outcomes`. The values are not
   * used: none of the functions is called.
   */
  readonly activities?: Readonly<Record<string, unknown>>;
  /** The run to start, and the events that reach it from outside. An event without `after` is tried at every time. */
  readonly start: Start;
  /**
   * The possible outcomes of each activity type (`Name@version`) and each Lambda function (its name). Every one is tried.
   * Default: the task completes without a result.
   */
  readonly outcomes?: Readonly<Record<string, readonly WorkOutcome<W>[]>>;
  /** Copies the world before an effect changes it. Default: `structuredClone`. */
  readonly clone?: (world: W) => W;
  /**
   * The timeouts that can expire besides those of activity tasks. Default: none. Then deciders respond in time, and a run
   * that only its execution timeout can end is stuck.
   */
  readonly timeouts?: readonly ('decision' | 'execution')[];
  /**
   * The failures that are no findings: causes of failed decisions, such as `TIMER_ID_UNKNOWN`, and faults of refused calls,
   * such as `ThrottlingException`. `UNHANDLED_DECISION` never is a finding.
   */
  readonly expectedFailures?: readonly string[];
  /**
   * The rules of `swfake/rules` that all runs must keep. They are judged at the end of each path, so a path that a bound cuts
   * is not judged. With rules, states that differ only in closed runs count as different. Default: none.
   */
  readonly rules?: readonly Rule[];
}

/**
 * An outcome of an activity task or a Lambda task:
 *
 * - `{ result }`: the task completes. A result that is no string becomes JSON.
 * - `{ reason, details }`: the task fails.
 * - `'timeout'`: the worker never responds, so that the task's own timeouts end it.
 * - `'canceled'`: the worker responds with RespondActivityTaskCanceled. It is tried only if a cancel is requested.
 */
export type WorkOutcome<W = unknown> =
  | 'timeout'
  | 'canceled'
  | ({ readonly result?: unknown } & WorldEffect<W>)
  | ({ readonly reason: string; readonly details?: string } & WorldEffect<W>)
  | ({ readonly timeout: true } & WorldEffect<W>)
  | ({ readonly canceled: true; readonly details?: string } & WorldEffect<W>);

/** An outcome's effect on the world. */
export interface WorldEffect<W = unknown> {
  /**
   * Changes the world just before the task ends. It gets a copy of the world, and must not read anything else. It is called
   * even if the run has closed meanwhile, as with a real worker: then SWF refuses the response, but the effect stays.
   */
  readonly effect?: (world: W, work: Work) => unknown;
}

/** The task that an effect belongs to. */
export interface Work {
  /** The activity id, or the id of the Lambda task. */
  readonly id: string;
  /** The input of the task. */
  readonly input?: string;
  /** The workflow id of the run that scheduled the task. */
  readonly workflowId: string;
}

/** The bounds of an exploration, or the one path to take. */
export interface ExploreOptions {
  /** The largest number of steps of a path. Default 100. */
  readonly maxSteps?: number;
  /** The largest number of states, which limits memory too. Default 100,000. */
  readonly maxStates?: number;
  /** The path of a finding: only its steps are taken. Default: all paths are explored. */
  readonly path?: string;
  /**
   * True if one order of independent events stands for the others. Events are independent if they arrive at one time, between
   * two decisions, until an answer shows that their order matters. It also does not matter then when a decider takes a task
   * that leads to no decision. Default `false`.
   *
   * It calls the decider with other orders of each history, too. If an answer differs, the exploration starts again and keeps
   * both orders of these events. Rules, and invariants that read the history, are checked in the same way. If a history has more
   * than 64 orders, not all are compared: each event as early and as late as it can be, and 64 orders by chance.
   *
   * @example
   * ```ts
   * import { deepEqual } from 'node:assert/strict';
   * import { type Decider, explore } from 'swfake/simulation';
   *
   * const names = ['pack', 'label', 'invoice'];
   * const decider: Decider = ({ events }) => {
   *   if (events.filter(({ eventType }) => eventType === 'ActivityTaskCompleted').length === names.length)
   *     return [{ decisionType: 'CompleteWorkflowExecution' }];
   *   if (events.length > 3) return [];
   *   return names.map((activityId) => ({
   *     decisionType: 'ScheduleActivityTask',
   *     scheduleActivityTaskDecisionAttributes: { activityId, activityType: { name: activityId, version: '1' } },
   *   }));
   * };
   * const activities = Object.fromEntries(names.map((name) => [`${name}@1`, {}]));
   * const scenario = { workflows: { 'Order@1': decider }, activities, start: { workflow: 'Order@1' } };
   * const { states, orders } = explore(scenario, { independent: true });
   * deepEqual([states, orders?.saved, orders?.dependent], [74, 94, []]);
   * ```
   */
  readonly independent?: boolean;
}

/** The extent of what `independent` left out, and how it was checked. */
export interface IndependentOrders {
  /**
   * The number of states that were reached, but not explored further, because another order stands for them. Without the
   * option, there are also the states that follow from these.
   */
  readonly saved: number;
  /** The number of answers to other orders that were compared. */
  readonly compared: number;
  /**
   * The events whose order matters, so that both orders were explored: `Order@1: TimerFired day, WorkflowExecutionSignaled
   * cancel`. `Order@1: decision tasks without decisions`, if it matters when a decider takes these. `Order@1: all events`, if
   * there are too many.
   */
  readonly dependent: readonly string[];
}

/**
 * The kinds of findings:
 *
 * - `stuck`: the run is open and nothing more can happen, except its execution timeout.
 * - `failed decision`: a decision failed, with a cause that is not in `expectedFailures`.
 * - `refused answer`: SWF refused the response of a decider or a worker, a heartbeat, or an event from outside.
 * - `decider throws`: the decider threw an error.
 * - `invariant broken`, `final invariant broken`: an invariant does not hold.
 * - `rule broken`: a rule of `rules` is broken.
 */
export type FindingKind =
  | 'stuck'
  | 'failed decision'
  | 'refused answer'
  | 'decider throws'
  | 'invariant broken'
  | 'final invariant broken'
  | 'rule broken';

/** A finding: a fault of a decider, or an invariant or a rule that does not hold, with the shortest path to it. */
export interface Finding {
  /** The kind of the finding. */
  readonly kind: FindingKind;
  /**
   * The message: the text of the invariant or the rule, the error of the decider, or the decision with the cause of its
   * failure.
   */
  readonly message: string;
  /** The steps of the path, in words. */
  readonly steps: readonly string[];
  /** The history of the run that was started, or of the last run that continued it as new. */
  readonly history: readonly HistoryEvent[];
  /** The path: `explore(scenario, { path })` takes the same steps again. */
  readonly path: string;
  /** Returns the message, the steps, the histories of all runs, and the call that repeats them. */
  toString(): string;
}

/** The result of an exploration. */
export interface Exploration extends Assertable {
  /** The number of different states that were visited, with the first. */
  readonly states: number;
  /** The number of steps of the longest path. */
  readonly depth: number;
  /** True if every path was explored: no bound was reached. */
  readonly exhaustive: boolean;
  /** The findings, those with the shortest paths first; at most 20, each with another kind or message. */
  readonly findings: readonly Finding[];
  /** The states that the option `independent` left out. Absent without it, and for one path. */
  readonly orders?: IndependentOrders;
  /** The counts of each rule over the ends of all paths, in the order of the rules. Empty for one path. */
  readonly rules: readonly RuleCounts[];
  /**
   * Returns a page of HTML, to look at in a browser: each finding with its numbered steps, and the histories of its runs.
   * The page is one file.
   */
  html(): string;
}
