import { type Happening, happened } from '../../events.js';
import type { Run } from '../../run.js';
import { rule, type Verdict } from './rule.js';

const CAUSES = ['UNHANDLED_DECISION', 'OPERATION_NOT_PERMITTED'] as const;

// Open activities and timers never hinder a close; a decision task that waits does, because something happened that this
// decider has not seen (recorded: decision_events@420dd667, event 21).
const unlessUnhandled = (run: Run, close: Happening): Verdict<'UNHANDLED_DECISION'> =>
  run.decisionScheduled ? { cause: 'UNHANDLED_DECISION' } : close;

export const completeWorkflowExecution = rule('completeWorkflowExecutionDecisionAttributes', CAUSES, {
  closes: true,
  decide: (_s, run, { result }, decisionTaskCompletedEventId) =>
    unlessUnhandled(run, happened('WorkflowExecutionCompleted', { decisionTaskCompletedEventId }, { result })),
  failed: (_attributes, cause, decisionTaskCompletedEventId) =>
    happened('CompleteWorkflowExecutionFailed', { cause, decisionTaskCompletedEventId }),
});

export const failWorkflowExecution = rule('failWorkflowExecutionDecisionAttributes', CAUSES, {
  closes: true,
  decide: (_s, run, { reason, details }, decisionTaskCompletedEventId) =>
    unlessUnhandled(run, happened('WorkflowExecutionFailed', { decisionTaskCompletedEventId }, { reason, details })),
  failed: (_attributes, cause, decisionTaskCompletedEventId) =>
    happened('FailWorkflowExecutionFailed', { cause, decisionTaskCompletedEventId }),
});

// No request has to come first (recorded: Return Result of CancelWorkflowExecution).
export const cancelWorkflowExecution = rule('cancelWorkflowExecutionDecisionAttributes', CAUSES, {
  closes: true,
  decide: (_s, run, { details }, decisionTaskCompletedEventId) =>
    unlessUnhandled(run, happened('WorkflowExecutionCanceled', { decisionTaskCompletedEventId }, { details })),
  failed: (_attributes, cause, decisionTaskCompletedEventId) =>
    happened('CancelWorkflowExecutionFailed', { cause, decisionTaskCompletedEventId }),
});
