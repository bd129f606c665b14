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
  /** The signal or the cancel request that a run got, by the run id of the sender and its Initiated event. */
  readonly #received = new Map<string, Cause>();

  /** The children of each run, in the order in which they were initiated. */
  readonly #children = new Map<RecordedRun, RecordedRun[]>();

  constructor(readonly all: readonly RecordedRun[]) {
    for (const run of all) {
      if (run.runId !== undefined) this.#byRunId.set(run.runId, run);
      for (const event of run.events) this.#note(run, event);
    }
    for (const run of all.toSorted((a, b) => initiatedIdOf(a) - initiatedIdOf(b))) {
      const parent = this.parentOf(run);
      if (parent) this.#children.set(parent, [...(this.#children.get(parent) ?? []), run]);
    }
  }

  /** Returns the run with a run id, if it was given. */
  withRunId = (runId: string | undefined): RecordedRun | undefined =>
    runId === undefined ? undefined : this.#byRunId.get(runId);

  /** Returns the open run of a workflow id, if it was given. */
  openRun = (workflowId: string): RecordedRun | undefined =>
    this.all.find((run) => !run.isClosed && run.workflowId === workflowId);

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

  #note(run: RecordedRun, { id, type, attributes }: CoreEvent): void {
    if (type !== 'WorkflowExecutionSignaled' && type !== 'WorkflowExecutionCancelRequested') return;
    const { externalWorkflowExecution: sender, externalInitiatedEventId = 0 } = attributes;
    if (sender && externalInitiatedEventId > 0)
      this.#received.set(receivedKey(sender.runId ?? '', externalInitiatedEventId), { run, eventId: id });
  }
}

const initiatedIdOf = (run: RecordedRun): number => settingsOf(run).parentInitiatedEventId ?? 0;

const isChildPolicy = ({ type, attributes }: CoreEvent): boolean =>
  (type === 'WorkflowExecutionTerminated' || type === 'WorkflowExecutionCancelRequested') &&
  attributes.cause === 'CHILD_POLICY_APPLIED';

const receivedKey = (runId: string, initiatedId: number): string => `${runId} ${initiatedId}`;

type Find<T extends EventType> = (others: OtherRuns, run: RecordedRun, event: EventOf<T>) => Cause | undefined;

const at = (run: RecordedRun | undefined, id: number): Cause | undefined => run && { run, eventId: id };

/** Returns the last event of the batch with an Initiated event: after-batch steps come after it (docs/swf.md 6.9). */
function batchOf(run: RecordedRun | undefined, initiatedId: number): Cause | undefined {
  const completedId = run && completedIdOf(run.events[initiatedId - 1]);
  let last = initiatedId;
  while (run && completedId !== undefined && completedIdOf(run.events[last]) === completedId) last += 1;
  return at(run, last);
}

/** Returns the id of the response in whose batch an event is; `undefined` if it is in none, or if it follows one. */
function completedIdOf(event: CoreEvent | undefined): number | undefined {
  if (!event) return undefined;
  const { decisionTaskCompletedEventId, initiatedEventId = 0 } = event.attributes as Readonly<Record<string, unknown>>;
  const isLater = event.type.endsWith('Failed') && initiatedEventId !== 0;
  return isLater ? undefined : (decisionTaskCompletedEventId as number | undefined);
}

const lastOf = (run: RecordedRun | undefined): Cause | undefined => run && at(run, run.events.length);

interface About<A> {
  readonly attributes: A;
}

type Asked = EventOf<'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested'>;

function senderOf(others: OtherRuns, run: RecordedRun, { attributes }: Asked): Cause | undefined {
  const { externalWorkflowExecution: sender, externalInitiatedEventId: id = 0 } = attributes;
  if (id > 0) return batchOf(others.withRunId(sender?.runId), id);
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
  WorkflowExecutionStarted: (others, run, { attributes }) =>
    attributes.continuedExecutionRunId === undefined
      ? batchOf(others.parentOf(run), attributes.parentInitiatedEventId ?? 0)
      : lastOf(others.withRunId(attributes.continuedExecutionRunId)),
  WorkflowExecutionSignaled: senderOf,
  WorkflowExecutionCancelRequested: senderOf,
  WorkflowExecutionTerminated: (others, run, { attributes }) =>
    attributes.cause === 'CHILD_POLICY_APPLIED' ? lastOf(others.parentOf(run)) : undefined,
  ChildWorkflowExecutionStarted: (others, _run, { attributes }) =>
    at(others.withRunId(attributes.workflowExecution.runId), 1),
  ChildWorkflowExecutionCompleted: closeOfChild,
  ChildWorkflowExecutionFailed: closeOfChild,
  ChildWorkflowExecutionCanceled: closeOfChild,
  ChildWorkflowExecutionTerminated: closeOfChild,
  ChildWorkflowExecutionTimedOut: closeOfChild,
  ExternalWorkflowExecutionSignaled: receivedBy,
  ExternalWorkflowExecutionCancelRequested: receivedBy,
};
