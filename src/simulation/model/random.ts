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

  /** Returns a number from 0 to below 1. */
  part(): number {
    return this.next() / 2 ** 32;
  }

  /** Returns a whole number from 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor(this.part() * count);
  }

  /** Returns one of the items; `undefined` if there is none. */
  oneOf<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}

const WARM_UP = 12;
