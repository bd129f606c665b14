import { alignment, type Costs } from '../history/alignment.js';
import { nameIn, workflowIn } from '../tables/subjects.js';
import { differingMembers, type ExpectedDecision, type FlatDecision, type MemberDifference } from './decision.js';

/** A recorded decision and the new decision that corresponds to it. One of them may be absent. */
export interface DecisionPair {
  /** The recorded decision. Absent if the new decision is an extra one. */
  readonly expected?: ExpectedDecision;
  /** The new decision. Absent if the recorded one is missing now. */
  readonly actual?: FlatDecision;
  /** The attributes in which they differ. */
  readonly members: readonly MemberDifference[];
}

/**
 * Returns the id or name of a decision's subject, or the workflow id of its target; '' if it is about the run itself.
 */
export const subjectName = ({ attributes }: FlatDecision): string => nameIn(attributes) ?? workflowIn(attributes) ?? '';

const UNPAIRED_COST = 1;
const CHANGED_COST = 1;
const OTHER_SUBJECT_COST = 1.5;

/**
 * Pairs recorded decisions with new ones. The order is kept, and as few decisions as possible differ. Decisions with
 * the same subject are preferred: one extra decision does not shift all later pairs.
 */
export function alignDecisions(
  recorded: readonly ExpectedDecision[],
  decided: readonly FlatDecision[],
): readonly DecisionPair[] {
  if (recorded.length === decided.length) {
    const straight = recorded.map((expected, index) => pairOf(expected, decided[index] as FlatDecision));
    if (straight.every((pair) => pair && pair.members.length === 0)) return straight as readonly DecisionPair[];
  }
  const pairs = [...alignment(recorded, decided, COSTS)];
  return pairs.map(({ left, right }) => (left && right && pairOf(left, right)) ?? unpaired(left, right));
}

const COSTS: Costs<ExpectedDecision, FlatDecision> = {
  pair: costOf,
  left: () => UNPAIRED_COST,
  right: () => UNPAIRED_COST,
};

const unpaired = (expected: ExpectedDecision | undefined, actual: FlatDecision | undefined): DecisionPair => ({
  ...(expected && { expected }),
  ...(actual && { actual }),
  members: [],
});

function pairOf(expected: ExpectedDecision, actual: FlatDecision): DecisionPair | undefined {
  if (expected.decisionType !== actual.decisionType) return undefined;
  return { expected, actual, members: differingMembers(expected, actual) };
}

function costOf(expected: ExpectedDecision, actual: FlatDecision): number {
  const pair = pairOf(expected, actual);
  if (!pair) return Number.POSITIVE_INFINITY;
  if (pair.members.length === 0) return 0;
  return subjectName(expected) === subjectName(actual) ? CHANGED_COST : OTHER_SUBJECT_COST;
}
