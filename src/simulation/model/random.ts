/**
 * A generator of pseudorandom numbers that depend on the seed alone. They are whole numbers of 32 bits, so that every platform
 * gets the same. The generator is sfc32 of PractRand (public domain).
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  /** Seeds the generator. Streams of one seed are independent of each other. */
  constructor(seed: number, stream = 0) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = stream | 0;
    for (let i = 0; i < WARM_UP; i += 1) this.next();
  }

  /** Returns a whole number from 0 to 2^32 - 1. */
  next(): number {
    const out = (((this.#a + this.#b) | 0) + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + out;
    this.#c |= 0;
    return out >>> 0;
  }

  /** Returns true with probability `p`. */
  chance(p: number): boolean {
    return this.next() / 2 ** 32 < p;
  }
}

const WARM_UP = 12;

/** The choices of a simulation: each is taken from a list or from the seed, and recorded. */
export class Schedule {
  /** The choices so far. As option `schedule`, they repeat the simulation. */
  readonly taken: number[] = [];
  readonly #next: () => number;

  /** Takes the choices from `list`, and 0 after its end; without a list, the seed decides. */
  constructor(seed: number, list?: readonly number[]) {
    const chance = new Random(seed);
    this.#next = list ? () => list[this.taken.length] ?? 0 : () => chance.next();
  }

  /** Returns a number from 0 to `count` - 1. One possibility is no choice, and is not recorded. */
  choose(count: number): number {
    if (count < 2) return 0;
    const chosen = this.#next() % count;
    this.taken.push(chosen);
    return chosen;
  }
}
