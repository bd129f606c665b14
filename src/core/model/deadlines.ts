import { DEADLINE_KINDS, type DeadlineKind } from '../../tables/timeouts.js';
import { firstItem, itemsInOrder } from '../store/bucketQueue.js';
import { after, type Instant, type Millis, spanOf } from './ids.js';
import type { OpenActivityTask } from './openTasks.js';
import { activityOf, lambdaOf, type Run, scheduledEventOf, timerOf } from './run.js';
import { type Deadline, type Delivery, runAt, type State } from './state.js';

/** Something that the service does by itself: a timeout, a timer or an after-batch step. */
export type Due = Deadline | Delivery;

/**
 * Returns the time at which a deadline is due, in milliseconds since the epoch, or `undefined` if its task, timer or
 * run has closed. A heartbeat puts its deadline off. The deadline itself never changes, so ask this function.
 */
export function dueAt(s: State, deadline: Deadline): Instant | undefined {
  const run = runAt(s, deadline.run);
  if (!run || run.closed) return undefined;
  return STANDING[deadline.kind](run, deadline);
}

const STANDING: { readonly [K in DeadlineKind]: (run: Run, deadline: Deadline) => Instant | undefined } = {
  execution: (_run, { at }) => at,
  'decision start-to-close': (run, { at, eventId }) => (run.decisionStarted?.startedId === eventId ? at : undefined),
  'decision schedule-to-start': (run, { at, eventId }) =>
    run.decisionScheduled?.scheduledId === eventId ? at : undefined,
  'activity schedule-to-close': (run, { at, eventId }) => activityOf(run, eventId) && at,
  'activity schedule-to-start': (run, { at, eventId }) =>
    activityOf(run, eventId)?.phase === 'scheduled' ? at : undefined,
  'activity start-to-close': (run, { at, eventId }) => activityOf(run, eventId) && at,
  'activity heartbeat': (run, { eventId }) => heartbeatDueAt(run, activityOf(run, eventId)),
  timer: (run, { at, eventId }) => timerOf(run, eventId) && at,
  'lambda start-to-close': (run, { at, eventId }) => lambdaOf(run, eventId) && at,
};

function heartbeatDueAt(run: Run, task: OpenActivityTask | undefined): Instant | undefined {
  if (task?.phase !== 'started') return undefined;
  const { attributes } = scheduledEventOf(run, task.scheduledId);
  return after(task.heartbeatAt, spanOf(attributes.heartbeatTimeout ?? 'NONE') as Millis);
}

const RANK = Object.fromEntries(DEADLINE_KINDS.map((kind, rank) => [kind, rank])) as Record<DeadlineKind, number>;

/**
 * Returns whether a deadline fires before another: by time; at the same time the timeout of an execution first, then
 * the older task or timer, then by the order of `DEADLINE_KINDS` (docs/swf.md 7.1).
 */
export function deadlineBefore(a: Deadline, b: Deadline): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if ((a.kind === 'execution') !== (b.kind === 'execution')) return a.kind === 'execution';
  return a.order !== b.order ? a.order < b.order : RANK[a.kind] < RANK[b.kind];
}

/** Yields the deadlines of a state in the order in which they fire. Some are out of date: `dueAt` decides. */
export const deadlinesInOrder = (s: State): Iterable<Deadline> => itemsInOrder(s.deadlines);

/** Returns the deadline that fires next, or `undefined` if there is none. It is never out of date. */
export const firstDeadline = (s: State): Deadline | undefined => firstItem(s.deadlines);
