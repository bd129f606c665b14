import { quoted } from '../args/quoted.js';

const OURS = 'swfake: ';

/** Returns the error with the name of its history in the message. Errors that swfake did not throw stay as they are. */
export function withHistoryName(name: string, error: unknown): unknown {
  if (!(error instanceof TypeError) || !error.message.startsWith(OURS)) return error;
  return new TypeError(`${OURS}${quoted(name)}: ${error.message.slice(OURS.length)}`, { cause: error });
}
