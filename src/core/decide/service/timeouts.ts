import { type DeadlineKind, timeoutTypeOf } from '../../../tables/timeouts.js';
import type { Change } from '../../model/changes.js';
import { newEvent } from '../../model/events.js';
import { type EventId, NO_EVENT } from '../../model/ids.js';
import { activityOf, type Run, settingsOf, timerOf } from '../../model/run.js';
import { type Deadline, runAt, type State } from '../../model/state.js';
import type { Steps } from '../plan.js';
import { decisionTask, record, recordForDecider } from '../record.js';
import { lambdaTimedOut } from './lambdas.js';

/** Returns the step of a deadline that is due. */
export const timeoutSteps = (s: State, { kind, run, eventId }: Deadline): Steps => ({
  changes: TIMEOUTS[kind](s, runAt(s, run) as Run, eventId),
});

type TimeoutRule = (s: State, run: Run, eventId: EventId) => readonly Change[];

const TIMEOUTS: { readonly [K in DeadlineKind]: TimeoutRule } = {
  execution: (s, run) =>
    record(
      s,
      run,
      newEvent('WorkflowExecutionTimedOut', {
        timeoutType: timeoutTypeOf('execution'),
        childPolicy: settingsOf(run).childPolicy,
      }),
    ),
  'decision start-to-close': decisionStartToClose,
  'decision schedule-to-start': decisionScheduleToStart,
  'activity schedule-to-close': (s, run, id) => activityTimedOut(s, run, id, 'activity schedule-to-close'),
  'activity schedule-to-start': (s, run, id) => activityTimedOut(s, run, id, 'activity schedule-to-start'),
  'activity start-to-close': (s, run, id) => activityTimedOut(s, run, id, 'activity start-to-close'),
  'activity heartbeat': (s, run, id) => activityTimedOut(s, run, id, 'activity heartbeat'),
  timer: timerFired,
  'lambda start-to-close': lambdaTimedOut,
};

// The timeout ends a temporary override of the task list. If a task waits already, no other is scheduled (docs/swf.md
// 6.5, 6.7).
function decisionStartToClose(s: State, run: Run): readonly Change[] {
  const { scheduledId = NO_EVENT, startedId = NO_EVENT } = run.decisionStarted ?? {};
  const timedOut = newEvent('DecisionTaskTimedOut', {
    timeoutType: timeoutTypeOf('decision start-to-close'),
    scheduledEventId: scheduledId,
    startedEventId: startedId,
  });
  return recordForDecider(s, { ...run, stickyList: undefined }, timedOut);
}

function decisionScheduleToStart(s: State, run: Run, scheduledEventId: EventId): readonly Change[] {
  const timedOut = newEvent('DecisionTaskTimedOut', {
    timeoutType: timeoutTypeOf('decision schedule-to-start'),
    scheduledEventId,
    startedEventId: NO_EVENT,
  });
  return record(s, run, timedOut, decisionTask({ ...run, stickyList: undefined }));
}

type ActivityTimeout = Extract<DeadlineKind, `activity ${string}`>;

// A task that was not started has `startedEventId` 0 (recorded). Every timeout has the details of the last heartbeat
// (API reference, ActivityTaskTimedOutEventAttributes).
function activityTimedOut(s: State, run: Run, scheduledEventId: EventId, kind: ActivityTimeout) {
  const task = activityOf(run, scheduledEventId);
  const started = task?.phase === 'started' ? task : undefined;
  const timedOut = newEvent(
    'ActivityTaskTimedOut',
    {
      timeoutType: timeoutTypeOf(kind),
      scheduledEventId,
      startedEventId: started?.startedId ?? NO_EVENT,
    },
    { details: started?.details },
  );
  return recordForDecider(s, run, timedOut);
}

/** Returns the changes of a timer that fires. There are none if it is not open any more. */
export function timerFired(s: State, run: Run, startedEventId: EventId): readonly Change[] {
  const timer = timerOf(run, startedEventId);
  if (!timer) return [];
  return recordForDecider(s, run, newEvent('TimerFired', { timerId: timer.timerId, startedEventId }));
}
