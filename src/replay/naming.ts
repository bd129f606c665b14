const OURS = 'swfake: ';

/** What is wrong with one history of many, with its name; errors of others as they are. */
export function aboutHistory(name: string, error: unknown): unknown {
  if (!(error instanceof TypeError) || !error.message.startsWith(OURS)) return error;
  return new TypeError(`${OURS}${name}: ${error.message.slice(OURS.length)}`, { cause: error });
}
