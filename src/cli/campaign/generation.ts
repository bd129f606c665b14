import { NO_TRIAL, type Trial, type Variant } from '../../campaign/guidedSearch.js';
import type { BatchResults } from '../../campaign/messages.js';
import { type Failure, missingOf, type Range, type RangeResult, sizeOf } from '../../campaign/ranges.js';

/** The plays of a generation of a guided search while they run. */
export class Generation {
  readonly range: Range;
  readonly variants: readonly Variant[];
  results: readonly RangeResult[] = [];
  readonly #trials = new Map<number, Trial>();

  /** `from` is the number of the first variant. */
  constructor(from: number, variants: readonly Variant[]) {
    this.range = { from, to: from + variants.length - 1 };
    this.variants = variants;
  }

  /** The number of plays that ran. */
  get done(): number {
    return sizeOf(this.results);
  }

  /** Returns the variants of a part of the numbers. */
  variantsOf({ from, to }: Range): readonly Variant[] {
    return this.variants.slice(from - this.range.from, to - this.range.from + 1);
  }

  /** Adds the results of a batch. Its failures get their variants. */
  add({ results, trials }: BatchResults): void {
    const named = results.map(({ failure, ...result }) => ({
      ...result,
      ...(failure && { failure: this.#withVariant(failure) }),
    }));
    this.results = [...this.results, ...named].toSorted((a, b) => a.from - b.from);
    for (const { number, trial } of trials) this.#trials.set(number, trial);
  }

  /** Returns true if all plays ran up to a number. */
  isWhole(limit: number): boolean {
    return missingOf([this.range], this.results, limit).length === 0;
  }

  /** Returns the trials up to a number, in order. A play that ended its thread has an empty one. */
  trials(limit: number): readonly Trial[] {
    const { from, to } = this.range;
    const length = Math.min(to, limit) - from + 1;
    return Array.from({ length }, (_, i) => this.#trials.get(from + i) ?? NO_TRIAL);
  }

  #withVariant(failure: Failure): Failure {
    const [variant] = this.variantsOf({ from: failure.number, to: failure.number });
    return variant ? { ...failure, variant } : failure;
  }
}
