import { Random } from '../model/random.js';
import { Corpus, type CorpusEntry, digestOf } from './corpus.js';
import type { SearchSnapshot } from './snapshot.js';
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
const NEW_SEEDS = 0.2;

/** The trial of a variant that ended without a result. */
export const NO_TRIAL: Trial = { drawn: [], struck: [], shape: [] };

/**
 * A search in generations: it varies what reached something new. The variants of a generation depend on the seed and on the
 * results of earlier generations alone, so it makes no difference who runs them, or in which order.
 */
export class GuidedSearch {
  readonly #from: number;
  #corpus = new Corpus();
  /** The entries of an earlier search that were not yet tried. */
  #earlier: readonly CorpusEntry[];
  readonly #digests = new Map<Variant, number>();
  /** The number of generations from which it has learned. */
  #generation = 0;
  /** The uses of the entries before the variants whose results it waits for were made. */
  #usesBefore: readonly number[] | undefined;
  /** The number of runs from which it has learned. */
  #runs = 0;
  readonly #fit = { fitting: 0, notFitting: 0 };

  /** `from` is the first seed. `earlier` are the entries of a corpus, which run first. */
  constructor(from: number, earlier: readonly CorpusEntry[] = []) {
    this.#from = from;
    this.#earlier = earlier;
  }

  /** Returns the search of a snapshot, which goes on as if it had never ended. `trials` are those of its entries. */
  static restored(from: number, snapshot: SearchSnapshot, trials: readonly Trial[]): GuidedSearch {
    const { generation, runs, fit, hits, entries, earlier } = snapshot;
    const search = new GuidedSearch(from, earlier);
    [search.#generation, search.#runs] = [generation, runs];
    Object.assign(search.#fit, fit);
    search.#corpus = Corpus.restored(entries, hits, trials);
    return search;
  }

  /** Returns the variants of the next generation. */
  next(): readonly Variant[] {
    this.#usesBefore = this.#corpus.uses();
    const variants: Variant[] = this.#earlier.slice(0, GENERATION).map((entry) => this.#entryVariant(entry));
    while (variants.length < GENERATION) variants.push(this.#newVariant(variants.length));
    return variants;
  }

  /** Learns from the results of the variants that `next` returned, in their order. There can be fewer at the end of a search. */
  learn(variants: readonly Variant[], trials: readonly Trial[]): void {
    for (const [i, { drawn, struck, shape }] of trials.entries()) {
      const variant = variants[i] as Variant;
      const digest = this.#digests.get(variant);
      if (digest !== undefined) this.#fit[digest === digestOf(shape) ? 'fitting' : 'notFitting'] += 1;
      this.#corpus.add({ variant, drawn, struck }, shape);
    }
    this.#earlier = this.#earlier.slice(trials.length);
    this.#generation += 1;
    this.#runs += trials.length;
    this.#usesBefore = undefined;
  }

  /** Returns the search as data, as it was when it last learned: variants that wait for results are not in it. */
  snapshot(): SearchSnapshot {
    return {
      generation: this.#generation,
      runs: this.#runs,
      fit: { ...this.#fit },
      hits: this.#corpus.hits(),
      entries: this.#corpus.entries(this.#usesBefore),
      earlier: this.#earlier,
    };
  }

  #entryVariant({ digest, ...variant }: CorpusEntry): Variant {
    this.#digests.set(variant, digest);
    return variant;
  }

  #newVariant(place: number): Variant {
    const seed = this.#from + this.#generation * GENERATION + place;
    const random = new Random(this.#from + this.#generation + 1, place + 1);
    if (random.part() < NEW_SEEDS) return ofSeed(seed);
    const parent = this.#corpus.choose(random);
    return parent ? varied(parent, this.#corpus.any(random) as Parent, seed, random) : ofSeed(seed);
  }
}
