import type { CloseStatus } from '../../core/index.js';

/** The end of a simulation: the close status of the run, or the reason why the simulation stopped before a close. */
export type Ended =
  /** The run closed with this status. */
  | { readonly how: 'closed'; readonly status: CloseStatus }
  /** Nothing more can happen, except the run's execution timeout. `why` explains the state of the run. */
  | { readonly how: 'stuck'; readonly why: string }
  /** The run did not close within `maxVirtual` of the start or of the last fault. */
  | { readonly how: 'late'; readonly why: string }
  /** The run took 10,000 steps while no time passed. */
  | { readonly how: 'spinning'; readonly why: string }
  /** SWF refused 10 calls that were not expected. */
  | { readonly how: 'refused'; readonly why: string }
  /** A decider named a type or a Lambda function that is not registered. */
  | { readonly how: 'unregistered'; readonly what: string }
  /**
   * A play of `everyUpgradePoint` went wrong: no version that ran served a task, a decision failed, or there were too many
   * events.
   */
  | { readonly how: 'unsafe'; readonly what: string }
  /** An invariant failed with this message. */
  | { readonly how: 'violated'; readonly what: string }
  /** The run closed, and broke a rule of the option `rules`: the rule, the reason and the timeline around it. */
  | { readonly how: 'broken'; readonly what: string }
  /** A decider or a poll loop threw, or a Lambda function ran for a second of real time. `who` names it. */
  | { readonly how: 'threw'; readonly who: string; readonly error: unknown };
