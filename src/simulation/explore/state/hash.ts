/**
 * A hash of 53 bits, which fits into a number. Among a million states, two have the same hash with a probability of one in
 * ten thousand.
 */
export class Hash {
  #high = 0x2545f491;
  #low = 0x51ed270b;

  /** Adds a number. */
  number(value: number): this {
    // A number of more than 32 bits counts with all its bits.
    this.#mix(value | 0);
    return this.#mix(Math.floor(value / 2 ** 32) | 0);
  }

  /** Adds a text. */
  text(text: string): this {
    for (let i = 0; i < text.length; i += 1) this.#mix(text.charCodeAt(i));
    // Without the length, `ab` and `c` would equal `a` and `bc`.
    return this.#mix(text.length);
  }

  /** Returns the hash of all that was added. */
  value(): number {
    return (this.#high >>> 0) * 2 ** 21 + (this.#low >>> 11);
  }

  // The finaliser of MurmurHash3 (public domain), in two lanes with different seeds and factors.
  #mix(value: number): this {
    const high = Math.imul(this.#high ^ value, 0x85ebca6b);
    const low = Math.imul(this.#low ^ value, 0xcc9e2d51);
    this.#high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35) ^ (high >>> 16);
    this.#low = Math.imul(low ^ (low >>> 15), 0x1b873593) ^ (low >>> 16);
    return this;
  }
}

/** Returns the hash of one text. */
export const hashOf = (text: string): number => new Hash().text(text).value();
