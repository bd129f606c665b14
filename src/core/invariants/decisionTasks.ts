import { CLOSES } from '../closes.js';
import type { CoreEvent, EventType } from '../events.js';
import type { Report } from './violation.js';

/** What calls for a decision, outside of a batch (swf-behaviour 6.2; recorded without exception). */
const TRIGGERS: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowExecutionStarted',
  'WorkflowExecutionSignaled',
  'WorkflowExecutionCancelRequested',
  'DecisionTaskTimedOut',
  'ActivityTaskCompleted',
  'ActivityTaskFailed',
  'ActivityTaskTimedOut',
  'ActivityTaskCanceled',
  'TimerFired',
  'ChildWorkflowExecutionStarted',
  'ChildWorkflowExecutionCompleted',
  'ChildWorkflowExecutionFailed',
  'ChildWorkflowExecutionCanceled',
  'ChildWorkflowExecutionTerminated',
  'ChildWorkflowExecutionTimedOut',
  'StartChildWorkflowExecutionFailed',
  'ExternalWorkflowExecutionSignaled',
  'SignalExternalWorkflowExecutionFailed',
  'ExternalWorkflowExecutionCancelRequested',
  'RequestCancelExternalWorkflowExecutionFailed',
  'LambdaFunctionCompleted',
  'LambdaFunctionFailed',
  'LambdaFunctionTimedOut',
  'StartLambdaFunctionFailed',
]);

/** A decision that came to nothing calls for another one, when its batch has ended. */
const FAILURES: ReadonlySet<EventType> = new Set<EventType>([
  'ScheduleActivityTaskFailed',
  'RequestCancelActivityTaskFailed',
  'StartTimerFailed',
  'CancelTimerFailed',
  'RecordMarkerFailed',
  'StartChildWorkflowExecutionFailed',
  'ScheduleLambdaFunctionFailed',
  'SignalExternalWorkflowExecutionFailed',
  'RequestCancelExternalWorkflowExecutionFailed',
  'CompleteWorkflowExecutionFailed',
  'FailWorkflowExecutionFailed',
  'CancelWorkflowExecutionFailed',
  'ContinueAsNewWorkflowExecutionFailed',
]);

/**
 * Where decision tasks are scheduled, and where not: at once after what calls for one, if none waits; after the last
 * event of a batch, if a decision of it failed and none waits; and nowhere else (swf-behaviour 6.1; 178 recordings).
 */
export function checkDecisionTasks(events: readonly CoreEvent[], report: Report): void {
  let waiting = false;
  let wanted = false;
  for (const [index, event] of events.entries()) {
    const scheduled = event.type === 'DecisionTaskScheduled';
    const expected = wanted && !isOfBatch(event, events) && !waiting;
    if (scheduled !== expected && !isCut(event)) {
      const rule = scheduled
        ? 'a decision task is scheduled only where one is called for'
        : 'a decision task is scheduled at once';
      report({ rule, detail: `event ${event.id} ${event.type} after ${events[index - 1]?.type ?? 'nothing'}` });
    }
    if (scheduled || !isOfBatch(event, events)) wanted = false;
    wanted ||= isOfBatch(event, events) ? FAILURES.has(event.type) : TRIGGERS.has(event.type);
    waiting = stillWaiting(event, waiting);
  }
  const last = events.at(-1);
  if (!wanted || waiting || last === undefined || CLOSES.has(last.type)) return;
  report({ rule: 'a decision task is scheduled at once', detail: `the history ends with ${last.type}` });
}

/** The limit of a history stands in the place of whatever would have come (swf-behaviour 6.10). */
const isCut = ({ type, attributes }: CoreEvent): boolean =>
  type === 'WorkflowExecutionTerminated' &&
  (attributes as { readonly cause?: string }).cause === 'EVENT_LIMIT_EXCEEDED';

function stillWaiting({ type, attributes }: CoreEvent, waiting: boolean): boolean {
  if (type === 'DecisionTaskScheduled') return true;
  if (type === 'DecisionTaskStarted') return false;
  const { timeoutType } = attributes as { readonly timeoutType?: string };
  return type === 'DecisionTaskTimedOut' && timeoutType === 'SCHEDULE_TO_START' ? false : waiting;
}

/** Whether the event was written by the response that it names, and not by what came of that later. */
function isOfBatch(event: CoreEvent, events: readonly CoreEvent[]): boolean {
  const { decisionTaskCompletedEventId: completedId } = event.attributes as Readonly<Record<string, unknown>>;
  if (completedId === undefined) return false;
  const between = events.slice(Number(completedId), event.id - 1);
  return between.every(({ attributes }) => 'decisionTaskCompletedEventId' in attributes);
}
