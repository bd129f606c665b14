import { describe, expect, it } from 'vitest';

/** The rows of one table of docs/swf.md 11, and the tests that show what live SWF does in place of the rival. */
export interface Rival {
  /** One claim of a row. A row that makes several claims has a test for each. */
  row(nth: number, claim: string, proof: () => Promise<void> | void): void;
}

/** Tests what another fake gets wrong: `parts` give the tests, and none of the first to the `last` row may lack one. */
export function rival(name: string, last: number, ...parts: readonly ((rival: Rival) => void)[]): void {
  describe(name, () => {
    const shown = new Set<number>();
    const row: Rival['row'] = (nth, claim, proof) => {
      shown.add(nth);
      it(`${name} ${nth}: ${claim}`, proof);
    };
    for (const part of parts) part({ row });

    it(`has each of the rows 1 to ${last}, and no other`, () => {
      expect([...shown].toSorted((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    });
  });
}
