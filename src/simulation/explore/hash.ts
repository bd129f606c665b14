/** A hash of 53 bits, so that it is a number: in a million states, one chance in ten thousand that two are taken for one. */
export class Hash {
  #high = 0x2545f491;
  #low = 0x51ed270b;

  number(value: number): this {
    // Whole numbers beyond 32 bits count with all of their bits.
    this.#mix(value | 0);
    return this.#mix(Math.floor(value / 2 ** 32) | 0);
  }

  text(text: string): this {
    for (let i = 0; i < text.length; i += 1) this.#mix(text.charCodeAt(i));
    // So that texts cannot run together.
    return this.#mix(text.length);
  }

  value(): number {
    return (this.#high >>> 0) * 2 ** 21 + (this.#low >>> 11);
  }

  // The finaliser of MurmurHash3 (public domain), in two lanes that start apart and multiply by other numbers.
  #mix(value: number): this {
    const high = Math.imul(this.#high ^ value, 0x85ebca6b);
    const low = Math.imul(this.#low ^ value, 0xcc9e2d51);
    this.#high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35) ^ (high >>> 16);
    this.#low = Math.imul(low ^ (low >>> 15), 0x1b873593) ^ (low >>> 16);
    return this;
  }
}

export const hashOf = (text: string): number => new Hash().text(text).value();
