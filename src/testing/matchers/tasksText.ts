import { nearest } from '../../args/didYouMean.js';
import { quoted } from '../../args/quoted.js';
import type { ActivityTask } from './activities.js';
import { isShort } from './shortTimeline.js';

const MOST = 10;

/** Returns the last 10 tasks with an activity id, else with the id that is most similar to it. */
export function tasksLike(tasks: readonly ActivityTask[], activityId: string): readonly ActivityTask[] {
  const ids = new Set(tasks.map((task) => task.activityId));
  const id = ids.has(activityId) ? activityId : nearest(activityId, ids)?.name;
  return tasks.filter((task) => task.activityId === id).slice(-MOST);
}

/**
 * Returns the activities of a run as sentences. If their events are too many to show, these are the activities with a
 * similar id, and the last ones.
 */
export function tasksText(tasks: readonly ActivityTask[], activityId: string): string {
  if (tasks.length === 0) return 'The run scheduled no activity.';
  if (isShort(tasks.flatMap(({ events }) => events))) return `The run has the activities ${listText(tasks)}.`;
  const like = tasksLike(tasks, activityId);
  return [
    `The run has ${tasks.length} activities.`,
    ...(like.length > 0 ? [`Those with the id ${quoted(like[0]?.activityId)}: ${listText(like)}.`] : []),
    `The last ones: ${listText(tasks.slice(-MOST))}.`,
  ].join('\n');
}

const listText = (tasks: readonly ActivityTask[]): string =>
  tasks.map(({ activityId, state }) => `${quoted(activityId)} (${state})`).join(', ');
