/**
 * Numbers that look random and follow from a seed alone: whole numbers of 32 bits, so that every platform has the same.
 * The generator is sfc32 of PractRand (public domain).
 */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  /** Streams of one seed have nothing to do with each other. */
  constructor(seed: number, stream = 0) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = stream | 0;
    for (let i = 0; i < WARM_UP; i += 1) this.next();
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const out = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + out;
    this.#c |= 0;
    return out >>> 0;
  }

  hits(p: number): boolean {
    return this.next() / 2 ** 32 < p;
  }
}

const WARM_UP = 12;

/** Takes whatever a simulation leaves open, and remembers what it took. */
export class Schedule {
  /** What was chosen wherever there was a choice: given as `schedule`, it makes the same again. */
  readonly taken: number[] = [];
  readonly #next: () => number;

  /** Follows the list, and when that is over takes the first of whatever there is; without a list, the seed decides. */
  constructor(seed: number, list?: readonly number[]) {
    const chance = new Chance(seed);
    this.#next = list ? () => list[this.taken.length] ?? 0 : () => chance.next();
  }

  choose(count: number): number {
    if (count < 2) return 0;
    const chosen = this.#next() % count;
    this.taken.push(chosen);
    return chosen;
  }
}
