/** Pairs of run ids: one of the recording and one of the fake. Each id is in one pair at most. */
export class RunIds {
  readonly #fakeOf = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** Pairs two ids; returns false if one of them is paired with another id already. */
  pair(recorded: string, fake: string): boolean {
    const known = this.#fakeOf.get(recorded);
    if (known !== undefined || this.#taken.has(fake)) return known === fake;
    this.#fakeOf.set(recorded, fake);
    this.#taken.add(fake);
    return true;
  }

  /** Returns the fake's id of a recorded id; `undefined` if it is not paired yet. */
  fakeOf(recorded: string): string | undefined {
    return this.#fakeOf.get(recorded);
  }

  /** Returns true if an id of the fake is paired. */
  isTaken(fake: string): boolean {
    return this.#taken.has(fake);
  }
}
