/** A small change of the source, which at least one test must notice. */
export interface Mutant {
  /** The number of the mutant in the instrumented copy. */
  readonly id: string;
  /** The name of the mutant in every run: file, place, kind and new text. */
  readonly key: string;
  readonly file: string;
  readonly line: number;
  /** The kind of change, by Stryker's name. */
  readonly kind: string;
  /** The code before the change. */
  readonly before: string;
  /** The code after the change. */
  readonly after: string;
  /** The offsets of `before` in the file. */
  readonly range: readonly [start: number, end: number];
}

/** The end of a mutant. */
export type Verdict =
  /** A test failed, which passes without the mutant. */
  | 'killed'
  /** The tests did not end. */
  | 'timeout'
  /** Every test that runs the code passed. */
  | 'survived'
  /** No test runs the code. */
  | 'uncovered'
  /** The type checker refuses the changed source. */
  | 'refused by the compiler';

/** What became of a mutant. */
export interface Result {
  readonly key: string;
  readonly verdict: Verdict;
  /** The test that killed it. */
  readonly test?: string;
}

/** Returns a number of 32 bits that depends on every character of `text` and on the seed. */
export function rank(seed: number, text: string): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Returns `count` of the mutants: the same ones for the same seed, whatever else changes in the source. */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  const ranked = mutants.map((mutant) => ({ mutant, place: rank(seed, mutant.key) }));
  ranked.sort((a, b) => a.place - b.place || (a.mutant.key < b.mutant.key ? -1 : 1));
  return ranked.slice(0, count).map(({ mutant }) => mutant);
}
