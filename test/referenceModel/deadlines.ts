import type { EventType } from '@aws-sdk/client-swf';
import {
  type Activity,
  type Attributes,
  type Entry,
  entriesOf,
  firstOf,
  isClosed,
  openActivities,
  openTimers,
  type Run,
  runningTask,
  waitingTask,
} from './history.js';
import { openLambdas } from './lambdas.js';
import { waitsFrom } from './unproved.js';
import type { World } from './world.js';
import { tell } from './writing.js';

type TimeoutType = 'SCHEDULE_TO_CLOSE' | 'SCHEDULE_TO_START' | 'START_TO_CLOSE' | 'HEARTBEAT';

/** An event that time will write, if nothing happens before. */
export interface Deadline {
  readonly at: number;
  /** Ranks of docs/swf.md 7.1, for the same instant: the execution first, then the objects as they were created. */
  readonly ranks: readonly [execution: number, created: number, timeout: number];
  readonly fire: (world: World) => void;
}

/** Everything that is to come, as it will come. */
export const deadlines = (world: World): readonly Deadline[] =>
  world.runs
    .filter((run) => !isClosed(run))
    .flatMap((run) => [
      executionDeadline(run),
      ...decisionDeadlines(world, run),
      ...activityDeadlines(run),
      ...timers(run),
      ...lambdas(run),
    ])
    .filter(({ at }) => at < Number.POSITIVE_INFINITY)
    .sort(compare);

const compare = (a: Deadline, b: Deadline): number =>
  a.at - b.at || a.ranks[0] - b.ranks[0] || a.ranks[1] - b.ranks[1] || a.ranks[2] - b.ranks[2];

const span = (timeout: string | undefined): number =>
  timeout === undefined || timeout === 'NONE' ? Number.POSITIVE_INFINITY : Number(timeout) * 1000;

function deadline<T extends EventType>(
  run: Run,
  at: number,
  ranks: Deadline['ranks'],
  type: T,
  attributes: Attributes<T>,
): Deadline {
  return { at, ranks, fire: (world) => tell(world, run, type, attributes) };
}

function executionDeadline(run: Run): Deadline {
  const { at, order, attributes } = firstOf(run);
  const { executionStartToCloseTimeout, childPolicy } = attributes;
  const timedOut = { timeoutType: 'START_TO_CLOSE' as const, childPolicy };
  return deadline(run, at + span(executionStartToCloseTimeout), [0, order, 0], 'WorkflowExecutionTimedOut', timedOut);
}

function decisionDeadlines(world: World, run: Run): readonly Deadline[] {
  const found: Deadline[] = [];
  const waiting = waitingTask(run);
  if (waiting) found.push(decisionDeadline(run, waiting, undefined, waitsFrom(world, run, waiting)));
  const running = runningTask(run);
  const scheduled = entriesOf(run, 'DecisionTaskScheduled').find(
    ({ id }) => id === running?.attributes.scheduledEventId,
  );
  if (running && scheduled) found.push(decisionDeadline(run, scheduled, running, running.at));
  return found;
}

function decisionDeadline(
  run: Run,
  scheduled: Entry<'DecisionTaskScheduled'>,
  started: Entry<'DecisionTaskStarted'> | undefined,
  from: number,
): Deadline {
  const { scheduleToStartTimeout, startToCloseTimeout } = scheduled.attributes;
  const at = from + span(started ? startToCloseTimeout : scheduleToStartTimeout);
  return deadline(run, at, [1, scheduled.order, 0], 'DecisionTaskTimedOut', {
    timeoutType: started ? 'START_TO_CLOSE' : 'SCHEDULE_TO_START',
    scheduledEventId: scheduled.id,
    startedEventId: started?.id ?? 0,
  });
}

const activityDeadlines = (run: Run): readonly Deadline[] =>
  openActivities(run).flatMap((activity) => {
    const { scheduled, started } = activity;
    const { scheduleToCloseTimeout, scheduleToStartTimeout, startToCloseTimeout, heartbeatTimeout } =
      scheduled.attributes;
    const overall = expiry(run, activity, 0, 'SCHEDULE_TO_CLOSE', scheduled.at + span(scheduleToCloseTimeout));
    if (!started) {
      return [overall, expiry(run, activity, 1, 'SCHEDULE_TO_START', scheduled.at + span(scheduleToStartTimeout))];
    }
    const lastBeat = run.beats.filter(({ startedId }) => startedId === started.id).at(-1)?.at ?? started.at;
    return [
      overall,
      expiry(run, activity, 1, 'START_TO_CLOSE', started.at + span(startToCloseTimeout)),
      expiry(run, activity, 2, 'HEARTBEAT', lastBeat + span(heartbeatTimeout)),
    ];
  });

function expiry(run: Run, activity: Activity, rank: number, timeoutType: TimeoutType, at: number): Deadline {
  const { scheduled, started } = activity;
  return deadline(run, at, [1, scheduled.order, rank], 'ActivityTaskTimedOut', {
    timeoutType,
    scheduledEventId: scheduled.id,
    startedEventId: started?.id ?? 0,
    details: lastDetails(run, started?.id),
  });
}

// The last that were given: a heartbeat without details keeps the earlier ones (docs/swf.md, doubt 15).
const lastDetails = (run: Run, started: number | undefined): string | undefined =>
  run.beats.filter(({ startedId, details }) => startedId === started && details !== undefined).at(-1)?.details;

/** Those of zero seconds are not here: they are steps after their batch, which can be held back (docs/swf.md 6.9). */
const timers = (run: Run): readonly Deadline[] =>
  openTimers(run)
    .filter(({ attributes }) => Number(attributes.startToFireTimeout) > 0)
    .map(({ id, at, order, attributes: { timerId, startToFireTimeout } }) =>
      deadline(run, at + span(startToFireTimeout), [1, order, 0], 'TimerFired', { timerId, startedEventId: id }),
    );

/** Without a timeout of its own a function has 900 seconds (docs/swf.md 7.1, 14.1). */
const lambdas = (run: Run): readonly Deadline[] =>
  openLambdas(run).flatMap(({ scheduled, started }) => {
    if (!started) return [];
    const at = started.at + span(scheduled.attributes.startToCloseTimeout ?? '900');
    const timedOut = {
      scheduledEventId: scheduled.id,
      startedEventId: started.id,
      timeoutType: 'START_TO_CLOSE',
    } as const;
    return [deadline(run, at, [1, scheduled.order, 0], 'LambdaFunctionTimedOut', timedOut)];
  });
