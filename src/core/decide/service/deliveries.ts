import type { Change } from '../../model/changes.js';
import { type Attributes, newEvent } from '../../model/events.js';
import { type EventId, NO_EVENT } from '../../model/ids.js';
import { runOfId } from '../../model/lookups.js';
import { activityOf, eventOfType, type Run } from '../../model/run.js';
import { type Delivery, openRunOf, runAt, type State } from '../../model/state.js';
import { inSequence, type Steps } from '../plan.js';
import { recordForDecider } from '../record.js';
import { startLambda } from './lambdas.js';
import { executionOf, openRun, type Settings } from './startRun.js';
import { timerFired } from './timeouts.js';

/**
 * Returns the steps of one delivery. They are decided from the state of now, not from that of the batch (docs/swf.md
 * 6.9).
 */
export const deliverySteps = (s: State, delivery: Delivery): Steps =>
  DELIVERIES[delivery.kind](s, runAt(s, delivery.run) as Run, delivery);

type DeliveryRule = (s: State, run: Run, delivery: Delivery) => Steps;

const DELIVERIES: { readonly [K in Delivery['kind']]: DeliveryRule } = {
  'fire timer': (s, run, { eventId }) => ({ changes: timerFired(s, run, eventId) }),
  'cancel activity': (s, run, { eventId }) => ({ changes: cancelUnstarted(s, run, eventId) }),
  'start child': (s, run, { eventId }) => startChild(s, run, eventId),
  'signal external': (s, run, { eventId }) => signalExternal(s, run, eventId),
  'cancel external': (s, run, { eventId }) => cancelExternal(s, run, eventId),
  'tell sender': (s, run, { eventId, reached }) => confirmToSender(s, run, eventId, reached),
  'start lambda': (s, run, { eventId }) => startLambda(s, run, eventId),
};

function startChild(s: State, parent: Run, initiatedId: EventId): Steps {
  const { attributes } = eventOfType(parent, initiatedId, 'StartChildWorkflowExecutionInitiated');
  const { workflowId, workflowType, decisionTaskCompletedEventId, control } = attributes;
  if (openRunOf(s, parent.domain, workflowId)) {
    const cause = 'WORKFLOW_ALREADY_RUNNING';
    const ids = { initiatedEventId: initiatedId, decisionTaskCompletedEventId };
    const failed = newEvent(
      'StartChildWorkflowExecutionFailed',
      { workflowType, workflowId, cause, ...ids },
      { control },
    );
    return recordIfOpen(s, parent, failed);
  }
  const link = { run: parent.number, initiatedId, execution: executionOf(parent) };
  const opened = openRun(s, {
    domain: parent.domain,
    workflowId,
    workflowType,
    settings: attributes as Settings,
    parent: link,
  });
  const workflowExecution = Object.freeze({ workflowId, runId: opened.runId });
  const ids = { workflowExecution, workflowType, initiatedEventId: initiatedId };
  const started = newEvent('ChildWorkflowExecutionStarted', ids);
  return inSequence(
    () => opened,
    (after) => recordIfOpen(after, runAt(after, parent.number) as Run, started),
  );
}

function signalExternal(s: State, sender: Run, initiatedId: EventId): Steps {
  const { attributes } = eventOfType(sender, initiatedId, 'SignalExternalWorkflowExecutionInitiated');
  const { signalName, input } = attributes;
  const target = targetOf(s, sender, attributes);
  if (!target) {
    const failed = failureAttributes(initiatedId, attributes);
    return recordIfOpen(s, sender, newEvent('SignalExternalWorkflowExecutionFailed', ...failed));
  }
  const optional = { input, ...senderAttributes(sender, initiatedId) };
  const signaled = newEvent('WorkflowExecutionSignaled', { signalName }, optional);
  return withConfirmation(sender, initiatedId, target, recordForDecider(s, target, signaled));
}

function cancelExternal(s: State, sender: Run, initiatedId: EventId): Steps {
  const { attributes } = eventOfType(sender, initiatedId, 'RequestCancelExternalWorkflowExecutionInitiated');
  const target = targetOf(s, sender, attributes);
  if (!target) {
    const failed = failureAttributes(initiatedId, attributes);
    return recordIfOpen(s, sender, newEvent('RequestCancelExternalWorkflowExecutionFailed', ...failed));
  }
  const requested = newEvent('WorkflowExecutionCancelRequested', {}, senderAttributes(sender, initiatedId));
  return withConfirmation(sender, initiatedId, target, recordForDecider(s, target, requested));
}

// The second step of a signal or a cancel request: the sender gets the ids of the target.
function confirmToSender(s: State, sender: Run, initiatedId: EventId, reached: Delivery['reached']): Steps {
  const initiated = sender.events[initiatedId - 1];
  const told = { workflowExecution: reached as NonNullable<typeof reached>, initiatedEventId: initiatedId };
  return initiated?.type === 'SignalExternalWorkflowExecutionInitiated'
    ? recordIfOpen(s, sender, newEvent('ExternalWorkflowExecutionSignaled', told))
    : recordIfOpen(s, sender, newEvent('ExternalWorkflowExecutionCancelRequested', told));
}

const senderAttributes = (sender: Run, externalInitiatedEventId: EventId) => ({
  externalWorkflowExecution: executionOf(sender),
  externalInitiatedEventId,
});

/**
 * Returns the attributes of the `*Failed` event: those that it always has, then the optional ones (docs/swf.md 3.10,
 * 3.11).
 */
function failureAttributes(
  initiatedEventId: EventId,
  initiated: Attributes<'SignalExternalWorkflowExecutionInitiated' | 'RequestCancelExternalWorkflowExecutionInitiated'>,
) {
  const { workflowId, runId, decisionTaskCompletedEventId, control } = initiated;
  const cause = 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION';
  return [
    { workflowId, cause, initiatedEventId, decisionTaskCompletedEventId },
    { runId, control },
  ] as const;
}

// With a run id exactly that run, if it is open; without one the open run (docs/swf.md 6.9).
function targetOf(
  s: State,
  { domain }: Run,
  { workflowId, runId }: { workflowId: string; runId?: string | undefined },
) {
  const run = runId ? runOfId(s, domain, { workflowId, runId }) : openRunOf(s, domain, workflowId);
  return run?.closed ? undefined : run;
}

function withConfirmation(sender: Run, eventId: EventId, target: Run, changes: Steps['changes']): Steps {
  const reached = executionOf(target);
  const delivery = { kind: 'tell sender', run: sender.number, eventId, reached } as const;
  // A closed sender gets no event any more (docs/swf.md 12, doubt 8). The changes of the target come last, because the
  // limit of its history can close it, and a close must be the last change of its step (docs/swf.md 6.9, 6.10).
  return { changes: sender.closed ? changes : [{ kind: 'to deliver', delivery }, ...changes] };
}

const recordIfOpen = (s: State, run: Run, event: Parameters<typeof recordForDecider>[2]): Steps => ({
  changes: run.closed ? [] : recordForDecider(s, run, event),
});

// A task is not canceled if a worker took it in the meantime, or if it closed (docs/swf.md 6.9).
function cancelUnstarted(s: State, run: Run, scheduledEventId: EventId): readonly Change[] {
  const task = activityOf(run, scheduledEventId);
  if (task?.phase !== 'scheduled') return [];
  const canceled = newEvent(
    'ActivityTaskCanceled',
    {
      scheduledEventId,
      startedEventId: NO_EVENT,
    },
    { latestCancelRequestedEventId: task.cancelRequestedId },
  );
  return recordForDecider(s, run, canceled);
}
