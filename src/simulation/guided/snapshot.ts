import { type CorpusEntry, digestOf, type UsedEntry } from './corpus.js';

/** How many of the entries of an earlier search fit. */
export interface EarlierFit {
  /** The number of entries that reached the same features again. */
  readonly fitting: number;
  /** The number of entries that did not. */
  readonly notFitting: number;
}

/** The reach of a guided search, in numbers. */
export interface SearchReach extends EarlierFit {
  /** The number of different features of the runs. */
  readonly features: number;
  /** The number of runs that reached one first, and of earlier entries that were not yet tried. */
  readonly entries: number;
}

/** A guided search between two generations, as plain data. What its entries decided is not in it: they can run again. */
export interface SearchSnapshot {
  /** The number of generations. */
  readonly generation: number;
  /** The number of runs from which the search has learned. */
  readonly runs: number;
  readonly fit: EarlierFit;
  /** The features, each followed by the number of runs that reached it. */
  readonly hits: readonly number[];
  readonly entries: readonly UsedEntry[];
  /** The entries of an earlier search that were not yet tried. */
  readonly earlier: readonly CorpusEntry[];
}

/** Returns the entries of the corpus of a search: those that it kept, and the earlier ones that it has not tried. */
export const entriesOf = ({ entries, earlier }: SearchSnapshot): readonly CorpusEntry[] => [
  ...entries.map(({ uses: _, ...entry }) => entry),
  ...earlier,
];

/** Returns what a search has reached. */
export const reachOf = ({ hits, entries, earlier, fit }: SearchSnapshot): SearchReach => ({
  features: hits.length / 2,
  entries: entries.length + earlier.length,
  ...fit,
});

/**
 * Returns the place, from 0, of the first entry that has another shape when it runs again; `undefined` if there is none.
 * `shapes` are those of the new runs, in the order of the entries.
 */
export function changedEntry({ entries }: SearchSnapshot, shapes: readonly (readonly number[])[]): number | undefined {
  const place = entries.findIndex(({ digest }, i) => digest !== digestOf(shapes[i] ?? []));
  return place === -1 ? undefined : place;
}
