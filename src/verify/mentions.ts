import type { EventOf } from '../core/index.js';
import { type RecordedDecision, recordedDecision } from '../deciders/recordedDecision.js';
import type { Recorded } from '../history/readHistory.js';
import { paddedBatch } from './batches.js';

/** The ids of a run, as they were recorded. */
export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
}

/** A signal or a cancel request that another run sent to the run, or the run itself. */
type Received = EventOf<'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested'>;
type Requested = EventOf<
  'SignalExternalWorkflowExecutionInitiated' | 'RequestCancelExternalWorkflowExecutionInitiated'
>;
type Failed = EventOf<'SignalExternalWorkflowExecutionFailed' | 'RequestCancelExternalWorkflowExecutionFailed'>;
type Reached = EventOf<'ExternalWorkflowExecutionSignaled' | 'ExternalWorkflowExecutionCancelRequested'>;

/** The other runs that a history mentions, and the ids of its own run: read before the re-enactment begins. */
export class Mentions {
  /**
   * The ids of the run itself. No event contains them, but a signal from the run to itself does, or one from the run
   * that it continues. Otherwise the workflow id is made up.
   */
  readonly own: { readonly workflowId: string; readonly runId?: string };
  readonly #history: readonly Recorded[];
  readonly #received: readonly Received[];

  constructor(history: readonly Recorded[]) {
    this.#history = history;
    this.#received = history.filter(isReceived);
    this.own = this.#ownIds();
  }

  /**
   * Returns the runs of a workflow id that sent the run a signal or a cancel request, and are mentioned nowhere else.
   * They may have closed long before, so they must be started before another run takes the workflow id.
   */
  sendersOf(workflowId: string): readonly Execution[] {
    const senders = this.#received.map(senderOf).filter((sender) => sender.workflowId === workflowId);
    const shown = [this.own.runId, this.continued, this.parent?.runId, ...this.#history.map(runIdOf)];
    return senders.filter(({ runId }) => !shown.includes(runId));
  }

  /** The id of the run that this one continues. */
  get continued(): string | undefined {
    return this.#started?.continuedExecutionRunId;
  }

  /** The parent of the run. */
  get parent(): Execution | undefined {
    return this.#started?.parentWorkflowExecution as Execution | undefined;
  }

  /**
   * Returns a batch of decisions for another run: those whose effect the history shows, and `more`. Each decision is at
   * the place that gives its event the recorded id; the first event has the id `first`.
   */
  batchOf(
    runId: string,
    first: number,
    more: ReadonlyMap<number, RecordedDecision> = new Map(),
  ): readonly RecordedDecision[] {
    const sent = this.#received
      .filter(isFrom(runId))
      .map((event) => [event.attributes.externalInitiatedEventId ?? 0, this.#decisionBehind(event)] as const);
    return paddedBatch(new Map([...sent, ...more]), first);
  }

  /** Returns the run that a signal or a cancel request reached. */
  reachedBy(initiatedId: number): Execution | undefined {
    const reached = this.#history
      .filter(isReached)
      .find(({ attributes }) => attributes.initiatedEventId === initiatedId);
    return reached?.attributes.workflowExecution as Execution | undefined;
  }

  /** Returns true if the history shows that a run was open: it sent something, or something reached it. */
  isAlive(runId: string): boolean {
    return this.#history.some((event) => runIdOf(event) === runId) || this.#received.some(isFrom(runId));
  }

  #decisionBehind({ type, attributes }: Received): RecordedDecision {
    const { workflowId } = this.own;
    return type === 'WorkflowExecutionSignaled'
      ? recordedDecision('SignalExternalWorkflowExecution', {
          workflowId,
          signalName: attributes.signalName,
          input: attributes.input,
        })
      : recordedDecision('RequestCancelExternalWorkflowExecution', { workflowId });
  }

  get #started(): EventOf<'WorkflowExecutionStarted'>['attributes'] | undefined {
    const first = this.#history[0];
    return first?.type === 'WorkflowExecutionStarted' ? first.attributes : undefined;
  }

  #ownIds(): Mentions['own'] {
    const senders = this.#received.map(senderOf);
    const before = senders.find(({ runId }) => runId === this.continued);
    const own = senders.find((sender) => this.#isOwn(sender));
    if (own ?? before) return own ?? { workflowId: (before as Execution).workflowId };
    let workflowId = 'reenacted';
    const shown = JSON.stringify(this.#history.map(({ attributes }) => attributes));
    while (shown.includes(workflowId)) workflowId += "'";
    return { workflowId };
  }

  // A sender is the run itself if the run sent all that came from it, and all that the run sent to it arrived.
  #isOwn(execution: Execution): boolean {
    const from = this.#received.filter((event) => isSame(senderOf(event), execution));
    const to = this.#history
      .filter(isReached)
      .filter(({ attributes }) => isSame(attributes.workflowExecution, execution));
    const sentHere = (event: Received): boolean => this.#requested(event, execution);
    const came = (event: Reached): boolean => from.some((one) => one.id < event.id && isAnswer(event, one));
    return execution.runId !== this.parent?.runId && from.every(sentHere) && to.every(came);
  }

  #requested({ id, type, attributes }: Received, execution: Execution): boolean {
    const { workflowId, runId } = execution;
    const request = this.#history[(attributes.externalInitiatedEventId ?? 0) - 1];
    if (!request || !isRequested(request) || request.id > id || !this.#mayReach(request, execution)) return false;
    const { attributes: wanted } = request;
    if (wanted.workflowId !== workflowId || (wanted.runId ?? runId) !== runId) return false;
    if (!('signalName' in wanted)) return type === 'WorkflowExecutionCancelRequested';
    if (type !== 'WorkflowExecutionSignaled') return false;
    return wanted.signalName === attributes.signalName && wanted.input === attributes.input;
  }

  /** Returns true unless the history shows that the request failed, or reached another run. */
  #mayReach({ id }: Requested, execution: Execution): boolean {
    const reached = this.reachedBy(id);
    const failed = this.#history.some((event) => isFailed(event) && event.attributes.initiatedEventId === id);
    return reached ? isSame(reached, execution) : !failed;
  }
}

/** Returns the id of the run in the attribute `workflowExecution`, if the event has it. */
export const runIdOf = ({ attributes }: Recorded): string | undefined =>
  'workflowExecution' in attributes ? attributes.workflowExecution.runId : undefined;

const senderOf = ({ attributes }: Received): Execution => attributes.externalWorkflowExecution as Execution;

const isFrom =
  (runId: string) =>
  (event: Received): boolean =>
    senderOf(event).runId === runId;

const isSame = (a: { workflowId?: string | undefined; runId?: string | undefined }, b: Execution): boolean =>
  a.workflowId === b.workflowId && a.runId === b.runId;

const isAnswer = ({ attributes }: Reached, received: Received): boolean =>
  attributes.initiatedEventId === received.attributes.externalInitiatedEventId;

/**
 * Returns true for a signal or a cancel request from a run. One that comes from the child policy of a parent is not.
 */
export function isSent(event: Recorded): boolean {
  if (event.type === 'WorkflowExecutionSignaled') return event.attributes.externalWorkflowExecution !== undefined;
  if (event.type !== 'WorkflowExecutionCancelRequested') return false;
  return event.attributes.externalWorkflowExecution !== undefined && event.attributes.cause === undefined;
}

const isReceived = (event: Recorded): event is Received => isSent(event);

const isReached = (event: Recorded): event is Reached =>
  event.type === 'ExternalWorkflowExecutionSignaled' || event.type === 'ExternalWorkflowExecutionCancelRequested';

const isFailed = (event: Recorded): event is Failed =>
  event.type === 'SignalExternalWorkflowExecutionFailed' ||
  event.type === 'RequestCancelExternalWorkflowExecutionFailed';

const isRequested = (event: Recorded): event is Requested =>
  event.type === 'SignalExternalWorkflowExecutionInitiated' ||
  event.type === 'RequestCancelExternalWorkflowExecutionInitiated';
