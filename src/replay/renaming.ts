/** Ids that the service makes up, and the fake makes up otherwise: one here for each one there, and the other way round. */
export class Renaming {
  readonly #here = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** Whether the two can stand for each other. From the first time on they do, and nothing else does for either. */
  pair(recorded: string, fake: string): boolean {
    const known = this.#here.get(recorded);
    if (known !== undefined || this.#taken.has(fake)) return known === fake;
    this.#here.set(recorded, fake);
    this.#taken.add(fake);
    return true;
  }

  /** What the fake calls it; `undefined` if it has shown nowhere yet. */
  here(recorded: string): string | undefined {
    return this.#here.get(recorded);
  }

  isTaken(fake: string): boolean {
    return this.#taken.has(fake);
  }
}
