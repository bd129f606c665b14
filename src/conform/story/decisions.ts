import type { Decision } from '@aws-sdk/client-swf';
import { attributesMember } from '../../tables/decisions.js';

type Members = Readonly<Record<string, unknown>>;

/** Returns a decision of a type with its attributes. */
export const decision = (decisionType: string, attributes: Members = {}): Decision =>
  ({ decisionType, [attributesMember(decisionType)]: attributes }) as unknown as Decision;

/** Returns a CompleteWorkflowExecution decision. */
export const complete = (more: Members = {}): Decision => decision('CompleteWorkflowExecution', more);
/** Returns a FailWorkflowExecution decision. */
export const fail = (more: Members = {}): Decision => decision('FailWorkflowExecution', more);
/** Returns a CancelWorkflowExecution decision. */
export const cancel = (more: Members = {}): Decision => decision('CancelWorkflowExecution', more);
/** Returns a ContinueAsNewWorkflowExecution decision. */
export const continueAsNew = (more: Members = {}): Decision => decision('ContinueAsNewWorkflowExecution', more);
/** Returns a RecordMarker decision. */
export const mark = (markerName: string, more: Members = {}): Decision =>
  decision('RecordMarker', { markerName, ...more });
/** Returns a StartTimer decision; the time is in seconds. */
export const timer = (timerId: string, seconds: number, more: Members = {}): Decision =>
  decision('StartTimer', { timerId, startToFireTimeout: String(seconds), ...more });
/** Returns a CancelTimer decision. */
export const cancelTimer = (timerId: string): Decision => decision('CancelTimer', { timerId });
/** Returns a RequestCancelActivityTask decision. */
export const cancelActivity = (activityId: string): Decision => decision('RequestCancelActivityTask', { activityId });
/** Returns a SignalExternalWorkflowExecution decision. */
export const signalTo = (workflowId: string, more: Members = {}): Decision =>
  decision('SignalExternalWorkflowExecution', { workflowId, signalName: 'go', ...more });
/** Returns a RequestCancelExternalWorkflowExecution decision. */
export const cancelOf = (workflowId: string, more: Members = {}): Decision =>
  decision('RequestCancelExternalWorkflowExecution', { workflowId, ...more });
/** Returns a ScheduleLambdaFunction decision. */
export const lambda = (id: string, more: Members = {}): Decision =>
  decision('ScheduleLambdaFunction', { id, name: 'swfake-conform', ...more });
