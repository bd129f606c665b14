import type { Recorded } from '../history/readHistory.js';

/**
 * Returns the reason why a history cannot be verified; `undefined` if it can. Events are missing, or the service closed
 * the run at the event limit, which it does not do at an exact number.
 */
export function skipReason(history: readonly Recorded[]): string | undefined {
  if (history.length === 0) return 'the history has no events';
  const rises = history.every(({ id }, index) => index === 0 || id > (history[index - 1] as Recorded).id);
  const gap = history.findIndex(({ id }, index) => id > index + 1);
  if (rises && gap >= 0) return `events are missing before event ${history[gap]?.id}; export every page`;
  const cut = history.find(({ attributes }) => 'cause' in attributes && attributes.cause === 'EVENT_LIMIT_EXCEEDED');
  return (
    cut &&
    `event ${cut.id} ${cut.type} was written at the event limit of a history, which Amazon SWF does not apply exactly`
  );
}
