import { type Due, type EventOf, instant, type Run, runOfId, spanOf } from '../core/index.js';
import { recordedDecision } from '../deciders/recordedDecision.js';
import { HistoryError } from '../history/historyError.js';
import type { Recorded } from '../history/readHistory.js';
import { decisionOfEvent } from '../tables/decisions.js';
import type { OperationName } from '../tables/operations.js';
import type { Causes, VerifyContext } from './context.js';
import { ownDueFilter } from './dueFilter.js';
import { type Execution, isSent, runIdOf } from './mentions.js';
import type { ChildClose } from './otherRuns.js';
import { DOMAIN } from './replica.js';

/** The longest timeout of a run that every request accepts: one year. */
const LONGEST = { executionStartToCloseTimeout: '31536000' };

/** Starts the run: by a command, by its parent, or by the run that it continues. */
export function started(context: VerifyContext, { attributes }: EventOf<'WorkflowExecutionStarted'>): void {
  const { otherRuns, mentions, replica, types } = context;
  const { parentInitiatedEventId = 0, parentWorkflowExecution: _, continuedExecutionRunId, ...wanted } = attributes;
  const settings = { workflowId: mentions.own.workflowId, ...wanted };
  otherRuns.makeRoomFor(settings);
  types.ensureStatus('WorkflowType', wanted.workflowType, 'registered');
  // Only a decision can give NONE, and the run that continues may have had another timeout than the one before it.
  const before = continuedExecutionRunId === undefined ? settings : { ...settings, ...LONGEST };
  const first = mentions.parent
    ? startChild(context, mentions.parent, parentInitiatedEventId, before)
    : replica.runOpenedBy(() => void replica.send('StartWorkflowExecution', { domain: DOMAIN, ...before }));
  const run =
    continuedExecutionRunId === undefined ? first : continueRun(context, first, continuedExecutionRunId, wanted);
  replica.setSubject(run.number);
  if (mentions.own.runId !== undefined) replica.ids.pair(mentions.own.runId, run.runId);
}

function startChild(
  { otherRuns, mentions, replica }: VerifyContext,
  execution: Execution,
  initiatedId: number,
  settings: object,
): Run {
  const parent = otherRuns.startParent(execution, initiatedId, settings);
  // A child with policy ABANDON starts after its parent has closed, and may have the parent's workflow id.
  if (execution.workflowId === mentions.own.workflowId) otherRuns.terminate(parent);
  const delivery = replica.state.deliveries.find(({ kind, run }) => kind === 'start child' && run === parent.number);
  if (!delivery) throw new HistoryError(`the parent run could not start this run by its event ${initiatedId}`);
  return replica.runOpenedBy(() => replica.deliver(delivery));
}

function continueRun(
  { otherRuns, mentions, replica }: VerifyContext,
  { number, runId, length }: Run,
  recordedId: string,
  { workflowType, ...settings }: Pick<EventOf<'WorkflowExecutionStarted'>['attributes'], 'workflowType'>,
): Run {
  replica.freedoms.add('started the run that this run continues');
  replica.ids.pair(recordedId, runId);
  const continued = { ...settings, workflowTypeVersion: workflowType.version };
  const batch = [
    ...mentions.batchOf(recordedId, length + 3),
    recordedDecision('ContinueAsNewWorkflowExecution', continued),
  ];
  return replica.runOpenedBy(() => otherRuns.decide(number, batch));
}

/** Signals the run: by a command, or from another run. */
export function signaled(context: VerifyContext, event: EventOf<'WorkflowExecutionSignaled'>): void {
  const { signalName, input } = event.attributes;
  if (isSent(event)) receive(context, event, 'signal external');
  else sendCommand(context, event, 'SignalWorkflowExecution', { signalName, input });
}

/** Requests the cancellation of the run: by a command, from another run, or by the child policy of its parent. */
export function cancelRequested(context: VerifyContext, event: EventOf<'WorkflowExecutionCancelRequested'>): void {
  if (isSent(event)) receive(context, event, 'cancel external');
  else if (event.attributes.cause === 'CHILD_POLICY_APPLIED') closeParent(context, event, 'REQUEST_CANCEL');
  else sendCommand(context, event, 'RequestCancelWorkflowExecution', {});
}

/** Terminates the run: by a command, or by the child policy of its parent. */
export function terminated(context: VerifyContext, event: EventOf<'WorkflowExecutionTerminated'>): void {
  const { reason, details, childPolicy, cause } = event.attributes;
  if (cause === 'CHILD_POLICY_APPLIED') closeParent(context, event, 'TERMINATE');
  else sendCommand(context, event, 'TerminateWorkflowExecution', { reason, details, childPolicy });
}

function sendCommand({ timing, replica }: VerifyContext, event: Recorded, op: OperationName, input: object): void {
  timing.advanceTo(event);
  const { workflowId, runId } = replica.subject;
  replica.send(op, { domain: DOMAIN, workflowId, runId, ...input });
}

function receive(
  { otherRuns, timing, replica }: VerifyContext,
  event: EventOf<'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested'>,
  kind: 'signal external' | 'cancel external',
): void {
  const { externalWorkflowExecution, externalInitiatedEventId } = event.attributes;
  const { number } = otherRuns.ensureRun(externalWorkflowExecution as Execution);
  const isOf = (due: Due): boolean => due.run === number && due.eventId === externalInitiatedEventId;
  timing.deliver(event, (due) => due.kind === kind && isOf(due));
  const confirmation = replica.state.deliveries.find(isOf);
  if (confirmation && !replica.isOfSubject(confirmation)) replica.deliver(confirmation);
}

/** Closes the parent of the run, with the child policy that leads to the recorded event. */
function closeParent(
  { otherRuns, timing, mentions, replica }: VerifyContext,
  event: Recorded,
  childPolicy: string,
): void {
  const runId = replica.ids.fakeOf(mentions.parent?.runId ?? '') ?? '';
  const parent = runOfId(replica.state, DOMAIN, { workflowId: mentions.parent?.workflowId ?? '', runId });
  if (!parent)
    throw new HistoryError(`no parent run is open whose child policy writes event ${event.id} ${event.type}`);
  timing.advanceTo(event);
  otherRuns.terminate(parent, childPolicy);
}

/** The causes of the events of children and of external runs. */
export const CAUSES_IN_OTHER_RUNS: Causes = {
  ChildWorkflowExecutionStarted: (context, event) => {
    const { otherRuns, timing, replica } = context;
    const { initiatedEventId, workflowExecution } = event.attributes;
    otherRuns.makeRoomFor(workflowExecution as Execution);
    timing.deliver(withStartTime(context, event), ownDueFilter(replica, initiatedEventId, 'start child'));
    const run = replica.children.find(({ initiatedId }) => initiatedId === initiatedEventId)?.run;
    if (run === undefined) return;
    replica.freedoms.add(`started the child run of event ${initiatedEventId}`);
    otherRuns.identify(replica.run(run), (workflowExecution as Execution).runId);
  },
  StartChildWorkflowExecutionFailed: ({ otherRuns, timing, replica }, event) => {
    const { cause, initiatedEventId, workflowId } = event.attributes;
    if (cause === 'WORKFLOW_ALREADY_RUNNING') otherRuns.ensureOpen({ workflowId });
    timing.deliver(event, ownDueFilter(replica, initiatedEventId, 'start child'));
  },
  ChildWorkflowExecutionCompleted: closeChild,
  ChildWorkflowExecutionFailed: closeChild,
  ChildWorkflowExecutionCanceled: closeChild,
  ChildWorkflowExecutionTerminated: ({ otherRuns, timing }, event) => {
    timing.advanceTo(event);
    otherRuns.terminate(otherRuns.closingChild(event));
  },
  ChildWorkflowExecutionTimedOut: ({ otherRuns, timing, replica }, event) => {
    // A child that continued as new can have chosen any timeout: assume the whole seconds that remain until this event.
    const span = Math.floor((event.at - replica.state.now) / 1000) || 0;
    otherRuns.closingChild(event, { executionStartToCloseTimeout: String(span) });
    timing.fire(event);
  },
  ExternalWorkflowExecutionSignaled: (context, event) => reachTarget(context, event, 'signal external'),
  ExternalWorkflowExecutionCancelRequested: (context, event) => reachTarget(context, event, 'cancel external'),
  SignalExternalWorkflowExecutionFailed: (context, event) => missTarget(context, event, 'signal external'),
  RequestCancelExternalWorkflowExecutionFailed: (context, event) => missTarget(context, event, 'cancel external'),
};

// The event in the parent can be some milliseconds later than the start of the child. The timeout of the child, which
// is never early, shows by how many.
function withStartTime({ history, replica }: VerifyContext, event: EventOf<'ChildWorkflowExecutionStarted'>): Recorded {
  const { initiatedEventId, workflowExecution } = event.attributes;
  const initiated = replica.history[initiatedEventId - 1];
  const end = history.find((other) => runIdOf(other) === workflowExecution.runId && other.type === TIMED_OUT);
  if (!end || initiated?.type !== 'StartChildWorkflowExecutionInitiated') return event;
  const at = instant(end.at - (spanOf(initiated.attributes.executionStartToCloseTimeout ?? 'NONE') ?? 0));
  if (!(at < event.at)) return event;
  replica.freedoms.add(
    `started the child run of event ${initiatedEventId} ${event.at - at} ms before the event in its parent`,
  );
  return { ...event, at };
}

const TIMED_OUT = 'ChildWorkflowExecutionTimedOut';

type DecidedClose = Exclude<ChildClose, 'ChildWorkflowExecutionTimedOut' | 'ChildWorkflowExecutionTerminated'>;

type CloseAttributes = { readonly [M in 'result' | 'reason' | 'details']?: string };

// The child decides what its own close event shows.
function closeChild({ otherRuns, timing }: VerifyContext, event: EventOf<DecidedClose>): void {
  const { result, reason, details } = event.attributes as CloseAttributes;
  const decisionType = decisionOfEvent(event.type.replace('Child', ''));
  timing.advanceTo(event);
  otherRuns.decide(otherRuns.closingChild(event).number, [
    recordedDecision(String(decisionType), { result, reason, details }),
  ]);
}

type SendKind = 'signal external' | 'cancel external';

// The target gets its event first, then the sender gets the confirmation.
function reachTarget(
  { otherRuns, timing, replica }: VerifyContext,
  event: EventOf<'ExternalWorkflowExecutionSignaled' | 'ExternalWorkflowExecutionCancelRequested'>,
  kind: SendKind,
): void {
  const { initiatedEventId, workflowExecution } = event.attributes;
  const confirmation = ownDueFilter(replica, initiatedEventId, 'tell sender');
  if (!replica.waiting.some(confirmation)) {
    otherRuns.ensureRun(workflowExecution as Execution);
    timing.deliver(event, ownDueFilter(replica, initiatedEventId, kind));
  }
  timing.deliver(event, confirmation);
}

function missTarget(
  { otherRuns, timing, replica }: VerifyContext,
  event: EventOf<'SignalExternalWorkflowExecutionFailed' | 'RequestCancelExternalWorkflowExecutionFailed'>,
  kind: SendKind,
): void {
  const { initiatedEventId, workflowId, runId } = event.attributes;
  otherRuns.ensureUnreachable({ workflowId, runId });
  timing.deliver(event, ownDueFilter(replica, initiatedEventId, kind));
}
