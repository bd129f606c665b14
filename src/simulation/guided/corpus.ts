import type { Random } from '../model/random.js';
import type { Parent, Variant } from './variant.js';

/** A variant that reached something new, with its shape. */
interface Entry extends Parent {
  readonly shape: readonly number[];
  /** The number of variants that were made of it. */
  uses: number;
}

/** A variant of a corpus as data. */
export interface CorpusEntry extends Variant {
  /** The digest of its shape. If it is another one when the variant runs again, the entry does not fit any more. */
  readonly digest: number;
}

/** An entry of a corpus as data, with the number of variants that were made of it. */
export interface UsedEntry extends CorpusEntry {
  readonly uses: number;
}

/** Entries that are compared when a parent is chosen. */
const CANDIDATES = 6;
/** The largest number of entries: the oldest are dropped. */
const MOST_ENTRIES = 2000;

/** The variants that reached something new, and how often each feature was reached. */
export class Corpus {
  #entries: Entry[] = [];
  readonly #hits = new Map<number, number>();

  /** Returns the corpus of a snapshot. `trials` are those of its entries, in their order. */
  static restored(
    entries: readonly UsedEntry[],
    hits: readonly number[],
    trials: readonly (Omit<Parent, 'variant'> & { readonly shape: readonly number[] })[],
  ): Corpus {
    const corpus = new Corpus();
    corpus.#entries = entries.flatMap(({ digest: _, uses, ...variant }, i) => {
      const trial = trials[i];
      return trial ? { ...trial, variant, uses } : [];
    });
    for (let i = 0; i < hits.length; i += 2) corpus.#hits.set(hits[i] as number, hits[i + 1] as number);
    return corpus;
  }

  /** Counts the features of a variant that ran, and keeps it if one of them is new. Returns true if it is kept. */
  add(parent: Parent, shape: readonly number[]): boolean {
    let isNew = false;
    for (const feature of shape) {
      const hits = this.#hits.get(feature) ?? 0;
      isNew ||= hits === 0;
      this.#hits.set(feature, hits + 1);
    }
    if (isNew) this.#keep({ ...parent, shape, uses: 0 });
    return isNew;
  }

  /**
   * Chooses an entry to vary: one with a rare feature that was seldom used, and with few choices, since long runs cost more
   * and have more needless faults. `undefined` if there is none.
   */
  choose(random: Random): Parent | undefined {
    let best: Entry | undefined;
    let highest = -1;
    for (let left = CANDIDATES; left > 0; left -= 1) {
      const entry = random.oneOf(this.#entries);
      const score = entry ? this.#rarity(entry) / Math.sqrt(1 + entry.uses) / entry.drawn.length ** 2 : -1;
      if (score > highest) [best, highest] = [entry, score];
    }
    if (best) best.uses += 1;
    return best;
  }

  /** Returns any entry. */
  any(random: Random): Parent | undefined {
    return random.oneOf(this.#entries);
  }

  /** Returns the entries as data. `uses` are those of each entry at another time. */
  entries(uses: readonly number[] = this.uses()): readonly UsedEntry[] {
    return this.#entries.map(({ variant, shape }, i) => ({ ...variant, digest: digestOf(shape), uses: uses[i] ?? 0 }));
  }

  /** Returns the number of variants that were made of each entry. */
  uses(): readonly number[] {
    return this.#entries.map(({ uses }) => uses);
  }

  /** Returns the features, each followed by the number of runs that reached it. */
  hits(): readonly number[] {
    return [...this.#hits].flat();
  }

  #keep({ variant, drawn, ...entry }: Entry): void {
    const asked = new Set(drawn);
    const numbers = Object.fromEntries(Object.entries(variant.numbers).filter(([what]) => asked.has(what)));
    this.#entries.push({ ...entry, drawn, variant: { ...variant, numbers } });
    if (this.#entries.length > MOST_ENTRIES) this.#entries = this.#entries.slice(MOST_ENTRIES / 2);
  }

  #rarity({ shape }: Entry): number {
    let fewest = Number.POSITIVE_INFINITY;
    for (const feature of shape) fewest = Math.min(fewest, this.#hits.get(feature) ?? 0);
    return 1 / fewest;
  }
}

/** Returns a number that is equal for equal shapes. */
export function digestOf(shape: readonly number[]): number {
  let digest = shape.length;
  for (const feature of shape.toSorted((a, b) => a - b)) digest = Math.imul(digest ^ feature, 0x01000193);
  return digest >>> 0;
}
