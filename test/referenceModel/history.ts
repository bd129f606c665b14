import type { EventType, HistoryEvent } from '@aws-sdk/client-swf';

type Key<T extends EventType> = `${Uncapitalize<T>}EventAttributes` & keyof HistoryEvent;
export type Attributes<T extends EventType> = NonNullable<HistoryEvent[Key<T>]>;

/** An event of a history, with its place among all events of the world. */
export type Entry<T extends EventType = EventType> = {
  readonly [K in T]: {
    readonly id: number;
    readonly type: K;
    readonly at: number;
    readonly order: number;
    readonly attributes: Attributes<K>;
  };
}[T];

/** A heartbeat: the one thing that a history does not tell (docs/swf.md 2.5). */
export interface Beat {
  readonly startedId: number;
  readonly at: number;
  readonly details: string | undefined;
}

/** A run is its history: all else is read from it, each time anew. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
  readonly entries: Entry[];
  readonly beats: Beat[];
}

export const CLOSE_STATUS: Partial<Record<EventType, string>> = {
  WorkflowExecutionCompleted: 'COMPLETED',
  WorkflowExecutionFailed: 'FAILED',
  WorkflowExecutionCanceled: 'CANCELED',
  WorkflowExecutionTerminated: 'TERMINATED',
  WorkflowExecutionTimedOut: 'TIMED_OUT',
  WorkflowExecutionContinuedAsNew: 'CONTINUED_AS_NEW',
};

export const entriesOf = <T extends EventType>(run: Run, ...types: readonly T[]): readonly Entry<T>[] =>
  run.entries.filter((entry) => (types as readonly EventType[]).includes(entry.type)) as unknown as readonly Entry<T>[];

export const firstOf = (run: Run): Entry<'WorkflowExecutionStarted'> =>
  run.entries[0] as Entry<'WorkflowExecutionStarted'>;

export const lastOf = (run: Run): Entry => run.entries.at(-1) as Entry;

export const isClosed = (run: Run): boolean => CLOSE_STATUS[lastOf(run).type] !== undefined;

/** The decision task that is scheduled and not started; there is at most one (docs/swf.md 6.1). */
export function waitingTask(run: Run): Entry<'DecisionTaskScheduled'> | undefined {
  const gone = entriesOf(run, 'DecisionTaskStarted', 'DecisionTaskTimedOut');
  return entriesOf(run, 'DecisionTaskScheduled').find(
    ({ id }) => !gone.some(({ attributes }) => attributes.scheduledEventId === id),
  );
}

/** The decision task that a decider has; there is at most one (docs/swf.md 6.1). */
export function runningTask(run: Run): Entry<'DecisionTaskStarted'> | undefined {
  const ended = entriesOf(run, 'DecisionTaskCompleted', 'DecisionTaskTimedOut');
  return entriesOf(run, 'DecisionTaskStarted').find(
    ({ id }) => !ended.some(({ attributes }) => attributes.startedEventId === id),
  );
}

export function openTimers(run: Run): readonly Entry<'TimerStarted'>[] {
  const ended = entriesOf(run, 'TimerFired', 'TimerCanceled');
  return entriesOf(run, 'TimerStarted').filter(
    ({ id }) => !ended.some(({ attributes }) => attributes.startedEventId === id),
  );
}

export interface Activity {
  readonly scheduled: Entry<'ActivityTaskScheduled'>;
  readonly started: Entry<'ActivityTaskStarted'> | undefined;
  /** The last request to cancel it (docs/swf.md 3.2: "last … recorded"). */
  readonly cancelRequest: Entry<'ActivityTaskCancelRequested'> | undefined;
}

/** Scheduled or started, whether or not its cancel was requested (docs/swf.md 1.5). */
export function openActivities(run: Run): readonly Activity[] {
  const starts = entriesOf(run, 'ActivityTaskStarted');
  const requests = entriesOf(run, 'ActivityTaskCancelRequested');
  const ended = entriesOf(
    run,
    'ActivityTaskCompleted',
    'ActivityTaskFailed',
    'ActivityTaskCanceled',
    'ActivityTaskTimedOut',
  );
  return entriesOf(run, 'ActivityTaskScheduled')
    .filter(({ id }) => !ended.some(({ attributes }) => attributes.scheduledEventId === id))
    .map((scheduled) => ({
      scheduled,
      started: starts.find(({ attributes }) => attributes.scheduledEventId === scheduled.id),
      cancelRequest: requests
        .filter(({ id, attributes }) => id > scheduled.id && attributes.activityId === scheduled.attributes.activityId)
        .at(-1),
    }));
}

export const activityNamed = (run: Run, activityId: string | undefined): Activity | undefined =>
  openActivities(run).find(({ scheduled }) => scheduled.attributes.activityId === activityId);

/** What the next decision task of a run is scheduled with. */
export interface DecisionList {
  readonly taskList: { readonly name: string | undefined };
  readonly scheduleToStartTimeout: string;
}

/** The list of the next decision task: overrides, what they revert to and when (docs/swf.md 6.7, 6.10). */
export function decisionList(run: Run): DecisionList {
  let lasting = listNamed(firstOf(run).attributes.taskList);
  let override: DecisionList | undefined;
  for (const { type, attributes } of run.entries) {
    if (type === 'DecisionTaskTimedOut') override = undefined;
    if (type !== 'DecisionTaskCompleted' || !attributes.taskList) continue;
    const scheduleToStartTimeout = attributes.taskListScheduleToStartTimeout ?? 'NONE';
    const list = listNamed(attributes.taskList, scheduleToStartTimeout);
    if (scheduleToStartTimeout === 'NONE') lasting = list;
    override = scheduleToStartTimeout === 'NONE' ? undefined : list;
  }
  return override ?? lasting;
}

const listNamed = (list: { name: string | undefined } | undefined, scheduleToStartTimeout = 'NONE'): DecisionList => ({
  taskList: { name: list?.name },
  scheduleToStartTimeout,
});

/** An event in AWS's form, with milliseconds for its time. */
export const toHistoryEvent = ({ id, type, at, attributes }: Entry): object => ({
  eventId: id,
  eventType: type,
  eventTimestamp: at,
  [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`]: attributes,
});

/** Absent, not `undefined`: an optional member without a value is not there at all (docs/swf.md 4). */
export const present = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

export const historyOf = (run: Run): readonly object[] => run.entries.map(toHistoryEvent);
