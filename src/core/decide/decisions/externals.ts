import { happened } from '../../events.js';
import { NO_EVENT } from '../../ids.js';
import { rule } from './rule.js';

const SIGNAL_CAUSES = [
  'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
  'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
  'OPERATION_NOT_PERMITTED',
] as const;

const CANCEL_CAUSES = [
  'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
  'REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
  'OPERATION_NOT_PERMITTED',
] as const;

// Whether there is such a run is seen after the batch (recorded: Signal External … with result of Failed).
export const signalExternalWorkflowExecution = rule(
  'signalExternalWorkflowExecutionDecisionAttributes',
  SIGNAL_CAUSES,
  {
    lateCauses: ['UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION'],
    decide: (_s, _run, { workflowId, signalName, runId, input, control }, decisionTaskCompletedEventId) =>
      happened(
        'SignalExternalWorkflowExecutionInitiated',
        { workflowId, signalName, decisionTaskCompletedEventId },
        { runId, input, control },
      ),
    failed: ({ workflowId, runId, control }, cause, decisionTaskCompletedEventId) =>
      happened(
        'SignalExternalWorkflowExecutionFailed',
        { workflowId, cause, initiatedEventId: NO_EVENT, decisionTaskCompletedEventId },
        { runId, control },
      ),
  },
);

export const requestCancelExternalWorkflowExecution = rule(
  'requestCancelExternalWorkflowExecutionDecisionAttributes',
  CANCEL_CAUSES,
  {
    lateCauses: ['UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION'],
    decide: (_s, _run, { workflowId, runId, control }, decisionTaskCompletedEventId) =>
      happened(
        'RequestCancelExternalWorkflowExecutionInitiated',
        { workflowId, decisionTaskCompletedEventId },
        { runId, control },
      ),
    failed: ({ workflowId, runId, control }, cause, decisionTaskCompletedEventId) =>
      happened(
        'RequestCancelExternalWorkflowExecutionFailed',
        { workflowId, cause, initiatedEventId: NO_EVENT, decisionTaskCompletedEventId },
        { runId, control },
      ),
  },
);
