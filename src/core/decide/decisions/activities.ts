import type { CauseOfDecision } from '../../../tables/decisions.js';
import { typeConditionKeys } from '../../authorize/accessRequest.js';
import type { TypeDefaults } from '../../model/domain.js';
import { newEvent } from '../../model/events.js';
import { frozenTaskList, frozenType } from '../../model/frozen.js';
import type { EventId } from '../../model/ids.js';
import type { Run } from '../../model/run.js';
import { type State, typeOf } from '../../model/state.js';
import { type DecisionAttributes, rule, type Verdict } from './rule.js';

type Cause = CauseOfDecision<'ScheduleActivityTask'>;
type Schedule = DecisionAttributes<'ScheduleActivityTask'>;

/** The rule of ScheduleActivityTask (docs/swf.md 3.1). */
export const scheduleActivityTask = rule('ScheduleActivityTask', {
  conditionKeys: [...typeConditionKeys('activityType'), 'taskList.name'],
  defaultsFrom: (s, { domain }, { activityType }) => typeOf(s, 'ActivityType', domain, activityType),
  decide: schedule,
  failed: ({ activityType, activityId }, cause, decisionTaskCompletedEventId) =>
    newEvent('ScheduleActivityTaskFailed', {
      activityType: frozenType(activityType),
      activityId,
      cause,
      decisionTaskCompletedEventId,
    }),
});

/**
 * The rule of RequestCancelActivityTask: if no worker has the task, the service cancels it in an after-batch step
 * (docs/swf.md 3.2).
 */
export const requestCancelActivityTask = rule('RequestCancelActivityTask', {
  decide: (_s, run, { activityId }, decisionTaskCompletedEventId) =>
    run.activities.byId.has(activityId)
      ? newEvent('ActivityTaskCancelRequested', { activityId, decisionTaskCompletedEventId })
      : { cause: 'ACTIVITY_ID_UNKNOWN' },
  failed: ({ activityId }, cause, decisionTaskCompletedEventId) =>
    newEvent('RequestCancelActivityTaskFailed', { activityId, cause, decisionTaskCompletedEventId }),
});

// The order of the checks is that of docs/swf.md 3.1. An id is free again once its task is closed (recorded: Sum2a of
// decision_events@420dd667 is scheduled at 6 and at 15).
function schedule(s: State, run: Run, requested: Schedule, decisionTaskCompletedEventId: EventId): Verdict<Cause> {
  const type = typeOf(s, 'ActivityType', run.domain, requested.activityType);
  if (!type) return { cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST' };
  if (type.status === 'DEPRECATED') return { cause: 'ACTIVITY_TYPE_DEPRECATED' };
  if (run.activities.byId.has(requested.activityId)) return { cause: 'ACTIVITY_ID_ALREADY_IN_USE' };
  const taskList = requested.taskList ? frozenTaskList(requested.taskList) : type.defaults.defaultTaskList;
  if (!taskList) return { cause: 'DEFAULT_TASK_LIST_UNDEFINED' };
  const settings = resolve(requested, type.defaults, s.config.assumptions.missingActivityTimeouts);
  if ('cause' in settings) return settings;
  if (run.activities.byId.size >= s.config.limits.openActivities) return { cause: 'OPEN_ACTIVITIES_LIMIT_EXCEEDED' };
  const { activityId } = requested;
  const activityType = frozenType(requested.activityType);
  const always = { activityType, activityId, taskList, decisionTaskCompletedEventId };
  return newEvent('ActivityTaskScheduled', always, settings);
}

// Each of the four timeouts must be given by the decision or by the type: recordings always show four (docs/swf.md 12,
// doubt 4).
function resolve(requested: Schedule, defaults: TypeDefaults, otherwise: 'fail' | 'NONE') {
  const none = otherwise === 'NONE' ? otherwise : undefined;
  const scheduleToStartTimeout = requested.scheduleToStartTimeout ?? defaults.defaultTaskScheduleToStartTimeout ?? none;
  if (!scheduleToStartTimeout) return missing('DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED');
  const scheduleToCloseTimeout = requested.scheduleToCloseTimeout ?? defaults.defaultTaskScheduleToCloseTimeout ?? none;
  if (!scheduleToCloseTimeout) return missing('DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED');
  const startToCloseTimeout = requested.startToCloseTimeout ?? defaults.defaultTaskStartToCloseTimeout ?? none;
  if (!startToCloseTimeout) return missing('DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED');
  const heartbeatTimeout = requested.heartbeatTimeout ?? defaults.defaultTaskHeartbeatTimeout ?? none;
  if (!heartbeatTimeout) return missing('DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED');
  return {
    scheduleToStartTimeout,
    scheduleToCloseTimeout,
    startToCloseTimeout,
    heartbeatTimeout,
    taskPriority: requested.taskPriority ?? defaults.defaultTaskPriority,
    control: requested.control,
    input: requested.input,
  };
}

const missing = <C extends Cause>(cause: C): { readonly cause: C } => ({ cause });
