import type { TimedOutEvent, TimeoutTypeOf } from './sdkEvents.js';

/** The events that set deadlines: the rules of these in `src/core/apply` call `startTimeouts`. */
export type DeadlineSetter =
  | 'WorkflowExecutionStarted'
  | 'DecisionTaskScheduled'
  | 'DecisionTaskStarted'
  | 'ActivityTaskScheduled'
  | 'ActivityTaskStarted'
  | 'TimerStarted'
  | 'LambdaFunctionStarted';

/** The facts about one kind of deadline. */
export interface DeadlineFacts {
  /** The subject that the deadline is for. */
  readonly of: string;
  /** The event that sets the deadline. */
  readonly setBy: DeadlineSetter;
  /** The attribute with the number of seconds, or `NONE`. For a started task, it is in the Scheduled event. */
  readonly setting: string;
  /** The event that is written when the deadline passes. */
  readonly event: TimedOutEvent | 'TimerFired';
  /** The event that the parent of the run gets. Absent if the parent gets none. */
  readonly parentEvent?: TimedOutEvent;
  /** The kind of timeout that both events show. Absent for a timer. */
  readonly timeoutType?: TimeoutTypeOf<TimedOutEvent>;
  /** The attribute of the event that refers to the event of the deadline. Absent for the timeout of a run. */
  readonly refersBy?: 'scheduledEventId' | 'startedEventId';
}

// In the order of deadlines at the same time, for one task (docs/swf.md 7.1).
const ROWS = {
  execution: {
    of: 'executions',
    setBy: 'WorkflowExecutionStarted',
    setting: 'executionStartToCloseTimeout',
    event: 'WorkflowExecutionTimedOut',
    parentEvent: 'ChildWorkflowExecutionTimedOut',
    timeoutType: 'START_TO_CLOSE',
  },
  'decision start-to-close': {
    of: 'decision tasks',
    setBy: 'DecisionTaskStarted',
    setting: 'taskStartToCloseTimeout',
    event: 'DecisionTaskTimedOut',
    timeoutType: 'START_TO_CLOSE',
    refersBy: 'startedEventId',
  },
  'decision schedule-to-start': {
    of: 'decision tasks',
    setBy: 'DecisionTaskScheduled',
    setting: 'scheduleToStartTimeout',
    event: 'DecisionTaskTimedOut',
    timeoutType: 'SCHEDULE_TO_START',
    refersBy: 'scheduledEventId',
  },
  'activity schedule-to-close': {
    of: 'activity tasks',
    setBy: 'ActivityTaskScheduled',
    setting: 'scheduleToCloseTimeout',
    event: 'ActivityTaskTimedOut',
    timeoutType: 'SCHEDULE_TO_CLOSE',
    refersBy: 'scheduledEventId',
  },
  'activity start-to-close': {
    of: 'activity tasks',
    setBy: 'ActivityTaskStarted',
    setting: 'startToCloseTimeout',
    event: 'ActivityTaskTimedOut',
    timeoutType: 'START_TO_CLOSE',
    refersBy: 'scheduledEventId',
  },
  'activity schedule-to-start': {
    of: 'activity tasks',
    setBy: 'ActivityTaskScheduled',
    setting: 'scheduleToStartTimeout',
    event: 'ActivityTaskTimedOut',
    timeoutType: 'SCHEDULE_TO_START',
    refersBy: 'scheduledEventId',
  },
  'activity heartbeat': {
    of: 'activity tasks',
    setBy: 'ActivityTaskStarted',
    setting: 'heartbeatTimeout',
    event: 'ActivityTaskTimedOut',
    timeoutType: 'HEARTBEAT',
    refersBy: 'scheduledEventId',
  },
  timer: {
    of: 'timers',
    setBy: 'TimerStarted',
    setting: 'startToFireTimeout',
    event: 'TimerFired',
    refersBy: 'startedEventId',
  },
  'lambda start-to-close': {
    of: 'Lambda functions',
    setBy: 'LambdaFunctionStarted',
    setting: 'startToCloseTimeout',
    event: 'LambdaFunctionTimedOut',
    timeoutType: 'START_TO_CLOSE',
    refersBy: 'scheduledEventId',
  },
} as const satisfies Readonly<Record<string, DeadlineFacts>>;

/** The kinds of deadline. */
export type DeadlineKind = keyof typeof ROWS;

/** The subjects of deadlines. */
export type DeadlineSubject = (typeof ROWS)[DeadlineKind]['of'];

/** The attributes that contain a timeout. */
export type TimeoutSetting = (typeof ROWS)[DeadlineKind]['setting'];

type Row = (typeof ROWS)[DeadlineKind];
type Shown<E> = Extract<Row, { readonly event: E } | { readonly parentEvent: E }>;
type Unshown = {
  [E in TimedOutEvent]: Exclude<TimeoutTypeOf<E>, Shown<E>['timeoutType' & keyof Shown<E>]>;
}[TimedOutEvent];

// This does not compile if the SDK has a timeout that no row shows.
const CHECKED: [Unshown] extends [never] ? typeof ROWS : { readonly unshown: Unshown } = ROWS;

/** The facts about each kind of deadline. All other lists of deadlines and timeouts come from this table. */
export const DEADLINES: {
  readonly [K in DeadlineKind]: DeadlineFacts & {
    readonly of: DeadlineSubject;
    readonly setting: TimeoutSetting;
  };
} = CHECKED;

/** The kinds of deadline, in their order at the same time, for one task (docs/swf.md 7.1). */
export const DEADLINE_KINDS = Object.keys(ROWS) as readonly DeadlineKind[];

/** The kinds of deadline that each event sets. */
export const DEADLINES_SET_BY = Object.fromEntries(
  DEADLINE_KINDS.map((kind) => DEADLINES[kind].setBy).map((setBy) => [
    setBy,
    DEADLINE_KINDS.filter((kind) => DEADLINES[kind].setBy === setBy),
  ]),
) as unknown as { readonly [T in DeadlineSetter]: readonly DeadlineKind[] };

/** Returns true if events of this type are written when a deadline passes, in the run itself or in a child. */
export const isDeadlineEvent = (type: string): boolean =>
  DEADLINE_KINDS.some((kind) => DEADLINES[kind].event === type || DEADLINES[kind].parentEvent === type);

/** A kind of deadline whose event shows a kind of timeout. */
type TimeoutKind = {
  [K in DeadlineKind]: (typeof ROWS)[K] extends { readonly timeoutType: string } ? K : never;
}[DeadlineKind];

/** Returns the kind of timeout that the event of a deadline shows. */
export const timeoutTypeOf = <K extends TimeoutKind>(kind: K): (typeof ROWS)[K]['timeoutType'] =>
  ROWS[kind].timeoutType;

/** Returns the name of a timeout without its subject: `start-to-close`. */
export const timeoutName = (kind: DeadlineKind): string => kind.replace(/^\w+ /, '');

/** The pairs of an event type and a kind of timeout that an event can show. */
export const TIMEOUTS: readonly (readonly [TimedOutEvent, string])[] = DEADLINE_KINDS.flatMap((kind) => {
  const { event, parentEvent, timeoutType } = DEADLINES[kind];
  if (timeoutType === undefined || event === 'TimerFired') return [];
  return [event, ...(parentEvent ? [parentEvent] : [])].map((type) => [type, timeoutType] as const);
});
