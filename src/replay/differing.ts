import { decisionOf } from './answered.js';
import type { Decision } from './decisions.js';
import { lineUp, type Pair, subjectOf } from './lineUp.js';
import { differingMembers, type Made, type MemberDifference, type Shown } from './meaning.js';
import { linesOfMember, type Sides, shortened } from './texts.js';

/** One difference between what was decided and what is decided now. */
export interface DecisionDifference {
  /**
   * `missing`: it was decided, and is no more. `unexpected`: the other way round. `moved`: it is decided in another place.
   * `changed`: one of its attributes is another. `response`: what the response says beside decisions is another. `thrown`:
   * the decider threw.
   */
  readonly kind: 'missing' | 'unexpected' | 'moved' | 'changed' | 'response' | 'thrown';
  /** What it is about: `ScheduleActivityTask charge`. */
  readonly about: string;
  /** The attribute that is another. */
  readonly what?: string;
  /** The decision, or the value of the attribute, as it was recorded. */
  readonly recorded: unknown;
  readonly decided: unknown;
}

export interface Compared {
  readonly differences: readonly DecisionDifference[];
  /** All decisions of both: `-` was recorded, `+` is decided now, and the attributes that differ below. */
  readonly diff: string;
}

const NOTHING: Compared = { differences: [], diff: '' };

export interface CompareOptions {
  /** The recording broke off, and more may have been decided than it shows. */
  readonly isCut?: boolean;
  readonly sides?: Sides;
}

const REPLAY: Sides = ['recorded', 'decided'];

/** Compares the decisions of a response with those of now. */
export function compareDecisions(
  recorded: readonly Shown[],
  decided: readonly Made[],
  { isCut = false, sides = REPLAY }: CompareOptions = {},
): Compared {
  const pairs = lineUp(recorded, isCut ? decided.slice(0, recorded.length) : decided);
  if (pairs.every(isAlike)) return NOTHING;
  const moved = movesIn(pairs);
  return {
    differences: pairs.flatMap((pair) => differencesOf(pair, moved)),
    diff: pairs.flatMap((pair) => linesOf(pair, moved, sides)).join('\n'),
  };
}

const isAlike = ({ shown, made, members }: Pair): boolean => Boolean(shown && made) && members.length === 0;

/** Decisions that were made in another place: which is which. */
type Moves = ReadonlyMap<Made, Made>;

function movesIn(pairs: readonly Pair[]): Moves {
  const moves = new Map<Made, Made>();
  const strangers = pairs.flatMap(({ shown, made }) => (made && !shown ? [made] : []));
  for (const { shown, made } of pairs) {
    if (!shown || made) continue;
    const found = strangers.find((one) => !moves.has(one) && isAlikeTo(shown, one));
    if (found) moves.set(shown, found).set(found, shown);
  }
  return moves;
}

const isAlikeTo = (shown: Shown, made: Made): boolean =>
  shown.decisionType === made.decisionType && differingMembers(shown, made).length === 0;

export const aboutOf = (made: Made): string => `${made.decisionType} ${subjectOf(made)}`.trimEnd();

function differencesOf({ shown, made, members }: Pair, moves: Moves): readonly DecisionDifference[] {
  if (shown && made) {
    const about = aboutOf(shown);
    return members.map((member) => ({ kind: 'changed', about, ...member }));
  }
  const alone = (shown ?? made) as Made;
  const other = moves.get(alone);
  // Where it was says it for both places.
  if (other && made) return [];
  const [was, is] = [given(shown), given(made ?? other)];
  const kind = other ? 'moved' : shown ? 'missing' : 'unexpected';
  return [{ kind, about: aboutOf(alone), recorded: was, decided: is }];
}

const given = (made: Made | undefined): Decision | undefined => made && decisionOf(made);

function linesOf({ shown, made, members }: Pair, moves: Moves, sides: Sides): readonly string[] {
  if (shown && made) return [`  ${lineOf(shown)}`, ...members.flatMap((member) => linesOfMember(member, sides))];
  const note = moves.has((shown ?? made) as Made) ? ' (in another place)' : '';
  return [`${shown ? '-' : '+'} ${lineOf((shown ?? made) as Made)}${note}`];
}

function lineOf(made: Made): string {
  const subject = subjectOf(made);
  const others = Object.entries(made.attributes).filter(([, value]) => value !== undefined && value !== subject);
  return [aboutOf(made), ...others.map(([name, value]) => `${name}=${shortened(value)}`)].join(' ');
}

/** What differs in a response beside its decisions. */
export const responseDifferences = (members: readonly MemberDifference[], sides = REPLAY): Compared => ({
  differences: members.map((member) => ({ kind: 'response', about: 'RespondDecisionTaskCompleted', ...member })),
  diff:
    members.length === 0
      ? ''
      : ['  RespondDecisionTaskCompleted', ...members.flatMap((member) => linesOfMember(member, sides))].join('\n'),
});
