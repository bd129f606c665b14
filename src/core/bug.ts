/** A broken promise of the fake itself: never the fault of a caller, never an answer of AWS. */
export class Bug extends Error {
  override readonly name = 'Bug';

  constructor(broken: string) {
    super(`swfake has a bug, please report it: ${broken}`);
  }
}

/** `broken` is a function, since to put words together for what holds would cost more than the rest of a step. */
export function invariant(holds: unknown, broken: () => string): asserts holds {
  if (!holds) throw new Bug(broken());
}
