/** What one sample cost: milliseconds or bytes, per unit of work. */
export type Sample = () => number | Promise<number>;

/** Two things to compare. Both do the same amount of work in a sample, and only the work itself is measured. */
export interface Contest {
  readonly limit: Sample;
  readonly subject: Sample;
  /** Ends what would keep the process alive. */
  readonly close?: () => unknown;
}

/** A goal of the design, and how to measure it. */
export interface Row {
  readonly name: string;
  readonly subject: string;
  readonly limit: string;
  /** The subject may cost so many times what the limit costs. */
  readonly goal: number;
  /** Default `DEFAULT_PAIRS`; fewer only where a sample takes seconds. */
  readonly pairs?: number;
  /** Pairs that are thrown away first. Default `DEFAULT_WARM_UPS`. */
  readonly warmUps?: number;
  /** What a sample counts; `x` for a share without a unit. */
  readonly unit: 'ms' | 'bytes' | 'x';
  readonly prepare: () => Contest | Promise<Contest>;
}

export const DEFAULT_PAIRS = 31;
export const DEFAULT_WARM_UPS = 5;
