import type {
  ActivityTask,
  Decision,
  DecisionTask,
  HistoryEvent,
  SignalWorkflowExecutionInput,
  TerminateWorkflowExecutionInput,
} from '@aws-sdk/client-swf';
import type { CheckCalls } from './checkCalls.js';

type Members = Readonly<Record<string, unknown>>;

/** An event of a target's history. */
export interface SeenEvent {
  readonly id: number;
  readonly type: string;
  /** The time in milliseconds since the epoch. */
  readonly at: number;
  readonly attributes: Members;
}

/** A decision task with a token. */
export type TakenDecision = DecisionTask & { readonly taskToken: string };
/** An activity task with a token. */
export type TakenActivity = ActivityTask & { readonly taskToken: string };

/** A run on the target, and what its decider, its workers and its callers do. */
export class TargetRun {
  constructor(
    readonly ask: CheckCalls,
    readonly workflowId: string,
    readonly runId: string,
    /** The list of its decision tasks. */
    readonly list: string,
  ) {}

  /** The ids of the run. */
  get execution(): { readonly workflowId: string; readonly runId: string } {
    return { workflowId: this.workflowId, runId: this.runId };
  }

  /** Takes the decision task of the run. Ends the check if there is none. */
  take(more: object = {}): Promise<TakenDecision> {
    const { domain } = this.ask;
    return this.ask.poll('PollForDecisionTask', {
      domain,
      taskList: { name: this.list },
      ...more,
    }) as Promise<TakenDecision>;
  }

  /** Responds to a decision task. */
  async respond({ taskToken }: { readonly taskToken: string }, decisions: readonly Decision[], more: object = {}) {
    await this.ask.call('RespondDecisionTaskCompleted', { taskToken, decisions: [...decisions], ...more });
  }

  /** Takes the decision task of the run, and responds with these decisions. */
  async decide(...decisions: readonly Decision[]): Promise<TakenDecision> {
    const task = await this.take();
    await this.respond(task, decisions);
    return task;
  }

  /** Takes an activity task of the check's list. Ends the check if there is none. */
  work(more: object = {}): Promise<TakenActivity> {
    const { domain, list } = this.ask;
    return this.ask.poll('PollForActivityTask', {
      domain,
      taskList: { name: list },
      ...more,
    }) as Promise<TakenActivity>;
  }

  /** Signals the run. */
  async signal(more: Partial<SignalWorkflowExecutionInput> = {}): Promise<void> {
    const { domain } = this.ask;
    await this.ask.call('SignalWorkflowExecution', {
      domain,
      ...this.execution,
      signalName: 'go',
      input: 'now',
      ...more,
    });
  }

  /** Asks the run to cancel itself. */
  async requestCancel(): Promise<void> {
    await this.ask.call('RequestCancelWorkflowExecution', { domain: this.ask.domain, ...this.execution });
  }

  /** Terminates the run. */
  async terminate(more: Partial<TerminateWorkflowExecutionInput> = {}): Promise<void> {
    await this.ask.call('TerminateWorkflowExecution', { domain: this.ask.domain, ...this.execution, ...more });
  }

  /** Describes the run. */
  describe() {
    return this.ask.call('DescribeWorkflowExecution', { domain: this.ask.domain, execution: this.execution });
  }

  /** Returns the whole history. */
  async history(): Promise<readonly SeenEvent[]> {
    return (await this.ask.eventsOf(this.execution)).map(seenEvent);
  }

  /** Returns the types of the events from the id `from` on, with a space between them. */
  async types(from = 1): Promise<string> {
    const events = await this.history();
    return events
      .filter(({ id }) => id >= from)
      .map(({ type }) => type)
      .join(' ');
  }

  /** Returns the attributes of the last event of a type. */
  async last(type: string): Promise<Members | undefined> {
    return (await this.history()).findLast((event) => event.type === type)?.attributes;
  }

  /** Waits until the history has so many events of a type, as far as the target is patient. Returns the history. */
  async until(type: string, count = 1): Promise<readonly SeenEvent[]> {
    const enough = (events: readonly SeenEvent[]) => events.filter((event) => event.type === type).length >= count;
    return this.ask.eventually(() => this.history(), enough);
  }

  /** Returns another run of the same check. */
  other(workflowId: string, runId: string, list: string): TargetRun {
    this.ask.noteRun({ workflowId, runId });
    return new TargetRun(this.ask, workflowId, runId, list);
  }

  /** Returns the child with this workflow id, once it has started. Ends the check if it does not start. */
  async child(workflowId: string, list = workflowId): Promise<TargetRun> {
    const isOfChild = ({ type, attributes }: SeenEvent) =>
      type === 'ChildWorkflowExecutionStarted' &&
      (attributes.workflowExecution as Members | undefined)?.workflowId === workflowId;
    const events = await this.ask.eventually(
      () => this.history(),
      (all) => all.some(isOfChild),
    );
    const found = events.findLast(isOfChild)?.attributes.workflowExecution as Members | undefined;
    if (!found) return this.ask.giveUp('the start of the child', 'ChildWorkflowExecutionStarted', 'no such event');
    return this.other(workflowId, String(found.runId), list);
  }

  /** Returns the run that continues this one. Ends the check if there is none. */
  async successor(): Promise<TargetRun> {
    const attributes = (await this.until('WorkflowExecutionContinuedAsNew')).at(-1)?.attributes;
    const runId = attributes?.newExecutionRunId;
    if (typeof runId !== 'string')
      return this.ask.giveUp('the run that continues', 'WorkflowExecutionContinuedAsNew', 'no such event');
    return this.other(this.workflowId, runId, this.list);
  }
}

const NOT_ATTRIBUTES = new Set(['eventId', 'eventType', 'eventTimestamp']);

function seenEvent(event: HistoryEvent): SeenEvent {
  const { eventId = 0, eventType, eventTimestamp } = event;
  const found = Object.entries(event).find(([name, value]) => !NOT_ATTRIBUTES.has(name) && value !== undefined);
  const at = eventTimestamp instanceof Date ? eventTimestamp.getTime() : Number.NaN;
  return { id: eventId, type: String(eventType), at, attributes: (found?.[1] ?? {}) as Members };
}
