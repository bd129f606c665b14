/** What comes of an activity in the place of its own code. */
export type ActivityOutcome =
  | { readonly result?: unknown }
  | { readonly reason: string; readonly details?: string }
  /** Nobody ever answers. */
  | 'timeout'
  | 'canceled'
  /** Its own code, after all. */
  | 'own';

/** By `Name@version`: the first task of a type gets the first outcome, and so on; after the last, its own code runs. */
export type Outcomes = Readonly<Record<string, readonly ActivityOutcome[]>>;

/** A result as SWF takes it: text, which is JSON if it was none. */
export function resultText(value: unknown): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

const LONGEST_REASON = 256;

/** What SWF is told of something that was thrown. Without its stack, which names places of this machine. */
export function failureOf(error: unknown): { readonly reason: string; readonly details: string } {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { reason: message.slice(0, LONGEST_REASON), details: name };
}
