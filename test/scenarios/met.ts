import type { Change, EventChange, Fault, OperationName } from '../../src/core/index.js';
import { isFault } from '../../src/core/index.js';
import type { Fact } from '../support/coverage/proves.js';

/** The event that a decision leads to when it succeeds. */
const DONE: Readonly<Record<string, string>> = {
  ScheduleActivityTask: 'ActivityTaskScheduled',
  RequestCancelActivityTask: 'ActivityTaskCancelRequested',
  CompleteWorkflowExecution: 'WorkflowExecutionCompleted',
  FailWorkflowExecution: 'WorkflowExecutionFailed',
  CancelWorkflowExecution: 'WorkflowExecutionCanceled',
  ContinueAsNewWorkflowExecution: 'WorkflowExecutionContinuedAsNew',
  RecordMarker: 'MarkerRecorded',
  StartTimer: 'TimerStarted',
  CancelTimer: 'TimerCanceled',
  SignalExternalWorkflowExecution: 'SignalExternalWorkflowExecutionInitiated',
  RequestCancelExternalWorkflowExecution: 'RequestCancelExternalWorkflowExecutionInitiated',
  StartChildWorkflowExecution: 'StartChildWorkflowExecutionInitiated',
  ScheduleLambdaFunction: 'LambdaFunctionScheduled',
};

type Event = EventChange['event'];

const eventsOf = (changes: readonly Change[]): readonly Event[] =>
  changes.flatMap((change) => (change.kind === 'event' ? [change.event] : []));

/** Returns the parts of SWF that events show. */
export const factsOfEvents = (changes: readonly Change[]): readonly Fact[] => eventsOf(changes).flatMap(factsOfEvent);

function factsOfEvent({ type, attributes }: Event): readonly Fact[] {
  const cause = 'cause' in attributes ? attributes.cause : undefined;
  const failed: readonly Fact[] = type.endsWith('Failed') && cause ? [`cause ${type} ${cause}`] : [];
  const limited: readonly Fact[] = cause === 'EVENT_LIMIT_EXCEEDED' ? ['limit historyEvents'] : [];
  return [`event ${type}`, ...failed, ...limited];
}

/** Returns the parts of SWF that a call shows by its reply or its events. */
export function factsOfCall(
  op: OperationName,
  input: object,
  reply: object | Fault,
  changes: readonly Change[],
  lines: readonly string[],
): readonly Fact[] {
  if (isFault(reply)) return [];
  const types = eventsOf(changes).map(({ type }) => type as string);
  const decisions = 'decisions' in input ? (input.decisions as readonly { readonly decisionType: string }[]) : [];
  const done = decisions.filter(({ decisionType }) => types.includes(DONE[decisionType] ?? ''));
  const shown: readonly Fact[] = types.length > 0 || lines.length > 0 ? [`op ${op}`] : [];
  return [...shown, ...done.map(({ decisionType }): Fact => `decision ${decisionType}`)];
}
