import type { Owned } from '../store/ownership.js';
import type { EventId, Instant, RunNumber } from './ids.js';

/** The link of a parent to a child. */
export interface ChildLink {
  /** The id of the StartChildWorkflowExecutionInitiated. */
  readonly initiatedId: EventId;
  /** The id of the ChildWorkflowExecutionStarted, or `undefined` before it. */
  readonly startedId: EventId | undefined;
  /** The run of the child, or of the last run that continues it. `undefined` before the child starts. */
  readonly run: RunNumber | undefined;
}

/** The open things of one kind in a run. */
export interface Open<T> extends Owned {
  /** The open things by id: activity id, timer id, id of the Initiated event, or id of the Lambda function. */
  readonly byId: Map<string, T>;
}

/** A decision task that waits. */
export interface ScheduledDecision {
  /** The id of its DecisionTaskScheduled. */
  readonly scheduledId: EventId;
  /** Its order number. */
  readonly order: number;
}

/** A decision task that a decider has. */
export interface StartedDecision {
  /** The id of its DecisionTaskScheduled. */
  readonly scheduledId: EventId;
  /** The id of its DecisionTaskStarted. */
  readonly startedId: EventId;
  /** Its order number. */
  readonly order: number;
}

interface ActivityBase {
  /** The activity id. */
  readonly activityId: string;
  /** The id of its ActivityTaskScheduled. */
  readonly scheduledId: EventId;
  /** Its order number. */
  readonly order: number;
  /** The id of the last ActivityTaskCancelRequested, or `undefined` if there was no request. */
  readonly cancelRequestedId: EventId | undefined;
}

/** An activity task that waits for a worker. */
export interface ScheduledActivity extends ActivityBase {
  /** The phase. */
  readonly phase: 'scheduled';
}

/** An activity task that a worker has. */
export interface StartedActivity extends ActivityBase {
  /** The phase. */
  readonly phase: 'started';
  /** The id of its ActivityTaskStarted. */
  readonly startedId: EventId;
  /** The time of the last heartbeat, or of the start, in milliseconds since the epoch. */
  readonly heartbeatAt: Instant;
  /** The details of the last heartbeat that had any (docs/swf.md 12, doubt 15). */
  readonly details: string | undefined;
}

/** An activity task that is not closed. */
export type OpenActivityTask = ScheduledActivity | StartedActivity;

/** A timer that has neither fired nor been canceled. */
export interface Timer {
  /** The timer id. */
  readonly timerId: string;
  /** The id of its TimerStarted. */
  readonly startedId: EventId;
  /** Its order number. */
  readonly order: number;
}

/** A Lambda function that has not ended. */
export interface LambdaTask {
  /** The id that the decider gave it. */
  readonly id: string;
  /** The id of its LambdaFunctionScheduled. */
  readonly scheduledId: EventId;
  /** The id of its LambdaFunctionStarted, or `undefined` before it. */
  readonly startedId: EventId | undefined;
  /** Its order number. */
  readonly order: number;
}
