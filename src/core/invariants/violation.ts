/** A rule that does not hold, and where. */
export interface Violation {
  readonly rule: string;
  readonly detail: string;
}

export type Report = (violation: Violation) => void;
