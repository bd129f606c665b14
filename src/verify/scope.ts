import type { Recorded } from '../history/readHistory.js';

/**
 * Returns the reason why a history cannot be verified; `undefined` if it can. It has no events, or the
 * service closed the run at the event limit, which it does not do at an exact number.
 */
export function skipReason(history: readonly Recorded[]): string | undefined {
  if (history.length === 0) return 'the history has no events';
  const cut = history.find(({ attributes }) => 'cause' in attributes && attributes.cause === 'EVENT_LIMIT_EXCEEDED');
  return (
    cut &&
    `event ${cut.id} ${cut.type} was written at the event limit of a history, which Amazon SWF does not apply exactly`
  );
}
