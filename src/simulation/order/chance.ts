/** The random numbers of a simulation that varies another one. */
export interface Variation {
  /** The seeds of the first numbers, in order, each with the number of draws up to which it decides. */
  readonly earlier: readonly EarlierSeed[];
  /** The numbers that replace those of the seeds, each from 0 to below 1, by what they decide. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Gets what was decided by random numbers, in order. */
  readonly drawn: string[];
}

/** A seed that decides the first draws of a simulation. */
export interface EarlierSeed {
  /** The seed. */
  readonly seed: number;
  /** The number of draws after which the next seed decides. */
  readonly until: number;
}

/**
 * The random numbers of a simulation. A number depends on the seed and on what it decides, not on the numbers before it: a
 * step or a fault that is left out changes no other choice.
 */
export class Chance {
  readonly #seed: number;
  readonly #variation: Variation | undefined;

  constructor(seed: number, variation?: Variation) {
    this.#seed = seed;
    this.#variation = variation;
  }

  /** Returns the number, from 0 to below 1, that decides about something. */
  of(what: string): number {
    const variation = this.#variation;
    if (!variation) return numberOf(this.#seed, what);
    const { earlier, numbers, drawn } = variation;
    const draws = drawn.length;
    drawn.push(what);
    return numbers.get(what) ?? numberOf(earlier.find(({ until }) => draws < until)?.seed ?? this.#seed, what);
  }
}

/**
 * Returns the number of a seed for what it decides, from 0 to below 1. The hash is one half of cyrb53 by bryc (public
 * domain). It works with whole numbers of 32 bits, so every platform gets the same.
 */
function numberOf(seed: number, what: string): number {
  let first = (seed | 0) ^ FIRST_SALT;
  let second = (Math.floor(seed / 2 ** 32) | 0) ^ SECOND_SALT;
  for (let i = 0; i < what.length; i += 1) {
    const code = what.charCodeAt(i);
    first = Math.imul(first ^ code, 2654435761);
    second = Math.imul(second ^ code, 1597334677);
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  return (first >>> 0) / 2 ** 32;
}

const FIRST_SALT = 0xdeadbeef;
const SECOND_SALT = 0x41c6ce57;
