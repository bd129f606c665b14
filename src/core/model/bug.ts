/** Thrown when swfake itself is wrong. It is never the fault of a caller and never a reply of SWF. */
export class Bug extends Error {
  override readonly name = 'Bug';

  constructor(broken: string) {
    super(`swfake has a bug, please report it: ${broken}`);
  }
}

/**
 * Checks a condition that always holds if swfake is right. `broken` returns the message; it is a function because the
 * text is needed only on failure.
 *
 * @throws Bug if the condition does not hold.
 */
export function invariant(holds: unknown, broken: () => string): asserts holds {
  if (!holds) throw new Bug(broken());
}
