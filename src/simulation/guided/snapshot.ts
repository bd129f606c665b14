import { type CorpusEntry, digestOf, type UsedEntry } from './corpus.js';

/** A guided search between two generations, as plain data. What its entries decided is not in it: they can run again. */
export interface SearchSnapshot {
  /** The number of generations. */
  readonly generation: number;
  /** The number of runs from which the search has learned. */
  readonly runs: number;
  /** The number of earlier entries that gave the same shape again, and of those that did not. */
  readonly fit: { readonly entries: number; readonly others: number };
  /** The features, each followed by the number of runs that reached it. */
  readonly hits: readonly number[];
  readonly entries: readonly UsedEntry[];
  /** The entries of an earlier search that were not yet tried. */
  readonly earlier: readonly CorpusEntry[];
}

/**
 * Returns the place, from 0, of the first entry that has another shape when it runs again; `undefined` if there is none.
 * `shapes` are those of the new runs, in the order of the entries.
 */
export function changedEntry({ entries }: SearchSnapshot, shapes: readonly (readonly number[])[]): number | undefined {
  const place = entries.findIndex(({ digest }, i) => digest !== digestOf(shapes[i] ?? []));
  return place === -1 ? undefined : place;
}
