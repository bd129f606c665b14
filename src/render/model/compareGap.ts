import type { ComparisonKeys } from './compareKeys.js';
import type { IndexPair, Stretch } from './compareStretch.js';

const CHANGED_COST = 1;
const UNPAIRED_COST = 1;

/**
 * Aligns a short stretch at the lowest cost: equal events cost nothing, a changed event or one of one side costs 1. The
 * time grows with the product of both lengths.
 */
export function pairsOfGap(left: ComparisonKeys, right: ComparisonKeys, stretch: Stretch): readonly IndexPair[] {
  const { leftFrom, leftTo, rightFrom, rightTo } = stretch;
  const costOf = pairCost(left, right);
  const costs = costTable(stretch, costOf);
  const pairs: IndexPair[] = [];
  for (let [i, j] = [leftFrom, rightFrom]; i < leftTo || j < rightTo; ) {
    const rest = costs.at(i, j);
    const isPair = i < leftTo && j < rightTo && costOf(i, j) + costs.at(i + 1, j + 1) === rest;
    const isLeft = !isPair && i < leftTo && UNPAIRED_COST + costs.at(i + 1, j) === rest;
    pairs.push({ ...((isPair || isLeft) && { left: i }), ...(!isLeft && { right: j }), isAligned: true });
    if (isPair || isLeft) i += 1;
    if (!isLeft) j += 1;
  }
  return pairs;
}

type PairCost = (left: number, right: number) => number;

const pairCost =
  (left: ComparisonKeys, right: ComparisonKeys): PairCost =>
  (i, j) => {
    if (left.values[i] === right.values[j]) return 0;
    return left.identities[i] === right.identities[j] ? CHANGED_COST : Number.POSITIVE_INFINITY;
  };

interface CostTable {
  /** The cost from these indexes to the ends of the stretch. */
  readonly at: PairCost;
}

// Filled from the ends, so that the cheapest steps can be followed from the beginnings.
function costTable({ leftFrom, leftTo, rightFrom, rightTo }: Stretch, costOf: PairCost): CostTable {
  const width = rightTo - rightFrom + 1;
  const costs = new Int32Array((leftTo - leftFrom + 1) * width);
  const placeOf = (i: number, j: number): number => (i - leftFrom) * width + j - rightFrom;
  const at: PairCost = (i, j) => (i > leftTo || j > rightTo ? Number.POSITIVE_INFINITY : (costs[placeOf(i, j)] ?? 0));
  for (let i = leftTo; i >= leftFrom; i -= 1) {
    for (let j = rightTo; j >= rightFrom; j -= 1) {
      const one = UNPAIRED_COST + Math.min(at(i + 1, j), at(i, j + 1));
      const isEnd = i === leftTo && j === rightTo;
      if (!isEnd) costs[placeOf(i, j)] = Math.min(one, costOf(i, j) + at(i + 1, j + 1));
    }
  }
  return { at };
}
