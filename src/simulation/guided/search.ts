import { Random } from '../model/random.js';
import { Corpus, type CorpusEntry, digestOf } from './corpus.js';
import { ofSeed, type Parent, type Variant, varied } from './variant.js';

/** The choices and the features of a variant that ran. */
export interface Trial {
  readonly drawn: readonly string[];
  readonly struck: readonly string[];
  readonly shape: readonly number[];
}

/** The number of variants that are made before any of them is looked at: the same for every number of jobs. */
export const GENERATION = 32;
/** The part of new seeds among the variants. */
const NEW_SEEDS = 0.15;

/**
 * A search in generations: it varies what reached something new. The variants of a generation depend on the seed and on the
 * results of earlier generations alone, so it makes no difference who runs them, or in which order.
 */
export class GuidedSearch {
  readonly #from: number;
  readonly #corpus = new Corpus();
  /** The entries of an earlier search that were not yet tried. */
  #earlier: readonly CorpusEntry[];
  readonly #digests = new Map<Variant, number>();
  #generation = 0;
  /** The number of variants that were made. */
  #made = 0;
  /** The number of earlier entries that gave the same shape again, and of those that did not. */
  readonly fit = { entries: 0, others: 0 };

  /** `from` is the first seed. `earlier` are the entries of a corpus, which run first. */
  constructor(from: number, earlier: readonly CorpusEntry[] = []) {
    this.#from = from;
    this.#earlier = earlier;
  }

  /** Returns the variants of the next generation. */
  next(): readonly Variant[] {
    this.#generation += 1;
    const variants: Variant[] = this.#earlier.slice(0, GENERATION).map((entry) => this.#entryVariant(entry));
    this.#earlier = this.#earlier.slice(GENERATION);
    while (variants.length < GENERATION) variants.push(this.#newVariant(variants.length));
    this.#made += variants.length;
    return variants;
  }

  /** Learns from the results of variants, in their order. */
  learn(variants: readonly Variant[], trials: readonly Trial[]): void {
    for (const [i, { drawn, struck, shape }] of trials.entries()) {
      const variant = variants[i] as Variant;
      const digest = this.#digests.get(variant);
      if (digest !== undefined) this.fit[digest === digestOf(shape) ? 'entries' : 'others'] += 1;
      this.#corpus.add({ variant, drawn, struck }, shape);
    }
  }

  /** The number of features that were reached, and of variants that reached them first. */
  get reached(): { readonly features: number; readonly entries: number } {
    return { features: this.#corpus.features, entries: this.#corpus.size };
  }

  /** Returns the corpus as data. Entries of an earlier search that were not tried stay in it. */
  entries(): readonly CorpusEntry[] {
    return [...this.#corpus.toJSON(), ...this.#earlier];
  }

  #entryVariant({ digest, ...variant }: CorpusEntry): Variant {
    this.#digests.set(variant, digest);
    return variant;
  }

  #newVariant(place: number): Variant {
    const seed = this.#from + this.#made + place;
    const random = new Random(this.#from + this.#generation, place + 1);
    if (random.part() < NEW_SEEDS) return ofSeed(seed);
    const parent = this.#corpus.choose(random);
    return parent ? varied(parent, this.#corpus.any(random) as Parent, seed, random) : ofSeed(seed);
  }
}
