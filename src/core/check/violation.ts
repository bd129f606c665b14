/** A broken rule. */
export interface Violation {
  /** The rule that does not hold: `an activity task is closed once`. */
  readonly rule: string;
  /** The place: the event, the run or the task list. */
  readonly detail: string;
}

/** Collects one violation. */
export type Report = (violation: Violation) => void;
