const LONGEST = 400;
const HEAD = 80;
const TAIL = 160;

/**
 * Returns a message of SWF for a sentence. One of more than 400 characters loses the middle, which is of the value that it
 * quotes: its end says why the value is refused.
 */
export const shortMessage = (message: string): string =>
  message.length <= LONGEST ? message : `${message.slice(0, HEAD)}…${message.slice(-TAIL)}`;
