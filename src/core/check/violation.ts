import type { RuleText } from './rules.js';

/** A broken rule. */
export interface Violation {
  /** The rule that does not hold: `an activity task is closed once`. */
  readonly rule: string;
  /** The place: the event, the run or the task list. */
  readonly detail: string;
}

/** Collects one violation: of a rule in the tables, so that a test can have a row for each. */
export type Report = (violation: Violation & { readonly rule: RuleText }) => void;
