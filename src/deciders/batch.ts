import type { CoreEvent, EventOf } from '../core/index.js';
import type { Recorded } from '../history/readHistory.js';

/** Returns the events of the decisions in one response: they follow its DecisionTaskCompleted event and refer to it. */
export function batchOf(
  history: readonly Recorded[],
  completed: EventOf<'DecisionTaskCompleted'>,
): readonly Recorded[] {
  const start = history.indexOf(completed) + 1;
  const end = history.findIndex((event, index) => index >= start && !isOfBatch(event, completed.id));
  return history.slice(start, end < 0 ? undefined : end);
}

// A failure of an after-batch step refers to the response as well as to its Initiated event, but is written later.
function isOfBatch({ type, attributes }: CoreEvent, completedId: number): boolean {
  const { decisionTaskCompletedEventId, initiatedEventId = 0 } = attributes as Readonly<Record<string, unknown>>;
  return decisionTaskCompletedEventId === completedId && !(type.endsWith('Failed') && initiatedEventId !== 0);
}
