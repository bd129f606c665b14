import type { TimelineEvent } from '../../render/timeline.js';

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
}

/** The way in which an activity task closed, from the names of the event types. */
export type ActivityEnd = (typeof ACTIVITY_ENDS)[number];
/** The ways in which an activity task can close. */
export const ACTIVITY_ENDS = ['Completed', 'Failed', 'TimedOut', 'Canceled'] as const;

/** Returns the attributes of an event. */
export const attributesOf = (event: TimelineEvent | undefined): Members =>
  Object.entries(event ?? {}).find(([name]) => name.endsWith('EventAttributes'))?.[1] ?? {};

/** Returns all activity tasks of a history in the order of their schedule events. An activity id can have several. */
export const activitiesIn = (history: readonly TimelineEvent[]): readonly ActivityTask[] =>
  history
    .filter(({ eventType }) => eventType === 'ActivityTaskScheduled')
    .map((event) => activityTaskOf(event, history));

function activityTaskOf(event: TimelineEvent, history: readonly TimelineEvent[]): ActivityTask {
  const scheduled = attributesOf(event);
  const later = history.filter((other) => attributesOf(other).scheduledEventId === event.eventId);
  const last = later.at(-1);
  const end = ACTIVITY_ENDS.find((one) => last?.eventType === `ActivityTask${one}`);
  const open = later.length > 0 ? 'started' : 'scheduled';
  return {
    activityId: String(scheduled.activityId),
    scheduled,
    state: end ?? open,
    closed: end ? attributesOf(last) : {},
  };
}
