import { TYPE_KEYS } from '../../access.js';
import { happened } from '../../events.js';
import type { EventId } from '../../ids.js';
import { keptList, keptType } from '../../kept.js';
import type { Run } from '../../run.js';
import { type State, type TypeDefaults, typeOf } from '../../state.js';
import { type DecisionAttributes, rule, type Verdict } from './rule.js';

const SCHEDULE_CAUSES = [
  'ACTIVITY_TYPE_DEPRECATED',
  'ACTIVITY_TYPE_DOES_NOT_EXIST',
  'ACTIVITY_ID_ALREADY_IN_USE',
  'OPEN_ACTIVITIES_LIMIT_EXCEEDED',
  'ACTIVITY_CREATION_RATE_EXCEEDED',
  'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED',
  'DEFAULT_TASK_LIST_UNDEFINED',
  'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED',
  'DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  'DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED',
  'OPERATION_NOT_PERMITTED',
] as const;

type Cause = (typeof SCHEDULE_CAUSES)[number];
type Schedule = DecisionAttributes<'scheduleActivityTaskDecisionAttributes'>;

export const scheduleActivityTask = rule('scheduleActivityTaskDecisionAttributes', SCHEDULE_CAUSES, {
  conditionKeys: [...TYPE_KEYS('activityType'), 'taskList.name'],
  defaultsFrom: (s, { domain }, { activityType }) => typeOf(s, 'ActivityType', domain, activityType),
  decide: schedule,
  failed: ({ activityType, activityId }, cause, decisionTaskCompletedEventId) =>
    happened('ScheduleActivityTaskFailed', {
      activityType: keptType(activityType),
      activityId,
      cause,
      decisionTaskCompletedEventId,
    }),
});

// What happens next depends on whether a worker has the task: see `due`.
export const requestCancelActivityTask = rule(
  'requestCancelActivityTaskDecisionAttributes',
  ['ACTIVITY_ID_UNKNOWN', 'OPERATION_NOT_PERMITTED'],
  {
    decide: (_s, run, { activityId }, decisionTaskCompletedEventId) =>
      run.activities.byId.has(activityId)
        ? happened('ActivityTaskCancelRequested', { activityId, decisionTaskCompletedEventId })
        : { cause: 'ACTIVITY_ID_UNKNOWN' },
    failed: ({ activityId }, cause, decisionTaskCompletedEventId) =>
      happened('RequestCancelActivityTaskFailed', { activityId, cause, decisionTaskCompletedEventId }),
  },
);

// In this order (swf-behaviour 3.1). An id is free again once its task is closed (recorded: Sum2a of
// decision_events@420dd667 is scheduled at 6 and at 15).
function schedule(s: State, run: Run, wanted: Schedule, decisionTaskCompletedEventId: EventId): Verdict<Cause> {
  const type = typeOf(s, 'ActivityType', run.domain, wanted.activityType);
  if (!type) return { cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST' };
  if (type.status === 'DEPRECATED') return { cause: 'ACTIVITY_TYPE_DEPRECATED' };
  if (run.activities.byId.has(wanted.activityId)) return { cause: 'ACTIVITY_ID_ALREADY_IN_USE' };
  const taskList = wanted.taskList ? keptList(wanted.taskList) : type.defaults.defaultTaskList;
  if (!taskList) return { cause: 'DEFAULT_TASK_LIST_UNDEFINED' };
  const settings = resolve(wanted, type.defaults, s.config.choices.missingActivityTimeouts);
  if ('cause' in settings) return settings;
  if (run.activities.byId.size >= s.config.limits.openActivities) return { cause: 'OPEN_ACTIVITIES_LIMIT_EXCEEDED' };
  const { activityId } = wanted;
  const activityType = keptType(wanted.activityType);
  const always = { activityType, activityId, taskList, decisionTaskCompletedEventId };
  return happened('ActivityTaskScheduled', always, settings);
}

// All four timeouts have to come from somewhere: recordings always show four (swf-behaviour 12, doubt 4).
function resolve(wanted: Schedule, defaults: TypeDefaults, otherwise: 'fail' | 'NONE') {
  const none = otherwise === 'NONE' ? otherwise : undefined;
  const scheduleToStartTimeout = wanted.scheduleToStartTimeout ?? defaults.defaultTaskScheduleToStartTimeout ?? none;
  if (!scheduleToStartTimeout) return missing('DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED');
  const scheduleToCloseTimeout = wanted.scheduleToCloseTimeout ?? defaults.defaultTaskScheduleToCloseTimeout ?? none;
  if (!scheduleToCloseTimeout) return missing('DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED');
  const startToCloseTimeout = wanted.startToCloseTimeout ?? defaults.defaultTaskStartToCloseTimeout ?? none;
  if (!startToCloseTimeout) return missing('DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED');
  const heartbeatTimeout = wanted.heartbeatTimeout ?? defaults.defaultTaskHeartbeatTimeout ?? none;
  if (!heartbeatTimeout) return missing('DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED');
  return {
    scheduleToStartTimeout,
    scheduleToCloseTimeout,
    startToCloseTimeout,
    heartbeatTimeout,
    taskPriority: wanted.taskPriority ?? defaults.defaultTaskPriority,
    control: wanted.control,
    input: wanted.input,
  };
}

const missing = <C extends Cause>(cause: C): { readonly cause: C } => ({ cause });
