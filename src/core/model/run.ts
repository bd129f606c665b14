import { CLOSE_STATUSES, type CloseEvent, type CloseStatus } from '../../tables/closes.js';
import type { Log } from '../store/log.js';
import type { Owned } from '../store/ownership.js';
import { invariant } from './bug.js';
import type { CoreEvent, EventOf, EventType } from './events.js';
import type { ExecutionId } from './faults.js';
import { type EventId, type Instant, NO_EVENT, type RunNumber } from './ids.js';
import type {
  ChildLink,
  LambdaTask,
  Open,
  OpenActivityTask,
  ScheduledDecision,
  StartedDecision,
  Timer,
} from './openTasks.js';

/**
 * A workflow execution, open or closed, with its history: the first `length` of its `events`. The settings of its first
 * event are not repeated here: see `settingsOf`.
 */
export interface Run extends Owned, Log<CoreEvent> {
  /** The number of the run in its state: the first run has 0. */
  readonly number: RunNumber;
  /** The name of its domain. */
  readonly domain: string;
  /** The workflow id. At most one run of a workflow id is open in a domain. */
  readonly workflowId: string;
  /** The run id: unique in a state. */
  readonly runId: string;
  /** The time of its start, in milliseconds since the epoch. */
  readonly startedAt: Instant;
  /** The parent, if the run is a child, or continues one. */
  readonly parent: ParentLink | undefined;
  /** The close, or `undefined` while the run is open. */
  closed: Closed | undefined;
  /** `true` from the first cancel request on. */
  cancelRequested: boolean;
  /** The decision task that waits to be started: at most one (docs/swf.md 6.1). */
  decisionScheduled: ScheduledDecision | undefined;
  /** The decision task that a decider has: at most one (docs/swf.md 6.1). */
  decisionStarted: StartedDecision | undefined;
  /**
   * The id of the DecisionTaskStarted of the last completed decision task, or 0. With `previousStartedAfterTimeout:
   * 'started'` a task that timed out counts, too (docs/swf.md 6.6 and 12, doubt 7).
   */
  previousStartedId: EventId;
  /** The permanent override of the task list of decision tasks (docs/swf.md 6.7). */
  decisionList: string | undefined;
  /** The temporary override of that list, until a decision task times out (docs/swf.md 6.7). Seconds as text. */
  stickyList: { readonly name: string; readonly scheduleToStartTimeout: string } | undefined;
  /** The open activity tasks, by activity id. */
  activities: Open<OpenActivityTask>;
  /** The open timers, by timer id. */
  timers: Open<Timer>;
  /** The open children, by the id of their Initiated event. A close keeps them: its child policy needs them. */
  children: Open<ChildLink>;
  /** The open Lambda functions, by their id. */
  lambdas: Open<LambdaTask>;
  /** The time of the last activity event, in milliseconds since the epoch (docs/swf.md 2.4, doubt 24). */
  latestActivityAt: Instant | undefined;
  /** The last execution context that a response gave (docs/swf.md 2.4). */
  executionContext: string | undefined;
}

/** The close of a run. */
export interface Closed {
  /** The close status. */
  readonly status: CloseStatus;
  /** The time of the close, in milliseconds since the epoch. */
  readonly at: Instant;
  /** The open counts at the close (docs/swf.md 7.4). */
  readonly openCounts: OpenCounts;
}

/** The numbers of what is open in a run (docs/swf.md 2.4, 6.10). */
export interface OpenCounts {
  /** Activity tasks: scheduled or started. */
  readonly activities: number;
  /** Timers. */
  readonly timers: number;
  /** Decision tasks that wait: 0 or 1. */
  readonly decisions: number;
  /** Children: initiated or started. */
  readonly children: number;
  /** Lambda functions: scheduled or started. */
  readonly lambdas: number;
}

/** The link of a child to its parent. */
export interface ParentLink {
  /** The run of the parent. */
  readonly run: RunNumber;
  /** The id of the parent's StartChildWorkflowExecutionInitiated. */
  readonly initiatedId: EventId;
  /** The ids of the parent, since its run can be forgotten before the child. */
  readonly execution: ExecutionId;
}

/** Returns the settings of a run: the attributes of its first event. */
export const settingsOf = (run: Run): EventOf<'WorkflowExecutionStarted'>['attributes'] =>
  (run.events[0] as EventOf<'WorkflowExecutionStarted'>).attributes;

/** Returns the event `id` of a run, or `undefined` if there is none. */
export const eventOf = (run: Run, id: EventId): CoreEvent | undefined =>
  id > NO_EVENT && id <= run.length ? run.events[id - 1] : undefined;

/**
 * Returns the event `id` of a run as an event of that type.
 *
 * @throws Bug if it is of another type: that is a fault of swfake itself.
 */
export function eventOfType<T extends EventType>(run: Run, id: number, type: T): EventOf<T> {
  const event = run.events[id - 1];
  invariant(event?.type === type, () => `event ${id} of ${run.workflowId} is ${event?.type}, not ${type}`);
  return event as EventOf<T>;
}

/**
 * Returns the ActivityTaskScheduled event of an activity task.
 *
 * @throws Bug if the event is of another type.
 */
export const scheduledEventOf = (run: Run, scheduledId: number): EventOf<'ActivityTaskScheduled'> =>
  eventOfType(run, scheduledId, 'ActivityTaskScheduled');

/** Returns the id that the next event of a run gets. */
export const nextEventId = (run: Run): EventId => (run.length + 1) as EventId;

/** Returns the open activity task of an ActivityTaskScheduled event, or `undefined` if it is closed. */
export function activityOf(run: Run, scheduledId: EventId): OpenActivityTask | undefined {
  const event = eventOf(run, scheduledId);
  if (event?.type !== 'ActivityTaskScheduled') return undefined;
  const task = run.activities.byId.get(event.attributes.activityId);
  return task?.scheduledId === scheduledId ? task : undefined;
}

/** Returns the open timer of a TimerStarted event, or `undefined` if it is closed. */
export function timerOf(run: Run, startedId: EventId): Timer | undefined {
  const event = eventOf(run, startedId);
  if (event?.type !== 'TimerStarted') return undefined;
  const timer = run.timers.byId.get(event.attributes.timerId);
  return timer?.startedId === startedId ? timer : undefined;
}

/** Returns the open Lambda function of a LambdaFunctionScheduled event, or `undefined` if it has ended. */
export function lambdaOf(run: Run, scheduledId: EventId): LambdaTask | undefined {
  const event = eventOf(run, scheduledId);
  if (event?.type !== 'LambdaFunctionScheduled') return undefined;
  const task = run.lambdas.byId.get(event.attributes.id);
  return task?.scheduledId === scheduledId ? task : undefined;
}

/** The types of events that close a run. No event follows one (docs/swf.md 4). */
export const CLOSES: ReadonlySet<EventType> = new Set(Object.keys(CLOSE_STATUSES) as readonly CloseEvent[]);

type ChildPolicy = ReturnType<typeof settingsOf>['childPolicy'];

/**
 * Returns the child policy that applies to the children of a closed run: the policy of its close event, which a
 * TerminateWorkflowExecution can set, else its own (docs/swf.md 7.6).
 */
export function policyOf(closed: Run): ChildPolicy {
  const close = closed.events[closed.length - 1];
  const shows = close?.type === 'WorkflowExecutionTerminated' || close?.type === 'WorkflowExecutionTimedOut';
  return shows ? close.attributes.childPolicy : settingsOf(closed).childPolicy;
}

/**
 * Returns the open counts of an open run. A decision task counts only while it waits (docs/swf.md 6.10; recorded:
 * test_failing_workflow).
 */
export const openNow = (run: Run): OpenCounts => ({
  activities: run.activities.byId.size,
  timers: run.timers.byId.size,
  decisions: run.decisionScheduled ? 1 : 0,
  children: run.children.byId.size,
  lambdas: run.lambdas.byId.size,
});
