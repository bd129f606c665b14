/** Thrown when a command cannot run. Its message is one line for the user, without a prefix. */
export class CommandError extends Error {}

const OURS = /^swfake: /;

/**
 * Returns the message of an error that a user can act on, in one line and without a prefix. Returns `undefined` for any
 * other error: that is a bug, and its stack is needed.
 */
export function userMessage(error: unknown): string | undefined {
  if (!(error instanceof CommandError) && !(error instanceof Error && OURS.test(error.message))) return undefined;
  return error.message.replace(OURS, '').replaceAll(/\s*\n\s*/g, ' ');
}
