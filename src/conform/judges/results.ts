import type { Check } from '../story/check.js';
import type { Difference, Reading } from '../story/seen.js';
import type { Repeated } from '../target/ground.js';
import type { CallRecord } from '../target/line.js';
import type { HistoryDifference, RecordedRun } from './histories.js';

/** The result of one check. */
export interface CheckResult {
  readonly check: Check;
  /** `agrees`: the target does what docs/swf.md says, or what it does was read. */
  readonly verdict: 'agrees' | 'differs' | 'not asked';
  /** The reason why it was not asked. */
  readonly reason?: string;
  readonly differences: readonly Difference[];
  /** The differences of the histories that the target wrote from those that the fake writes. */
  readonly inHistories: readonly HistoryDifference[];
  /** The readings of doubts that were seen. */
  readonly readings: readonly Reading[];
  /** The things that were compared. */
  readonly compared: readonly string[];
  readonly calls: readonly CallRecord[];
  readonly histories: readonly RecordedRun[];
}

/** The result of a run of checks. */
export interface Conformance {
  readonly target: string;
  readonly domain: string;
  /** The name of the run. It is part of all names that it gave. */
  readonly run: string;
  readonly results: readonly CheckResult[];
  /** The calls that prepared the domain and the types. */
  readonly calls: readonly CallRecord[];
  /** The reason why it ended before its end. Absent if it did not. */
  readonly stopped?: string;
  /** The numbers of calls that were sent again. */
  readonly repeated: Repeated;
  /** The real time that it took, in milliseconds. */
  readonly millis: number;
}

/** Returns the result of a check that was not asked. */
export const notAsked = (check: Check, reason: string): CheckResult => ({
  check,
  verdict: 'not asked',
  reason,
  differences: [],
  inHistories: [],
  readings: [],
  compared: [],
  calls: [],
  histories: [],
});

/** Returns the number of results with this verdict. */
export const countOf = (results: readonly CheckResult[], verdict: CheckResult['verdict']): number =>
  results.filter((one) => one.verdict === verdict).length;
