import type { Occurrence } from '../runs/judgedRun.js';

/**
 * The verdict of a rule:
 *
 * - `kept`: the rule holds, as far as the history goes.
 * - `broken`: the rule does not hold, and nothing that follows can change that.
 * - `undecided`: the run is open, and what the rule waits for can still come.
 * - `not judged`: the history does not say enough, for example because it has no times.
 */
export type VerdictOfRule = 'kept' | 'broken' | 'undecided' | 'not judged';

/** The result of a rule for one run or one family. */
export interface Finding {
  readonly verdict: VerdictOfRule;
  /** The number of cases: the causes of `leadsTo`, for example. */
  readonly cases: number;
  /** The reason in words, without the name of the rule. Absent if it is kept. */
  readonly reason?: string;
  /** The events that the reason is about. */
  readonly events?: readonly Occurrence[];
  /** The time at which a broken rule became certain, in milliseconds since the epoch. Absent or `NaN` without times. */
  readonly certainAt?: number;
  /** The largest part of its limit that a kept case took, from 0 to 1. Absent for a rule without a limit. */
  readonly nearness?: number;
}

/** The result of a rule for one of its cases. */
export type CaseFinding = Omit<Finding, 'cases'>;

/** Returns the finding for a rule that holds. */
export const kept = (cases: number): Finding => ({ verdict: 'kept', cases });

/** Returns the finding for a rule that cannot be judged. */
export const notJudged = (reason: string): Finding => ({ verdict: 'not judged', cases: 0, reason });

const WEIGHT: Readonly<Record<VerdictOfRule, number>> = { broken: 3, 'not judged': 2, undecided: 1, kept: 0 };

/** Returns the finding of the worst case, with the number of cases. Of equals it is the earliest one, or else the first. */
export function worstOf(findings: Iterable<CaseFinding>, cases: number): Finding {
  let worst: CaseFinding = { verdict: 'kept' };
  let nearest = -1;
  for (const finding of findings) {
    if (isWorse(finding, worst)) worst = finding;
    nearest = Math.max(nearest, finding.nearness ?? -1);
  }
  return { ...worst, cases, ...(nearest >= 0 && { nearness: nearest }) };
}

// A time that is absent is not earlier than another.
const isWorse = (a: CaseFinding, b: CaseFinding): boolean =>
  a.verdict === b.verdict
    ? (a.certainAt ?? Number.NaN) < (b.certainAt ?? Number.NaN)
    : WEIGHT[a.verdict] > WEIGHT[b.verdict];
