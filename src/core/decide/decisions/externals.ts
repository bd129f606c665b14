import { newEvent } from '../../model/events.js';
import { NO_EVENT } from '../../model/ids.js';
import { rule } from './rule.js';

/**
 * The rule of SignalExternalWorkflowExecution. The target is looked up in an after-batch step (docs/swf.md 3.10;
 * recorded: Signal External … with result of Failed).
 */
export const signalExternalWorkflowExecution = rule('SignalExternalWorkflowExecution', {
  decide: (_s, _run, { workflowId, signalName, runId, input, control }, decisionTaskCompletedEventId) =>
    newEvent(
      'SignalExternalWorkflowExecutionInitiated',
      { workflowId, signalName, decisionTaskCompletedEventId },
      { runId, input, control },
    ),
  failed: ({ workflowId, runId, control }, cause, decisionTaskCompletedEventId) =>
    newEvent(
      'SignalExternalWorkflowExecutionFailed',
      { workflowId, cause, initiatedEventId: NO_EVENT, decisionTaskCompletedEventId },
      { runId, control },
    ),
});

/**
 * The rule of RequestCancelExternalWorkflowExecution. The target is looked up in an after-batch step (docs/swf.md
 * 3.11).
 */
export const requestCancelExternalWorkflowExecution = rule('RequestCancelExternalWorkflowExecution', {
  decide: (_s, _run, { workflowId, runId, control }, decisionTaskCompletedEventId) =>
    newEvent(
      'RequestCancelExternalWorkflowExecutionInitiated',
      { workflowId, decisionTaskCompletedEventId },
      { runId, control },
    ),
  failed: ({ workflowId, runId, control }, cause, decisionTaskCompletedEventId) =>
    newEvent(
      'RequestCancelExternalWorkflowExecutionFailed',
      { workflowId, cause, initiatedEventId: NO_EVENT, decisionTaskCompletedEventId },
      { runId, control },
    ),
});
