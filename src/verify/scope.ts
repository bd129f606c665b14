import type { Recorded } from '../history/readHistory.js';

/**
 * Returns the reason why a history cannot be verified; `undefined` if it can. Events are missing, or the service closed
 * the run at the event limit, which it does not do at an exact number.
 */
export function skipReason(history: readonly Recorded[]): string | undefined {
  if (history.length === 0) return 'it has no events';
  const rises = history.every(({ id }, index) => index === 0 || id > (history[index - 1] as Recorded).id);
  const gap = history.findIndex(({ id }, index) => id > index + 1);
  if (rises && gap >= 0) return `events are missing before event ${history[gap]?.id}`;
  const cut = history.find(({ attributes }) => 'cause' in attributes && attributes.cause === 'EVENT_LIMIT_EXCEEDED');
  return cut && `${cut.type} ${cut.id} was written at the limit of a history, which the service does not keep exactly`;
}
