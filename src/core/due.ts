import type { Change } from './changes.js';
import { cancelExternal, signalExternal, startChild, tellSender } from './deliver.js';
import { type EventOf, happened } from './events.js';
import { after, type Instant, type Millis, NO_EVENT, spanOf } from './ids.js';
import { lambdaTimedOut, startLambda } from './lambdas.js';
import { decisionTask, record, recordForDecider } from './record.js';
import { type ActivityTask, activityOf, lambdaOf, type Run, settingsOf, timerOf } from './run.js';
import type { Stage } from './stage.js';
import { type Deadline, type DeadlineKind, type Delivery, runAt, type State } from './state.js';

/** Something that the service does by itself: a timeout, a timer, or a step that follows a batch. */
export type Due = Deadline | Delivery;

/**
 * When a deadline falls due: a heartbeat moves it on, and `undefined` says that what it was for has ended. Deadlines are
 * left where they are when either happens, and asked only when their turn comes.
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

function heartbeatDueAt(run: Run, task: ActivityTask | undefined): Instant | undefined {
  if (task?.phase !== 'started') return undefined;
  const { attributes } = run.events[task.scheduledId - 1] as EventOf<'ActivityTaskScheduled'>;
  return after(task.heartbeatAt, spanOf(attributes.heartbeatTimeout ?? 'NONE') as Millis);
}

/** What happens when something that is due has its turn. `dueAt` has said that it still stands. */
export function fire(s: State, due: Due): Stage {
  const run = runAt(s, due.run) as Run;
  if ('at' in due) return { changes: EXPIRE[due.kind](s, run, due.eventId) };
  return DELIVER[due.kind](s, run, due);
}

type Deliver = (s: State, run: Run, delivery: Delivery) => Stage;

const DELIVER: { readonly [K in Delivery['kind']]: Deliver } = {
  'fire timer': (s, run, { eventId }) => ({ changes: timerFired(s, run, eventId) }),
  'cancel activity': (s, run, { eventId }) => ({ changes: cancelUnstarted(s, run, eventId) }),
  'start child': (s, run, { eventId }) => startChild(s, run, eventId),
  'signal external': (s, run, { eventId }) => signalExternal(s, run, eventId),
  'cancel external': (s, run, { eventId }) => cancelExternal(s, run, eventId),
  'tell sender': (s, run, { eventId, reached }) => tellSender(s, run, eventId, reached),
  'start lambda': (s, run, { eventId }) => startLambda(s, run, eventId),
};

type Expire = (s: State, run: Run, eventId: Due['eventId']) => readonly Change[];

const EXPIRE: { readonly [K in DeadlineKind]: Expire } = {
  execution: (s, run) =>
    record(
      s,
      run,
      happened('WorkflowExecutionTimedOut', {
        timeoutType: 'START_TO_CLOSE',
        childPolicy: settingsOf(run).childPolicy,
      }),
    ),
  'decision start-to-close': decisionStartToClose,
  'decision schedule-to-start': decisionScheduleToStart,
  'activity schedule-to-close': (s, run, id) => activityTimedOut(s, run, id, 'SCHEDULE_TO_CLOSE'),
  'activity schedule-to-start': (s, run, id) => activityTimedOut(s, run, id, 'SCHEDULE_TO_START'),
  'activity start-to-close': (s, run, id) => activityTimedOut(s, run, id, 'START_TO_CLOSE'),
  'activity heartbeat': (s, run, id) => activityTimedOut(s, run, id, 'HEARTBEAT'),
  timer: timerFired,
  'lambda start-to-close': lambdaTimedOut,
};

// After a timeout the override of the list is off, and a task that waits already is not doubled (swf-behaviour 6.5, 6.7).
function decisionStartToClose(s: State, run: Run): readonly Change[] {
  const { scheduledId = NO_EVENT, startedId = NO_EVENT } = run.decisionStarted ?? {};
  const timedOut = happened('DecisionTaskTimedOut', {
    timeoutType: 'START_TO_CLOSE',
    scheduledEventId: scheduledId,
    startedEventId: startedId,
  });
  return recordForDecider(s, { ...run, stickyList: undefined }, timedOut);
}

function decisionScheduleToStart(s: State, run: Run, scheduledEventId: Due['eventId']): readonly Change[] {
  const timedOut = happened('DecisionTaskTimedOut', {
    timeoutType: 'SCHEDULE_TO_START',
    scheduledEventId,
    startedEventId: NO_EVENT,
  });
  return record(s, run, timedOut, decisionTask({ ...run, stickyList: undefined }));
}

type ActivityTimeout = 'SCHEDULE_TO_CLOSE' | 'SCHEDULE_TO_START' | 'START_TO_CLOSE' | 'HEARTBEAT';

// A task that never started shows 0 (recorded), and any timeout shows the details of the last heartbeat (API reference,
// ActivityTaskTimedOutEventAttributes).
function activityTimedOut(s: State, run: Run, scheduledEventId: Due['eventId'], timeoutType: ActivityTimeout) {
  const task = activityOf(run, scheduledEventId);
  const started = task?.phase === 'started' ? task : undefined;
  const timedOut = happened(
    'ActivityTaskTimedOut',
    {
      timeoutType,
      scheduledEventId,
      startedEventId: started?.startedId ?? NO_EVENT,
    },
    { details: started?.details },
  );
  return recordForDecider(s, run, timedOut);
}

function timerFired(s: State, run: Run, startedEventId: Due['eventId']): readonly Change[] {
  const timer = timerOf(run, startedEventId);
  if (!timer) return [];
  return recordForDecider(s, run, happened('TimerFired', { timerId: timer.timerId, startedEventId }));
}

// A step looks again: a task that a worker took meanwhile, or that closed, is let be (swf-behaviour 6.9).
function cancelUnstarted(s: State, run: Run, scheduledEventId: Due['eventId']): readonly Change[] {
  const task = activityOf(run, scheduledEventId);
  if (task?.phase !== 'scheduled') return [];
  const canceled = happened(
    'ActivityTaskCanceled',
    {
      scheduledEventId,
      startedEventId: NO_EVENT,
    },
    { latestCancelRequestedEventId: task.cancelRequestedId },
  );
  return recordForDecider(s, run, canceled);
}
