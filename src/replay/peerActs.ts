import type { EventOf } from '../core/events.js';
import { spanOf } from '../core/ids.js';
import { type Due, instant } from '../core/index.js';
import type { Run } from '../core/run.js';
import { runOfId } from '../core/state.js';
import type { ChildClose } from './cast.js';
import { ofOwn } from './deadlines.js';
import { decision } from './decisions.js';
import { Impossible } from './impossible.js';
import type { Acts, Play } from './play.js';
import type { Recorded } from './recorded.js';
import { type Execution, isSent, runIdOf } from './script.js';
import { DOMAIN } from './stage.js';

/** Starts the run: by a call, by its parent, or as what the run before it continues as. */
export function started(play: Play, { attributes }: EventOf<'WorkflowExecutionStarted'>): void {
  const { cast, script, stage, types } = play;
  const { parentInitiatedEventId = 0, parentWorkflowExecution: _, continuedExecutionRunId, ...wanted } = attributes;
  const settings = { workflowId: script.own.workflowId, ...wanted };
  cast.clear(settings);
  types.arrange('WorkflowType', wanted.workflowType, 'registered');
  const first = script.parent
    ? startChild(play, script.parent, parentInitiatedEventId, settings)
    : stage.opened(() => void stage.must('StartWorkflowExecution', { domain: DOMAIN, ...settings }));
  const run = continuedExecutionRunId === undefined ? first : continueRun(play, first, continuedExecutionRunId, wanted);
  stage.enter(run.number);
  if (script.own.runId !== undefined) stage.ids.pair(script.own.runId, run.runId);
}

function startChild({ cast, script, stage }: Play, execution: Execution, initiatedId: number, settings: object): Run {
  const parent = cast.startParent(execution, initiatedId, settings);
  // A child that was to be abandoned starts when its parent has closed, even under the parent's own workflow id.
  if (execution.workflowId === script.own.workflowId) cast.end(parent);
  const delivery = stage.state.deliveries.find(({ kind, run }) => kind === 'start child' && run === parent.number);
  if (!delivery) throw new Impossible(`the parent could not initiate the run as its event ${initiatedId}`);
  return stage.opened(() => stage.deliver(delivery));
}

function continueRun(
  { cast, script, stage }: Play,
  { number, runId, length }: Run,
  recordedId: string,
  { workflowType, ...settings }: Pick<EventOf<'WorkflowExecutionStarted'>['attributes'], 'workflowType'>,
): Run {
  stage.freedoms.add('played the run that this one continues');
  stage.ids.pair(recordedId, runId);
  const continued = { ...settings, workflowTypeVersion: workflowType.version };
  const batch = [...script.batchOf(recordedId, length + 3), decision('ContinueAsNewWorkflowExecution', continued)];
  return stage.opened(() => cast.decide(number, batch));
}

export function signaled(play: Play, event: EventOf<'WorkflowExecutionSignaled'>): void {
  const { signalName, input } = event.attributes;
  if (isSent(event)) receive(play, event, 'signal external');
  else ask(play, event, 'SignalWorkflowExecution', { signalName, input });
}

export function cancelRequested(play: Play, event: EventOf<'WorkflowExecutionCancelRequested'>): void {
  if (isSent(event)) receive(play, event, 'cancel external');
  else if (event.attributes.cause === 'CHILD_POLICY_APPLIED') closeParent(play, event, 'REQUEST_CANCEL');
  else ask(play, event, 'RequestCancelWorkflowExecution', {});
}

export function terminated(play: Play, event: EventOf<'WorkflowExecutionTerminated'>): void {
  const { reason, details, childPolicy, cause } = event.attributes;
  if (cause === 'CHILD_POLICY_APPLIED') closeParent(play, event, 'TERMINATE');
  else ask(play, event, 'TerminateWorkflowExecution', { reason, details, childPolicy });
}

type Ask = 'SignalWorkflowExecution' | 'RequestCancelWorkflowExecution' | 'TerminateWorkflowExecution';

function ask({ clock, stage }: Play, event: Recorded, op: Ask, input: object): void {
  clock.moveTo(event);
  const { workflowId, runId } = stage.subject;
  stage.must(op, { domain: DOMAIN, workflowId, runId, ...input });
}

function receive(
  { cast, clock, stage }: Play,
  event: EventOf<'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested'>,
  kind: 'signal external' | 'cancel external',
): void {
  const { externalWorkflowExecution, externalInitiatedEventId } = event.attributes;
  const { number } = cast.play(externalWorkflowExecution as Execution);
  const isOf = (due: Due): boolean => due.run === number && due.eventId === externalInitiatedEventId;
  clock.deliver(event, (due) => due.kind === kind && isOf(due));
  const told = stage.state.deliveries.find(isOf);
  if (told && !stage.isOwn(told)) stage.deliver(told);
}

/** What the policy did that its parent closed with. */
function closeParent({ cast, clock, script, stage }: Play, event: Recorded, childPolicy: string): void {
  const runId = stage.ids.here(script.parent?.runId ?? '') ?? '';
  const parent = runOfId(stage.state, DOMAIN, { workflowId: script.parent?.workflowId ?? '', runId });
  if (!parent) throw new Impossible(`no parent is there whose policy leads to ${event.type} ${event.id}`);
  clock.moveTo(event);
  cast.end(parent, childPolicy);
}

export const PEER_ACTS: Acts = {
  ChildWorkflowExecutionStarted: (play, event) => {
    const { cast, clock, stage } = play;
    const { initiatedEventId, workflowExecution } = event.attributes;
    cast.clear(workflowExecution as Execution);
    clock.deliver(whenStarted(play, event), ofOwn(stage, initiatedEventId, 'start child'));
    const run = stage.children.find(({ initiatedId }) => initiatedId === initiatedEventId)?.run;
    if (run === undefined) return;
    stage.freedoms.add(`played the child of event ${initiatedEventId}`);
    cast.name(stage.run(run), (workflowExecution as Execution).runId);
  },
  StartChildWorkflowExecutionFailed: ({ cast, clock, stage }, event) => {
    const { cause, initiatedEventId, workflowId } = event.attributes;
    if (cause === 'WORKFLOW_ALREADY_RUNNING') cast.occupy({ workflowId });
    clock.deliver(event, ofOwn(stage, initiatedEventId, 'start child'));
  },
  ChildWorkflowExecutionCompleted: (play, event) => {
    closeChild(play, event, 'CompleteWorkflowExecution', { result: event.attributes.result });
  },
  ChildWorkflowExecutionFailed: (play, event) => {
    const { reason, details } = event.attributes;
    closeChild(play, event, 'FailWorkflowExecution', { reason, details });
  },
  ChildWorkflowExecutionCanceled: (play, event) => {
    closeChild(play, event, 'CancelWorkflowExecution', { details: event.attributes.details });
  },
  ChildWorkflowExecutionTerminated: ({ cast, clock }, event) => {
    clock.moveTo(event);
    cast.end(cast.closing(event));
  },
  ChildWorkflowExecutionTimedOut: ({ cast, clock, stage }, event) => {
    // A child that continued as new may have chosen the time that ends here: some whole number of seconds.
    const span = Math.floor((event.at - stage.state.now) / 1000) || 0;
    cast.closing(event, { executionStartToCloseTimeout: String(span) });
    clock.land(event);
  },
  ExternalWorkflowExecutionSignaled: (play, event) => reach(play, event, 'signal external'),
  ExternalWorkflowExecutionCancelRequested: (play, event) => reach(play, event, 'cancel external'),
  SignalExternalWorkflowExecutionFailed: (play, event) => miss(play, event, 'signal external'),
  RequestCancelExternalWorkflowExecutionFailed: (play, event) => miss(play, event, 'cancel external'),
};

/** A parent may be told of a child some milliseconds late; its timeout, which is never early, shows by how much. */
function whenStarted({ history, stage }: Play, event: EventOf<'ChildWorkflowExecutionStarted'>): Recorded {
  const { initiatedEventId, workflowExecution } = event.attributes;
  const initiated = stage.history[initiatedEventId - 1];
  const end = history.find((other) => runIdOf(other) === workflowExecution.runId && other.type === TIMED_OUT);
  if (!end || initiated?.type !== 'StartChildWorkflowExecutionInitiated') return event;
  const at = instant(end.at - (spanOf(initiated.attributes.executionStartToCloseTimeout ?? 'NONE') ?? 0));
  if (!(at < event.at)) return event;
  stage.freedoms.add(`the child of event ${initiatedEventId} started ${event.at - at} ms before its parent was told`);
  return { ...event, at };
}

const TIMED_OUT = 'ChildWorkflowExecutionTimedOut';

function closeChild({ cast, clock }: Play, event: EventOf<ChildClose>, how: string, attributes: object): void {
  clock.moveTo(event);
  cast.decide(cast.closing(event).number, [decision(how, attributes)]);
}

type Sending = 'signal external' | 'cancel external';

/** First the target learns of it, unless it has, then the sender. */
function reach(
  { cast, clock, stage }: Play,
  event: EventOf<'ExternalWorkflowExecutionSignaled' | 'ExternalWorkflowExecutionCancelRequested'>,
  kind: Sending,
): void {
  const { initiatedEventId, workflowExecution } = event.attributes;
  const told = ofOwn(stage, initiatedEventId, 'tell sender');
  if (!stage.waiting.some(told)) {
    cast.play(workflowExecution as Execution);
    clock.deliver(event, ofOwn(stage, initiatedEventId, kind));
  }
  clock.deliver(event, told);
}

function miss(
  { cast, clock, stage }: Play,
  event: EventOf<'SignalExternalWorkflowExecutionFailed' | 'RequestCancelExternalWorkflowExecutionFailed'>,
  kind: Sending,
): void {
  const { initiatedEventId, workflowId, runId } = event.attributes;
  cast.remove({ workflowId, runId });
  clock.deliver(event, ofOwn(stage, initiatedEventId, kind));
}
