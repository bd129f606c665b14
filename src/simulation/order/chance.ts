/** Random numbers that replace those of the seed, each from 0 to below 1, by what they decide. */
export type Variation = ReadonlyMap<string, number>;

const NO_VARIATION: Variation = new Map();

/**
 * The random numbers of a simulation. A number depends on the seed and on what it decides, not on the numbers before it: a
 * step or a fault that is left out changes no other choice.
 */
export class Chance {
  readonly #first: number;
  readonly #second: number;
  readonly #variation: Variation;

  constructor(seed: number, variation = NO_VARIATION) {
    this.#first = (seed | 0) ^ FIRST_SALT;
    this.#second = (Math.floor(seed / 2 ** 32) | 0) ^ SECOND_SALT;
    this.#variation = variation;
  }

  /** Returns the number, from 0 to below 1, that decides about something. */
  of(what: string): number {
    const varied = this.#variation.size === 0 ? undefined : this.#variation.get(what);
    return varied ?? this.#hash(what);
  }

  // The hash is cyrb53 of bryc (public domain). It works with whole numbers of 32 bits, so every platform gets the same.
  #hash(what: string): number {
    let first = this.#first;
    let second = this.#second;
    for (let i = 0; i < what.length; i += 1) {
      const code = what.charCodeAt(i);
      first = Math.imul(first ^ code, 2654435761);
      second = Math.imul(second ^ code, 1597334677);
    }
    first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
    return (first >>> 0) / 2 ** 32;
  }
}

const FIRST_SALT = 0xdeadbeef;
const SECOND_SALT = 0x41c6ce57;
