import type { Decision, HistoryEvent } from '@aws-sdk/client-swf';

/** Reads histories and makes decisions for the samples. */

export type Events = readonly HistoryEvent[];

/** Returns the number of events of a type. */
export const count = (events: Events, type: HistoryEvent['eventType']): number =>
  events.filter(({ eventType }) => eventType === type).length;

/** Returns the signals of a name. */
export const signals = (events: Events, name: string): Events =>
  events.filter((event) => event.workflowExecutionSignaledEventAttributes?.signalName === name);

export const isSignaled = (events: Events, name: string): boolean => signals(events, name).length > 0;

/** The tasks of an activity type in a history. */
export interface Tasks {
  readonly scheduled: number;
  readonly completed: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly canceled: number;
  readonly open: number;
}

const ENDS = ['Completed', 'Failed', 'TimedOut', 'Canceled'] as const;
type End = (typeof ENDS)[number];

/** Returns the event that ended a task in one way. */
const endOf = (event: HistoryEvent, end: End): number | undefined =>
  event[`activityTask${end}EventAttributes`]?.scheduledEventId;

/** Returns the id of the ActivityTaskScheduled event of the task that an event ended; `undefined` if it ended none. */
export const endedTask = (event: HistoryEvent): number | undefined =>
  ENDS.map((end) => endOf(event, end)).find((id) => id !== undefined);

const isTaskOf = (event: HistoryEvent, name: string, id?: string): boolean => {
  const { activityType, activityId } = event.activityTaskScheduledEventAttributes ?? {};
  return activityType?.name === name && (id === undefined || activityId === id);
};

/** Counts the tasks of an activity type, or those with an activity id. */
export function tasksOf(events: Events, name: string, id?: string): Tasks {
  const ids = new Set(events.filter((event) => isTaskOf(event, name, id)).map(({ eventId }) => eventId));
  const ended = (end: End): number => events.filter((event) => ids.has(endOf(event, end))).length;
  const [completed, failed, timedOut, canceled] = ENDS.map(ended) as [number, number, number, number];
  const open = ids.size - completed - failed - timedOut - canceled;
  return { scheduled: ids.size, completed, failed, timedOut, canceled, open };
}

/** Returns the number of tasks that are open, of all types. */
export const openTasks = (events: Events): number =>
  count(events, 'ActivityTaskScheduled') - events.filter((event) => endedTask(event) !== undefined).length;

/** Returns true if a timer was started, whether or not it has fired. */
export const isStarted = (events: Events, timerId: string): boolean =>
  events.some((event) => event.timerStartedEventAttributes?.timerId === timerId);

export const isFired = (events: Events, timerId: string): boolean =>
  events.some((event) => event.timerFiredEventAttributes?.timerId === timerId);

/** Returns the details of the markers of a name, in order. */
export const markers = (events: Events, name: string): readonly (string | undefined)[] =>
  events.flatMap(({ markerRecordedEventAttributes: marker }) => (marker?.markerName === name ? [marker.details] : []));

/** Returns the decision to schedule the next task of an activity: its id is the name with a number. */
export function schedule(events: Events, name: string, input = ''): Decision {
  return scheduleAs(`${name}-${tasksOf(events, name).scheduled + 1}`, name, input);
}

export const scheduleAs = (activityId: string, name: string, input = ''): Decision => ({
  decisionType: 'ScheduleActivityTask',
  scheduleActivityTaskDecisionAttributes: { activityId, activityType: { name, version: '1' }, input },
});

export const startTimer = (timerId: string, minutes: number): Decision => ({
  decisionType: 'StartTimer',
  startTimerDecisionAttributes: { timerId, startToFireTimeout: String(minutes * 60) },
});

export const recordMarker = (markerName: string, details: string): Decision => ({
  decisionType: 'RecordMarker',
  recordMarkerDecisionAttributes: { markerName, details },
});

export const continueAsNew = (input: string): Decision => ({
  decisionType: 'ContinueAsNewWorkflowExecution',
  continueAsNewWorkflowExecutionDecisionAttributes: { input },
});

export const complete: Decision = { decisionType: 'CompleteWorkflowExecution' };
export const cancelRun: Decision = { decisionType: 'CancelWorkflowExecution' };
export const failRun = (reason: string): Decision => ({
  decisionType: 'FailWorkflowExecution',
  failWorkflowExecutionDecisionAttributes: { reason },
});

export const requestCancel = (activityId: string): Decision => ({
  decisionType: 'RequestCancelActivityTask',
  requestCancelActivityTaskDecisionAttributes: { activityId },
});

export const startChild = (workflowId: string, name: string): Decision => ({
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: { workflowId, workflowType: { name, version: '1' } },
});
