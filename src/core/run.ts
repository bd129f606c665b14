import type { CoreEvent, EventOf } from './events.js';
import type { ExecutionId } from './faults.js';
import { type EventId, type Instant, NO_EVENT, type RunNumber } from './ids.js';
import type { Log } from './store/log.js';
import type { Owned } from './store/ownership.js';

export type CloseStatus = 'COMPLETED' | 'FAILED' | 'CANCELED' | 'TERMINATED' | 'CONTINUED_AS_NEW' | 'TIMED_OUT';

/** One workflow execution. What its first event says is not said again here: see `settingsOf`. */
export interface Run extends Owned, Log<CoreEvent> {
  readonly number: RunNumber;
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly startedAt: Instant;
  /** Who started it, if a run did. */
  readonly parent: ParentLink | undefined;
  closed: Closed | undefined;
  cancelRequested: boolean;
  /** At most one decision task waits to be started, and at most one is started (swf-behaviour 6.1). */
  decisionScheduled: ScheduledDecision | undefined;
  decisionStarted: StartedDecision | undefined;
  /** The DecisionTaskStarted of the last decision task that was completed. */
  previousStartedId: EventId;
  /** The list that responses put in the place of the first one for good. */
  decisionList: string | undefined;
  /** The list that a response put in its place until a decision task times out. */
  stickyList: { readonly name: string; readonly scheduleToStartTimeout: string } | undefined;
  activities: Open<ActivityTask>;
  timers: Open<Timer>;
  /** Children that are initiated or started, by the id of their Initiated event; kept on close for the child policy. */
  children: Open<ChildLink>;
  lambdas: Open<LambdaTask>;
  latestActivityAt: Instant | undefined;
  executionContext: string | undefined;
}

export interface Closed {
  readonly status: CloseStatus;
  readonly at: Instant;
  readonly openCounts: OpenCounts;
}

export interface OpenCounts {
  readonly activities: number;
  readonly timers: number;
  readonly decisions: number;
  readonly children: number;
  readonly lambdas: number;
}

/** The Initiated event of a parent. */
export interface ParentLink {
  readonly run: RunNumber;
  readonly initiatedId: EventId;
  /** How it is called: it may be forgotten before its child is. */
  readonly execution: ExecutionId;
}

/** A child as its parent knows it: `run` is that of its latest run, once it has one. */
export interface ChildLink {
  readonly initiatedId: EventId;
  readonly startedId: EventId | undefined;
  readonly run: RunNumber | undefined;
}

/** What is open of one kind in a run, by the id that the decider gave it. */
export interface Open<T> extends Owned {
  readonly byId: Map<string, T>;
}

export interface ScheduledDecision {
  readonly scheduledId: EventId;
  readonly order: number;
}

export interface StartedDecision {
  readonly scheduledId: EventId;
  readonly startedId: EventId;
  readonly order: number;
}

interface ActivityBase {
  readonly activityId: string;
  readonly scheduledId: EventId;
  readonly order: number;
  /** The last ActivityTaskCancelRequested. */
  readonly cancelRequestedId: EventId | undefined;
}
export interface ScheduledActivity extends ActivityBase {
  readonly phase: 'scheduled';
}
export interface StartedActivity extends ActivityBase {
  readonly phase: 'started';
  readonly startedId: EventId;
  readonly heartbeatAt: Instant;
  /** What the last heartbeat that gave details said. */
  readonly details: string | undefined;
}
export type ActivityTask = ScheduledActivity | StartedActivity;

export interface Timer {
  readonly timerId: string;
  readonly startedId: EventId;
  readonly order: number;
}

/** A Lambda function that was scheduled and has not ended; `startedId` once it was called. */
export interface LambdaTask {
  readonly id: string;
  readonly scheduledId: EventId;
  readonly startedId: EventId | undefined;
  readonly order: number;
}

/** What the run was started with: the attributes of its first event. */
export const settingsOf = (run: Run): EventOf<'WorkflowExecutionStarted'>['attributes'] =>
  (run.events[0] as EventOf<'WorkflowExecutionStarted'>).attributes;

/** The event `id` of the run, if it has got so far. */
export const eventOf = (run: Run, id: EventId): CoreEvent | undefined =>
  id > NO_EVENT && id <= run.length ? run.events[id - 1] : undefined;

export const nextEventId = (run: Run): EventId => (run.length + 1) as EventId;

/** The open activity task that the event `scheduledId` scheduled. */
export function activityOf(run: Run, scheduledId: EventId): ActivityTask | undefined {
  const event = eventOf(run, scheduledId);
  if (event?.type !== 'ActivityTaskScheduled') return undefined;
  const task = run.activities.byId.get(event.attributes.activityId);
  return task?.scheduledId === scheduledId ? task : undefined;
}

/** The open timer that the event `startedId` started. */
export function timerOf(run: Run, startedId: EventId): Timer | undefined {
  const event = eventOf(run, startedId);
  if (event?.type !== 'TimerStarted') return undefined;
  const timer = run.timers.byId.get(event.attributes.timerId);
  return timer?.startedId === startedId ? timer : undefined;
}

/** The open Lambda function that the event `scheduledId` scheduled. */
export function lambdaOf(run: Run, scheduledId: EventId): LambdaTask | undefined {
  const event = eventOf(run, scheduledId);
  if (event?.type !== 'LambdaFunctionScheduled') return undefined;
  const task = run.lambdas.byId.get(event.attributes.id);
  return task?.scheduledId === scheduledId ? task : undefined;
}
