/** One step through two lists: it takes the next item of the left list, of the right list, or of both. */
export interface Step<T> {
  /** The cost. An alignment has the lowest sum of costs. */
  readonly cost: number;
  /** The number of items that it takes from the left list. */
  readonly left: 0 | 1;
  /** The number of items that it takes from the right list. */
  readonly right: 0 | 1;
  /** The value of the step in the result. */
  readonly of: T;
}

/** Returns the possible steps at a place in both lists. An item is absent at the end of its list. */
export type StepsFrom<L, R, T> = (left: L | undefined, right: R | undefined) => readonly Step<T>[];

/** Returns the steps from the beginning of two lists to their ends that cost least. Of equal costs, the first step wins. */
export function alignment<L, R, T>(
  left: readonly L[],
  right: readonly R[],
  stepsFrom: StepsFrom<L, R, T>,
): readonly T[] {
  const costs = costTable(left, right, stepsFrom);
  const taken: T[] = [];
  for (let [i, j] = [0, 0]; i < left.length || j < right.length; ) {
    const step = cheapest(stepsFrom(left[i], right[j]), costs, i, j);
    taken.push(step.of);
    i += step.left;
    j += step.right;
  }
  return taken;
}

type Costs = readonly (readonly number[])[];

// Filled from the ends, so that the cheapest steps can be followed from the beginnings.
function costTable<L, R, T>(left: readonly L[], right: readonly R[], stepsFrom: StepsFrom<L, R, T>): Costs {
  const costs: number[][] = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length; i >= 0; i -= 1) {
    for (let j = right.length; j >= 0; j -= 1) {
      if (i === left.length && j === right.length) continue;
      (costs[i] as number[])[j] = costFrom(cheapest(stepsFrom(left[i], right[j]), costs, i, j), costs, i, j);
    }
  }
  return costs;
}

const cheapest = <T>(steps: readonly Step<T>[], costs: Costs, i: number, j: number): Step<T> =>
  steps.reduce((best, step) => (costFrom(step, costs, i, j) < costFrom(best, costs, i, j) ? step : best));

const costFrom = ({ cost, left, right }: Step<unknown>, costs: Costs, i: number, j: number): number =>
  cost + (costs[i + left]?.[j + right] ?? Number.POSITIVE_INFINITY);
