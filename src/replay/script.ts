import type { EventOf } from '../core/events.js';
import { type Decision, decision, padded } from './decisions.js';
import type { Recorded } from './recorded.js';

export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
}

/** What reached the run from another run, or from itself. */
type Received = EventOf<'WorkflowExecutionSignaled' | 'WorkflowExecutionCancelRequested'>;
type Asked = EventOf<'SignalExternalWorkflowExecutionInitiated' | 'RequestCancelExternalWorkflowExecutionInitiated'>;
type Failed = EventOf<'SignalExternalWorkflowExecutionFailed' | 'RequestCancelExternalWorkflowExecutionFailed'>;
type Reached = EventOf<'ExternalWorkflowExecutionSignaled' | 'ExternalWorkflowExecutionCancelRequested'>;

/** What a history tells of other runs, and of the name of its own, before any of it has happened. */
export class Script {
  /** The name of the run itself: no history says it, but what the run sent itself does, or what the run before it sent. */
  readonly own: { readonly workflowId: string; readonly runId?: string };
  readonly #history: readonly Recorded[];
  readonly #received: readonly Received[];

  constructor(history: readonly Recorded[]) {
    this.#history = history;
    this.#received = history.filter(isReceived);
    this.own = this.#ownName();
  }

  /**
   * Runs of a workflow id that sent the run something and show nowhere else: they may have closed long before, so they
   * are played before another run takes the workflow id.
   */
  sendersCalled(workflowId: string): readonly Execution[] {
    const senders = this.#received.map(senderOf).filter((sender) => sender.workflowId === workflowId);
    const shown = [this.own.runId, this.continued, this.parent?.runId, ...this.#history.map(runIdOf)];
    return senders.filter(({ runId }) => !shown.includes(runId));
  }

  get continued(): string | undefined {
    return this.#started?.continuedExecutionRunId;
  }

  get parent(): Execution | undefined {
    return this.#started?.parentWorkflowExecution as Execution | undefined;
  }

  /** The decisions of another run that this one got to feel, and `more`, each as the event that was recorded of it. */
  batchOf(runId: string, first: number, more: ReadonlyMap<number, Decision> = new Map()): readonly Decision[] {
    const sent = this.#received
      .filter(isFrom(runId))
      .map((event) => [event.attributes.externalInitiatedEventId ?? 0, this.#sending(event)] as const);
    return padded(new Map([...sent, ...more]), first);
  }

  /** The run that a signal or a cancel reached. */
  reachedBy(initiatedId: number): Execution | undefined {
    const reached = this.#history
      .filter(isReached)
      .find(({ attributes }) => attributes.initiatedEventId === initiatedId);
    return reached?.attributes.workflowExecution as Execution | undefined;
  }

  /** Whether the history shows that the run did something, or that something reached it. */
  isAlive(runId: string): boolean {
    return this.#history.some((event) => runIdOf(event) === runId) || this.#received.some(isFrom(runId));
  }

  #sending({ type, attributes }: Received): Decision {
    const { workflowId } = this.own;
    return type === 'WorkflowExecutionSignaled'
      ? decision('SignalExternalWorkflowExecution', {
          workflowId,
          signalName: attributes.signalName,
          input: attributes.input,
        })
      : decision('RequestCancelExternalWorkflowExecution', { workflowId });
  }

  get #started(): EventOf<'WorkflowExecutionStarted'>['attributes'] | undefined {
    const first = this.#history[0];
    return first?.type === 'WorkflowExecutionStarted' ? first.attributes : undefined;
  }

  #ownName(): Script['own'] {
    const senders = this.#received.map(senderOf);
    const before = senders.find(({ runId }) => runId === this.continued);
    const own = senders.find((sender) => this.#isOwn(sender));
    if (own ?? before) return own ?? { workflowId: (before as Execution).workflowId };
    let workflowId = 'reenacted';
    const shown = JSON.stringify(this.#history.map(({ attributes }) => attributes));
    while (shown.includes(workflowId)) workflowId += "'";
    return { workflowId };
  }

  /** The run is this one itself if all that came from it the run had sent it, and all that was sent to it came. */
  #isOwn(execution: Execution): boolean {
    const from = this.#received.filter((event) => isSame(senderOf(event), execution));
    const to = this.#history
      .filter(isReached)
      .filter(({ attributes }) => isSame(attributes.workflowExecution, execution));
    const sentHere = (event: Received): boolean => this.#asksFor(event, execution);
    const came = (event: Reached): boolean => from.some((one) => one.id < event.id && isAnswer(event, one));
    return execution.runId !== this.parent?.runId && from.every(sentHere) && to.every(came);
  }

  #asksFor({ id, type, attributes }: Received, execution: Execution): boolean {
    const { workflowId, runId } = execution;
    const asked = this.#history[(attributes.externalInitiatedEventId ?? 0) - 1];
    if (!asked || !isAsked(asked) || asked.id > id || !this.#mayReach(asked, execution)) return false;
    const { attributes: wanted } = asked;
    if (wanted.workflowId !== workflowId || (wanted.runId ?? runId) !== runId) return false;
    if (!('signalName' in wanted)) return type === 'WorkflowExecutionCancelRequested';
    if (type !== 'WorkflowExecutionSignaled') return false;
    return wanted.signalName === attributes.signalName && wanted.input === attributes.input;
  }

  /** Whether nothing shows that it reached nobody, or another. */
  #mayReach({ id }: Asked, execution: Execution): boolean {
    const reached = this.reachedBy(id);
    const failed = this.#history.some((event) => isFailed(event) && event.attributes.initiatedEventId === id);
    return reached ? isSame(reached, execution) : !failed;
  }
}

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

/** Whether another run sent it; what the policy of a closed parent did was not sent. */
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

const isAsked = (event: Recorded): event is Asked =>
  event.type === 'SignalExternalWorkflowExecutionInitiated' ||
  event.type === 'RequestCancelExternalWorkflowExecutionInitiated';
