import { newEvent } from '../../model/events.js';
import { rule } from './rule.js';

/**
 * The rule of StartTimer. An id is free again once its timer has fired or was canceled (docs/swf.md 3.8; recorded:
 * _simpleflow_wake_up_timer).
 */
export const startTimer = rule('StartTimer', {
  decide: (s, run, { timerId, startToFireTimeout, control }, decisionTaskCompletedEventId) => {
    if (run.timers.byId.has(timerId)) return { cause: 'TIMER_ID_ALREADY_IN_USE' };
    if (run.timers.byId.size >= s.config.limits.openTimers) return { cause: 'OPEN_TIMERS_LIMIT_EXCEEDED' };
    return newEvent('TimerStarted', { timerId, startToFireTimeout, decisionTaskCompletedEventId }, { control });
  },
  failed: ({ timerId }, cause, decisionTaskCompletedEventId) =>
    newEvent('StartTimerFailed', { timerId, cause, decisionTaskCompletedEventId }),
});

/** The rule of CancelTimer (docs/swf.md 3.9). */
export const cancelTimer = rule('CancelTimer', {
  decide: (_s, run, { timerId }, decisionTaskCompletedEventId) => {
    const timer = run.timers.byId.get(timerId);
    if (!timer) return { cause: 'TIMER_ID_UNKNOWN' };
    return newEvent('TimerCanceled', { timerId, startedEventId: timer.startedId, decisionTaskCompletedEventId });
  },
  failed: ({ timerId }, cause, decisionTaskCompletedEventId) =>
    newEvent('CancelTimerFailed', { timerId, cause, decisionTaskCompletedEventId }),
});
