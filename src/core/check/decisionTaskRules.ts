import { isFailedDecision } from '../../tables/decisions.js';
import { NEED_DECISION_TASK } from '../../tables/needDecisionTask.js';
import type { CoreEvent } from '../model/events.js';
import { CLOSES } from '../model/run.js';
import { HISTORY_RULES } from './rules.js';
import type { Report } from './violation.js';

/**
 * Checks that decision tasks are scheduled where the service schedules them, and nowhere else (docs/swf.md 6.1; in
 * 178 recordings):
 *
 * - at once after an event that needs one, if none waits;
 * - after the last event of a batch, if a decision of it failed and none waits.
 */
export function checkDecisionTasks(events: readonly CoreEvent[], report: Report): void {
  let waiting = false;
  let needed = false;
  for (const [index, event] of events.entries()) {
    const scheduled = event.type === 'DecisionTaskScheduled';
    const expected = needed && !isOfBatch(event, events) && !waiting;
    if (scheduled !== expected && !isHistoryLimit(event)) {
      const rule = scheduled ? HISTORY_RULES.needlessDecisionTask : HISTORY_RULES.missingDecisionTask;
      report({ rule, detail: `event ${event.id} ${event.type} after ${events[index - 1]?.type ?? 'nothing'}` });
    }
    if (scheduled || !isOfBatch(event, events)) needed = false;
    // A failed decision needs a decision task after the end of its batch (docs/swf.md 3.0).
    needed ||= isOfBatch(event, events) ? isFailedDecision(event.type) : NEED_DECISION_TASK.has(event.type);
    waiting = stillWaiting(event, waiting);
  }
  const last = events.at(-1);
  if (!needed || waiting || last === undefined || CLOSES.has(last.type)) return;
  report({
    rule: HISTORY_RULES.missingDecisionTask,
    detail: `the history ends with ${last.type}`,
  });
}

// At the limit of a history the termination takes the place of the next event, of any type (docs/swf.md 6.10).
const isHistoryLimit = ({ attributes }: CoreEvent): boolean =>
  (attributes as { readonly cause?: string }).cause === 'EVENT_LIMIT_EXCEEDED';

function stillWaiting({ type, attributes }: CoreEvent, waiting: boolean): boolean {
  if (type === 'DecisionTaskScheduled') return true;
  if (type === 'DecisionTaskStarted') return false;
  const { timeoutType } = attributes as { readonly timeoutType?: string };
  return type === 'DecisionTaskTimedOut' && timeoutType === 'SCHEDULE_TO_START' ? false : waiting;
}

// A later event of a decision, like StartChildWorkflowExecutionFailed, can name the response of its batch, too. Only an
// event of the batch itself follows the response without another event between them.
function isOfBatch(event: CoreEvent, events: readonly CoreEvent[]): boolean {
  const { decisionTaskCompletedEventId: completedId } = event.attributes as Readonly<Record<string, unknown>>;
  if (completedId === undefined) return false;
  const between = events.slice(Number(completedId), event.id - 1);
  return between.every(({ attributes }) => 'decisionTaskCompletedEventId' in attributes);
}
