/** A broken promise of the fake itself: never the fault of a caller, never an answer of AWS. */
export class Bug extends Error {
  override readonly name = 'Bug';

  constructor(broken: string) {
    super(`swfake has a bug, please report it: ${broken}`);
  }
}

export function invariant(holds: unknown, broken: string): asserts holds {
  if (!holds) throw new Bug(broken);
}
