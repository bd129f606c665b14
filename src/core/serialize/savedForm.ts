/** A state as a value that JSON can hold. Its members beside these are those of `State`. */
export interface SavedState {
  /** The name of the form: `swfake state`. */
  readonly format: string;
  /** The version of the form. */
  readonly version: number;
  /** The configuration: seed, region, account, limits, assumptions. */
  readonly config: unknown;
  /** The time of the state, in milliseconds since the epoch. */
  readonly now: number;
  /** The other members: see `State`. */
  readonly [member: string]: unknown;
}
