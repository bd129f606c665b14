import type { Seen } from './definition.js';

/** What is wrong, in a sentence: it was thrown, or answered. `false` says that something is. */
export function complaintOf<W>(rule: (seen: Seen<W>) => unknown, seen: Seen<W>): string | undefined {
  try {
    const said = rule(seen);
    if (typeof said === 'string' && said !== '') return said;
    return said === false ? 'it does not hold' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
