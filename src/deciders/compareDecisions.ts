import { alignDecisions, type DecisionPair, subjectName } from './align.js';
import { toRecordedDecision } from './answer.js';
import { differingMembers, type ExpectedDecision, type FlatDecision, type MemberDifference } from './decision.js';
import { differenceLines, type SideNames, shortText } from './diffText.js';
import type { RecordedDecision } from './recordedDecision.js';

/** One difference between a recorded response and the new answer of the decider. */
export interface DecisionDifference {
  /**
   * The kind of difference.
   *
   * - `missing`: a recorded decision is not made now.
   * - `unexpected`: a decision is made now that was not recorded.
   * - `moved`: the decision is the same, but its place in the batch is another.
   * - `changed`: an attribute of the decision differs.
   * - `response`: a member of the response beside its decisions differs, such as `executionContext`.
   * - `thrown`: the decider threw an error.
   */
  readonly kind: 'missing' | 'unexpected' | 'moved' | 'changed' | 'response' | 'thrown';
  /** The decision that differs, as its type and its subject: `ScheduleActivityTask charge`. */
  readonly about: string;
  /** The attribute or member that differs. Absent if the difference is about a whole decision. */
  readonly what?: string;
  /** The recorded decision, or the recorded value of the attribute; `undefined` if there is none. */
  readonly recorded: unknown;
  /** The new decision, or the new value of the attribute; `undefined` if there is none. */
  readonly decided: unknown;
}

/** The result of a comparison of two answers. */
export interface Comparison {
  /** The differences, in the order of the decisions. Empty if the answers are the same. */
  readonly differences: readonly DecisionDifference[];
  /**
   * All decisions of both answers, one per line: `-` recorded only, `+` new only. Attributes that differ follow below.
   */
  readonly diff: string;
}

const NO_DIFFERENCE: Comparison = { differences: [], diff: '' };

/** Options of a comparison. */
export interface CompareOptions {
  /** True if the recording ends within the batch: extra decisions at the end are then ignored. Default false. */
  readonly isTruncated?: boolean;
  /** The names of the two answers in the diff. Default `recorded` and `decided`. */
  readonly sideNames?: SideNames;
}

const REPLAY_NAMES: SideNames = ['recorded', 'decided'];

/** Compares the recorded decisions of a response with new ones. */
export function compareDecisions(
  recorded: readonly ExpectedDecision[],
  decided: readonly FlatDecision[],
  { isTruncated = false, sideNames = REPLAY_NAMES }: CompareOptions = {},
): Comparison {
  const pairs = alignDecisions(recorded, isTruncated ? decided.slice(0, recorded.length) : decided);
  if (pairs.every(isUnchanged)) return NO_DIFFERENCE;
  const moved = movedDecisions(pairs);
  return {
    differences: pairs.flatMap((pair) => differencesOf(pair, moved)),
    diff: pairs.flatMap((pair) => pairLines(pair, moved, sideNames)).join('\n'),
  };
}

const isUnchanged = ({ expected, actual, members }: DecisionPair): boolean =>
  Boolean(expected && actual) && members.length === 0;

/** The decisions that only changed their place: each recorded one maps to its new one, and the reverse. */
type Moves = ReadonlyMap<FlatDecision, FlatDecision>;

function movedDecisions(pairs: readonly DecisionPair[]): Moves {
  const moves = new Map<FlatDecision, FlatDecision>();
  const unexpected = pairs.flatMap(({ expected, actual }) => (actual && !expected ? [actual] : []));
  for (const { expected, actual } of pairs) {
    if (!expected || actual) continue;
    const found = unexpected.find((one) => !moves.has(one) && isSameDecision(expected, one));
    if (found) moves.set(expected, found).set(found, expected);
  }
  return moves;
}

const isSameDecision = (expected: ExpectedDecision, actual: FlatDecision): boolean =>
  expected.decisionType === actual.decisionType && differingMembers(expected, actual).length === 0;

/** Returns the type and the subject of a decision: `ScheduleActivityTask charge`. */
export const decisionLabel = (decision: FlatDecision): string =>
  `${decision.decisionType} ${subjectName(decision)}`.trimEnd();

function differencesOf({ expected, actual, members }: DecisionPair, moves: Moves): readonly DecisionDifference[] {
  if (expected && actual) {
    const about = decisionLabel(expected);
    return members.map((member) => ({ kind: 'changed', about, ...member }));
  }
  const alone = (expected ?? actual) as FlatDecision;
  const other = moves.get(alone);
  // The recorded decision of the two reports the move.
  if (other && actual) return [];
  const [was, is] = [recordedForm(expected), recordedForm(actual ?? other)];
  const kind = other ? 'moved' : expected ? 'missing' : 'unexpected';
  return [{ kind, about: decisionLabel(alone), recorded: was, decided: is }];
}

const recordedForm = (decision: FlatDecision | undefined): RecordedDecision | undefined =>
  decision && toRecordedDecision(decision);

function pairLines({ expected, actual, members }: DecisionPair, moves: Moves, sideNames: SideNames): readonly string[] {
  if (expected && actual)
    return [`  ${decisionLine(expected)}`, ...members.flatMap((member) => differenceLines(member, sideNames))];
  const note = moves.has((expected ?? actual) as FlatDecision) ? ' (at another place)' : '';
  return [`${expected ? '-' : '+'} ${decisionLine((expected ?? actual) as FlatDecision)}${note}`];
}

function decisionLine(decision: FlatDecision): string {
  const subject = subjectName(decision);
  const others = Object.entries(decision.attributes).filter(([, value]) => value !== undefined && value !== subject);
  return [decisionLabel(decision), ...others.map(([name, value]) => `${name}=${shortText(value)}`)].join(' ');
}

/** Returns the differences between the members of two responses beside their decisions. */
export const compareResponseMembers = (members: readonly MemberDifference[], sideNames = REPLAY_NAMES): Comparison => ({
  differences: members.map((member) => ({ kind: 'response', about: 'RespondDecisionTaskCompleted', ...member })),
  diff:
    members.length === 0
      ? ''
      : ['  RespondDecisionTaskCompleted', ...members.flatMap((member) => differenceLines(member, sideNames))].join(
          '\n',
        ),
});
