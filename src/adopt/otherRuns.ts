import type { CoreEvent, EventOf, EventType } from '../core/index.js';
import { type RecordedRun, settingsOf } from './recordedRun.js';

/** An event of a run that must come before an event of another run. */
export interface Cause {
  readonly run: RecordedRun;
  readonly eventId: number;
}

/** Finds the runs that the events of a run name, among those that were given. */
export class OtherRuns {
  readonly #byRunId = new Map<string, RecordedRun>();
  readonly #open = new Map<string, RecordedRun>();
  /** The start, signal or cancel request of a run, by the run id of the sender and its Initiated event. */
  readonly #received = new Map<string, Cause>();
  /** The events with which each run heard that a step was done, by the Initiated event. */
  readonly #heard = new Map<RecordedRun, Map<number, number>>();
  /** The children of each run, in the order in which they were initiated. */
  readonly #children = new Map<RecordedRun, RecordedRun[]>();

  constructor(readonly all: readonly RecordedRun[]) {
    for (const run of all) {
      if (run.runId !== undefined && !this.#byRunId.has(run.runId)) this.#byRunId.set(run.runId, run);
      if (!run.isClosed && !this.#open.has(run.workflowId)) this.#open.set(run.workflowId, run);
      for (const event of run.events) this.#note(run, event);
    }
    for (const run of all.toSorted((a, b) => initiatedIdOf(a) - initiatedIdOf(b))) {
      const parent = this.parentOf(run);
      if (parent) this.#children.set(parent, [...(this.#children.get(parent) ?? []), run]);
    }
  }

  /** Returns the first run with a run id, if one was given. */
  withRunId = (runId: string | undefined): RecordedRun | undefined =>
    runId === undefined ? undefined : this.#byRunId.get(runId);

  /** Returns the first open run of a workflow id, if one was given. */
  openRun = (workflowId: string): RecordedRun | undefined => this.#open.get(workflowId);

  /** Returns the parent of a run, if it was given. */
  parentOf = (run: RecordedRun): RecordedRun | undefined =>
    this.withRunId(settingsOf(run).parentWorkflowExecution?.runId);

  /**
   * Returns the events of other runs that follow the close of a run at once, in their order: the start of the run that
   * continues it, then what its child policy does to its children (docs/swf.md 6.9, 7.6).
   */
  afterClose(run: RecordedRun): readonly Cause[] {
    const close = run.events.at(-1);
    const successor = this.withRunId(
      close?.type === 'WorkflowExecutionContinuedAsNew' ? close.attributes.newExecutionRunId : undefined,
    );
    const children = (this.#children.get(run) ?? []).flatMap((child) => {
      const applied = child.events.find((event) => event.at === close?.at && isChildPolicy(event));
      return applied ? [{ run: child, eventId: applied.id }] : [];
    });
    return [...(successor ? [{ run: successor, eventId: 1 }] : []), ...children];
  }

  /** Returns the event with which a run got the signal or the cancel request of an Initiated event. */
  received = (sender: RecordedRun, initiatedId: number): Cause | undefined =>
    sender.runId === undefined ? undefined : this.#received.get(receivedKey(sender.runId, initiatedId));

  /** Returns the event that must come before an event of a run; `undefined` if there is none, or its run was not given. */
  causeOf(run: RecordedRun, event: CoreEvent): Cause | undefined {
    const find = CAUSES[event.type] as Find<EventType> | undefined;
    return find?.(this, run, event);
  }

  /** Returns the event with which a run heard that a step of an Initiated event was done. */
  heard = (run: RecordedRun, initiatedId: number): number | undefined => this.#heard.get(run)?.get(initiatedId);

  #note(run: RecordedRun, event: CoreEvent): void {
    if (HEARD.has(event.type)) {
      const heard = this.#heard.get(run) ?? new Map<number, number>();
      this.#heard.set(run, heard.set((event.attributes as { initiatedEventId: number }).initiatedEventId, event.id));
    }
    const cause = stepOf(event);
    if (cause) this.#received.set(receivedKey(cause.runId, cause.initiatedId), { run, eventId: event.id });
  }
}

const HEARD: ReadonlySet<EventType> = new Set([
  'ChildWorkflowExecutionStarted',
  'ExternalWorkflowExecutionSignaled',
  'ExternalWorkflowExecutionCancelRequested',
] as const);

/** Returns the Initiated event of another run that an event follows; `undefined` if there is none. */
function stepOf({ type, attributes }: CoreEvent): { readonly runId: string; readonly initiatedId: number } | undefined {
  if (type === 'WorkflowExecutionStarted') {
    const { parentWorkflowExecution: parent, parentInitiatedEventId = 0, continuedExecutionRunId } = attributes;
    if (!parent || continuedExecutionRunId !== undefined) return undefined;
    return { runId: parent.runId, initiatedId: parentInitiatedEventId };
  }
  if (type !== 'WorkflowExecutionSignaled' && type !== 'WorkflowExecutionCancelRequested') return undefined;
  const { externalWorkflowExecution: sender, externalInitiatedEventId: initiatedId = 0 } = attributes;
  return sender && initiatedId > 0 ? { runId: sender.runId, initiatedId } : undefined;
}

const initiatedIdOf = (run: RecordedRun): number => settingsOf(run).parentInitiatedEventId ?? 0;

const isChildPolicy = ({ type, attributes }: CoreEvent): boolean =>
  (type === 'WorkflowExecutionTerminated' || type === 'WorkflowExecutionCancelRequested') &&
  attributes.cause === 'CHILD_POLICY_APPLIED';

const receivedKey = (runId: string, initiatedId: number): string => `${runId} ${initiatedId}`;

type Find<T extends EventType> = (others: OtherRuns, run: RecordedRun, event: EventOf<T>) => Cause | undefined;

const eventOf = (run: RecordedRun | undefined, id: number): Cause | undefined => run && { run, eventId: id };

/**
 * Returns the event after which a step of an Initiated event came. After-batch steps come after their batch, in its order
 * (docs/swf.md 6.9): after what the run heard of earlier steps, or after what they did in other runs if it had closed.
 */
function beforeStep(
  others: OtherRuns,
  run: RecordedRun | undefined,
  initiatedId: number,
  at: number,
): Cause | undefined {
  if (!run) return undefined;
  const heardId = others.heard(run, initiatedId) ?? 0;
  const known = run.events.slice(0, Math.max(0, heardId - 1)).findLast((event) => event.at <= at)?.id ?? 0;
  // At least the start: an export can lack the id of the Initiated event.
  const end = Math.max(1, endOfBatch(run, initiatedId));
  return known >= end ? { run, eventId: known } : (earlierStep(others, run, initiatedId, at) ?? { run, eventId: end });
}

function endOfBatch(run: RecordedRun, initiatedId: number): number {
  const completedId = completedIdOf(run.events[initiatedId - 1]);
  let last = initiatedId;
  while (completedId !== undefined && completedIdOf(run.events[last]) === completedId) last += 1;
  return last;
}

function earlierStep(others: OtherRuns, run: RecordedRun, initiatedId: number, at: number): Cause | undefined {
  const completedId = completedIdOf(run.events[initiatedId - 1]);
  for (let id = initiatedId - 1; id > 0 && completedIdOf(run.events[id - 1]) === completedId; id -= 1) {
    const step = others.received(run, id);
    if (step && (step.run.events[step.eventId - 1]?.at ?? at + 1) <= at) return step;
  }
  return undefined;
}

/** Returns the id of the response in whose batch an event is; `undefined` if it is in none, or if it follows one. */
function completedIdOf(event: CoreEvent | undefined): number | undefined {
  if (!event) return undefined;
  const { decisionTaskCompletedEventId, initiatedEventId = 0 } = event.attributes as Readonly<Record<string, unknown>>;
  const isLater = event.type.endsWith('Failed') && initiatedEventId !== 0;
  return isLater ? undefined : (decisionTaskCompletedEventId as number | undefined);
}

const lastOf = (run: RecordedRun | undefined): Cause | undefined => run && eventOf(run, run.events.length);

interface About<A> {
  readonly attributes: A;
}

type Asked = EventOf<'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested'>;

function senderOf(others: OtherRuns, run: RecordedRun, { attributes, at }: Asked): Cause | undefined {
  const { externalWorkflowExecution: sender, externalInitiatedEventId: id = 0 } = attributes;
  if (id > 0) return beforeStep(others, others.withRunId(sender?.runId), id, at);
  return 'cause' in attributes ? lastOf(others.parentOf(run)) : undefined;
}

const closeOfChild = (
  others: OtherRuns,
  _run: RecordedRun,
  { attributes }: About<{ readonly workflowExecution: { readonly runId: string } }>,
): Cause | undefined => lastOf(others.withRunId(attributes.workflowExecution.runId));

const receivedBy = (
  others: OtherRuns,
  run: RecordedRun,
  { attributes }: About<{ readonly initiatedEventId: number }>,
): Cause | undefined => others.received(run, attributes.initiatedEventId);

const CAUSES: { readonly [T in EventType]?: Find<T> } = {
  WorkflowExecutionStarted: (others, run, { attributes, at }) =>
    lastOf(others.withRunId(attributes.continuedExecutionRunId)) ??
    beforeStep(others, others.parentOf(run), attributes.parentInitiatedEventId ?? 0, at),
  WorkflowExecutionSignaled: senderOf,
  WorkflowExecutionCancelRequested: senderOf,
  WorkflowExecutionTerminated: (others, run, { attributes }) =>
    attributes.cause === 'CHILD_POLICY_APPLIED' ? lastOf(others.parentOf(run)) : undefined,
  ChildWorkflowExecutionStarted: (others, _run, { attributes }) =>
    eventOf(others.withRunId(attributes.workflowExecution.runId), 1),
  ChildWorkflowExecutionCompleted: closeOfChild,
  ChildWorkflowExecutionFailed: closeOfChild,
  ChildWorkflowExecutionCanceled: closeOfChild,
  ChildWorkflowExecutionTerminated: closeOfChild,
  ChildWorkflowExecutionTimedOut: closeOfChild,
  ExternalWorkflowExecutionSignaled: receivedBy,
  ExternalWorkflowExecutionCancelRequested: receivedBy,
};
