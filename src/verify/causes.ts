import { type EventOf, type EventType, settingsOf } from '../core/index.js';
import { batchOf } from '../deciders/batch.js';
import { type DecisionOfEvent, decisionFromEvent } from '../deciders/decisionFromEvent.js';
import { HistoryError } from '../history/historyError.js';
import type { Recorded } from '../history/readHistory.js';
import type { OperationName } from '../tables/operations.js';
import { grantsFor } from './batches.js';
import { CAUSES_IN_OTHER_RUNS, cancelRequested, signaled, started, terminated } from './causesInOtherRuns.js';
import { LAMBDA_CAUSES } from './causesOfLambdas.js';
import type { Cause, Causes, VerifyContext } from './context.js';

/**
 * Reproduces a recorded event on the replica: sends the command, fires the deadline or performs the delivery behind it.
 *
 * @throws HistoryError if the fake cannot do so.
 */
export function reproduce(context: VerifyContext, event: Recorded): void {
  const cause = CAUSES[event.type] as Cause<EventType> | undefined;
  if (!cause) throw new HistoryError(`no call and no timeout writes an event ${event.type}`);
  cause(context, event);
}

const CAUSES: Causes = {
  WorkflowExecutionStarted: started,
  WorkflowExecutionSignaled: signaled,
  WorkflowExecutionCancelRequested: cancelRequested,
  WorkflowExecutionTerminated: terminated,
  WorkflowExecutionTimedOut: ({ timing }, event) => timing.fire(event),
  DecisionTaskStarted: ({ timing, replica }, event) => {
    timing.advanceTo(event);
    replica.poll('PollForDecisionTask', event.attributes);
  },
  DecisionTaskCompleted: respond,
  DecisionTaskTimedOut: ({ timing }, event) => timing.fire(event),
  ActivityTaskStarted: ({ timing, history, replica }, event) => {
    timing.advanceTo(event);
    replica.poll('PollForActivityTask', event.attributes);
    const details = lastHeartbeatDetails(history, event.attributes.scheduledEventId);
    // At once, since a heartbeat now moves no deadline, and later heartbeats without details keep these.
    if (details !== undefined) replica.heartbeat(event.id, details);
  },
  ActivityTaskCompleted: (context, event) => {
    report(context, event, 'RespondActivityTaskCompleted', { result: event.attributes.result });
  },
  ActivityTaskFailed: (context, event) => {
    const { reason, details } = event.attributes;
    report(context, event, 'RespondActivityTaskFailed', { reason, details });
  },
  ActivityTaskCanceled: (context, event) => {
    const { details, startedEventId } = event.attributes;
    if (startedEventId) report(context, event, 'RespondActivityTaskCanceled', { details });
    else context.timing.deliver(event);
  },
  ActivityTaskTimedOut: ({ timing }, event) => timing.fire(event),
  TimerFired: ({ timing }, event) => timing.fire(event),
  ...CAUSES_IN_OTHER_RUNS,
  ...LAMBDA_CAUSES,
};

/** Returns the details of the last heartbeat of a task that timed out: only the event of the timeout has them. */
function lastHeartbeatDetails(history: readonly Recorded[], scheduledId: number): string | undefined {
  const found = history.map(({ type, attributes }) =>
    type === 'ActivityTaskTimedOut' && attributes.scheduledEventId === scheduledId ? attributes.details : undefined,
  );
  return found.find((details) => details !== undefined);
}

type Report = Extract<OperationName, `RespondActivityTask${string}`>;

function report(
  { timing, replica }: VerifyContext,
  event: EventOf<'ActivityTaskCompleted' | 'ActivityTaskFailed' | 'ActivityTaskCanceled'>,
  op: Report,
  input: object,
): void {
  timing.advanceTo(event);
  replica.send(op, { taskToken: replica.tokenOf(event.attributes.startedEventId), ...input });
}

function respond(context: VerifyContext, event: EventOf<'DecisionTaskCompleted'>): void {
  const { executionContext, taskList, taskListScheduleToStartTimeout, startedEventId } = event.attributes;
  context.timing.advanceTo(event);
  const batch = batchOf(context.history, event).map((decided) => decisionBehind(context, decided));
  for (const { type } of batch) if (type) context.types.ensureStatus(type.kind, type.id, type.status);
  const decisions = batch.map(({ decision }) => decision);
  const response = { executionContext, taskList, taskListScheduleToStartTimeout, decisions };
  const input = { taskToken: context.replica.tokenOf(startedEventId), ...response };
  context.replica.send('RespondDecisionTaskCompleted', input, { grants: grantsFor(batch.map(({ cause }) => cause)) });
}

function decisionBehind({ replica, otherRuns }: VerifyContext, event: Recorded): DecisionOfEvent {
  const { workflowType } = settingsOf(replica.subject);
  const decided = decisionFromEvent(event, { workflowType, runIdOf: (target) => otherRuns.fakeRunIdOf(target) });
  if (decided) return decided;
  throw new HistoryError(`no decision writes event ${event.id} ${event.type}`);
}
