import { happened } from '../../events.js';
import { rule } from './rule.js';

const START_CAUSES = [
  'TIMER_ID_ALREADY_IN_USE',
  'OPEN_TIMERS_LIMIT_EXCEEDED',
  'TIMER_CREATION_RATE_EXCEEDED',
  'OPERATION_NOT_PERMITTED',
] as const;

// An id is free again once its timer has fired or is canceled (recorded: _simpleflow_wake_up_timer).
export const startTimer = rule('startTimerDecisionAttributes', START_CAUSES, {
  decide: (s, run, { timerId, startToFireTimeout, control }, decisionTaskCompletedEventId) => {
    if (run.timers.byId.has(timerId)) return { cause: 'TIMER_ID_ALREADY_IN_USE' };
    if (run.timers.byId.size >= s.config.limits.openTimers) return { cause: 'OPEN_TIMERS_LIMIT_EXCEEDED' };
    return happened('TimerStarted', { timerId, startToFireTimeout, decisionTaskCompletedEventId }, { control });
  },
  failed: ({ timerId }, cause, decisionTaskCompletedEventId) =>
    happened('StartTimerFailed', { timerId, cause, decisionTaskCompletedEventId }),
});

export const cancelTimer = rule('cancelTimerDecisionAttributes', ['TIMER_ID_UNKNOWN', 'OPERATION_NOT_PERMITTED'], {
  decide: (_s, run, { timerId }, decisionTaskCompletedEventId) => {
    const timer = run.timers.byId.get(timerId);
    if (!timer) return { cause: 'TIMER_ID_UNKNOWN' };
    return happened('TimerCanceled', { timerId, startedEventId: timer.startedId, decisionTaskCompletedEventId });
  },
  failed: ({ timerId }, cause, decisionTaskCompletedEventId) =>
    happened('CancelTimerFailed', { timerId, cause, decisionTaskCompletedEventId }),
});
