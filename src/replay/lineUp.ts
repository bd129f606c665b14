import { differingMembers, type Made, type MemberDifference, type Shown } from './meaning.js';

/** A recorded decision beside the one that stands for it now; one of them may be missing. */
export interface Pair {
  readonly shown?: Shown;
  readonly made?: Made;
  /** The attributes in which they differ. */
  readonly members: readonly MemberDifference[];
}

/** What a decision is about. */
const SUBJECTS = ['activityId', 'timerId', 'markerName', 'id', 'signalName', 'workflowId'];

export const subjectOf = ({ attributes }: Made): string =>
  String(SUBJECTS.map((name) => attributes[name]).find((value) => value !== undefined) ?? '');

const ALONE = 1;
const CHANGED = 1;
const SAME_TYPE_ONLY = 1.5;

/**
 * Lays the decisions of a recorded response and those of now beside each other, in order, so that as little as possible
 * differs: by what they are about, so that one decision too many does not make all that follow it look wrong.
 */
export function lineUp(recorded: readonly Shown[], decided: readonly Made[]): readonly Pair[] {
  if (recorded.length === decided.length) {
    const straight = recorded.map((shown, index) => pairOf(shown, decided[index] as Made));
    if (straight.every((pair) => pair && pair.members.length === 0)) return straight as readonly Pair[];
  }
  const costs = costTable(recorded, decided);
  const pairs: Pair[] = [];
  for (let [i, j] = [0, 0]; i < recorded.length || j < decided.length; ) {
    const step = cheapest(recorded, decided, costs, i, j);
    pairs.push(step);
    i += step.shown ? 1 : 0;
    j += step.made ? 1 : 0;
  }
  return pairs;
}

function pairOf(shown: Shown, made: Made): Pair | undefined {
  if (shown.decisionType !== made.decisionType) return undefined;
  return { shown, made, members: differingMembers(shown, made) };
}

type Costs = readonly (readonly number[])[];

// From the end, so that walking it from the beginning reads the best way.
function costTable(recorded: readonly Shown[], decided: readonly Made[]): Costs {
  const costs: number[][] = Array.from({ length: recorded.length + 1 }, () =>
    new Array<number>(decided.length + 1).fill(0),
  );
  for (let i = recorded.length; i >= 0; i -= 1) {
    for (let j = decided.length; j >= 0; j -= 1) {
      if (i === recorded.length && j === decided.length) continue;
      (costs[i] as number[])[j] = costFrom(cheapest(recorded, decided, costs, i, j), costs, i, j);
    }
  }
  return costs;
}

function cheapest(recorded: readonly Shown[], decided: readonly Made[], costs: Costs, i: number, j: number): Pair {
  const [shown, made] = [recorded[i], decided[j]];
  const both = shown && made && pairOf(shown, made);
  const steps: Pair[] = both ? [both] : [];
  if (shown) steps.push({ shown, members: [] });
  if (made) steps.push({ made, members: [] });
  return steps.reduce((best, step) => (costFrom(step, costs, i, j) < costFrom(best, costs, i, j) ? step : best));
}

const costFrom = (pair: Pair, costs: Costs, i: number, j: number): number =>
  costOf(pair) + (costs[i + (pair.shown ? 1 : 0)]?.[j + (pair.made ? 1 : 0)] ?? 0);

function costOf({ shown, made, members }: Pair): number {
  if (!shown || !made) return ALONE;
  if (members.length === 0) return 0;
  return subjectOf(shown) === subjectOf(made) ? CHANGED : SAME_TYPE_ONLY;
}
