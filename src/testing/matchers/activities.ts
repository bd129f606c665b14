import { attributesOf, type TimelineEvent } from '../../render/timelineRows.js';

type Members = Readonly<Record<string, unknown>>;

/** An activity task of a history. */
export interface ActivityTask {
  /** The id of the activity. */
  readonly activityId: string;
  /** The attributes of its ActivityTaskScheduled event. */
  readonly scheduled: Members;
  /** Its state at the end of the history. */
  readonly state: 'scheduled' | 'started' | ActivityEnd;
  /** The attributes of the event that closed it; none for an open task. */
  readonly closed: Members;
  /** Its events, in order. */
  readonly events: readonly TimelineEvent[];
}

/** The way in which an activity task closed, from the names of the event types. */
export type ActivityEnd = (typeof ACTIVITY_ENDS)[number];
/** The ways in which an activity task can close. */
export const ACTIVITY_ENDS = ['Completed', 'Failed', 'TimedOut', 'Canceled'] as const;

/** The name of a way to close: in the words of the events, or in the words of the close statuses. */
export type ActivityEndName = ActivityEnd | 'COMPLETED' | 'FAILED' | 'TIMED_OUT' | 'CANCELED';

const END_NAMES: ReadonlyMap<string, ActivityEnd> = new Map<ActivityEndName, ActivityEnd>([
  ...ACTIVITY_ENDS.map((end) => [end, end] as const),
  ['COMPLETED', 'Completed'],
  ['FAILED', 'Failed'],
  ['TIMED_OUT', 'TimedOut'],
  ['CANCELED', 'Canceled'],
]);

/** Returns the way to close of a name: `'TimedOut'` for `'TIMED_OUT'`. Returns `undefined` for an unknown name. */
export const endOf = (name: string): ActivityEnd | undefined => END_NAMES.get(name);

/** Returns all activity tasks of a history in the order of their schedule events. An activity id can have several. */
export function activitiesIn(history: readonly TimelineEvent[]): readonly ActivityTask[] {
  const scheduled = history.filter(({ eventType }) => eventType === 'ActivityTaskScheduled');
  const laterById = new Map<unknown, TimelineEvent[]>(scheduled.map(({ eventId }) => [eventId, []]));
  for (const event of history) laterById.get(attributesOf(event).scheduledEventId)?.push(event);
  return scheduled.map((event) => activityTaskOf(event, laterById.get(event.eventId) ?? []));
}

function activityTaskOf(event: TimelineEvent, later: readonly TimelineEvent[]): ActivityTask {
  const scheduled = attributesOf(event);
  const last = later.at(-1);
  const end = ACTIVITY_ENDS.find((one) => last?.eventType === `ActivityTask${one}`);
  const open = later.length > 0 ? 'started' : 'scheduled';
  return {
    activityId: String(scheduled.activityId),
    scheduled,
    state: end ?? open,
    closed: end ? attributesOf(last) : {},
    events: [event, ...later],
  };
}
