import type { Costs } from '../../src/history/alignment.js';

/** A pair of an alignment, or an item alone: the indexes in the lists. */
export type IndexPair = readonly [left: number | undefined, right: number | undefined];

/** The cheapest pairs by definition: from each place, the first of the steps that lead to the ends for the lowest sum. */
export function tableAlignment<L, R>(left: readonly L[], right: readonly R[], costs: Costs<L, R>) {
  const known = new Map<string, { readonly cost: number; readonly pairs: readonly IndexPair[] }>();
  const from = (i: number, j: number): { readonly cost: number; readonly pairs: readonly IndexPair[] } => {
    const key = `${i} ${j}`;
    const found = known.get(key) ?? cheapest(steps(i, j));
    known.set(key, found);
    return found;
  };
  const steps = (i: number, j: number) => {
    const [item, other] = [left[i], right[j]];
    const after = (cost: number, pair: IndexPair, next: ReturnType<typeof from>) => ({
      cost: cost + next.cost,
      pairs: [pair, ...next.pairs],
    });
    return [
      ...(item !== undefined && other !== undefined
        ? [after(costs.pair(item, other), [i, j], from(i + 1, j + 1))]
        : []),
      ...(item !== undefined ? [after(costs.left(item), [i, undefined], from(i + 1, j))] : []),
      ...(other !== undefined ? [after(costs.right(item), [undefined, j], from(i, j + 1))] : []),
    ];
  };
  return from(0, 0);
}

const cheapest = (all: readonly { readonly cost: number; readonly pairs: readonly IndexPair[] }[]) =>
  all.reduce((best, one) => (one.cost < best.cost ? one : best), all[0] ?? { cost: 0, pairs: [] });
