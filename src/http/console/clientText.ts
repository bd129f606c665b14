/**
 * Returns a value that a client sent as a text: a text as it is, an object as JSON. `String` would call what the object has
 * as `toString`.
 */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // It is nested deeper than the stack.
    return 'an object';
  }
}
