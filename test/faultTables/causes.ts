import { instant, type State, settle } from '../../src/core/index.js';
import { type CauseRow, DENIED, MARKER, type Subject, throttled, UNSEEN, undefinedAt } from './failing.js';
import { decision, LIST, type Members, ok, takeActivity, type } from './world.js';

/** The supported decisions, and why each can fail: docs/swf.md 14.2, in its order. */
export const CAUSES = {
  ScheduleActivityTask: [
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
  ],
  RequestCancelActivityTask: ['ACTIVITY_ID_UNKNOWN', 'OPERATION_NOT_PERMITTED'],
  CompleteWorkflowExecution: ['UNHANDLED_DECISION', 'OPERATION_NOT_PERMITTED'],
  FailWorkflowExecution: ['UNHANDLED_DECISION', 'OPERATION_NOT_PERMITTED'],
  CancelWorkflowExecution: ['UNHANDLED_DECISION', 'OPERATION_NOT_PERMITTED'],
  RecordMarker: ['OPERATION_NOT_PERMITTED'],
  StartTimer: [
    'TIMER_ID_ALREADY_IN_USE',
    'OPEN_TIMERS_LIMIT_EXCEEDED',
    'TIMER_CREATION_RATE_EXCEEDED',
    'OPERATION_NOT_PERMITTED',
  ],
  CancelTimer: ['TIMER_ID_UNKNOWN', 'OPERATION_NOT_PERMITTED'],
} as const;

export type DecisionName = keyof typeof CAUSES;

const close = (valid: Members): Subject => ({ valid, subject: [], closes: true, ...MARKER });

export const SUBJECTS: { readonly [D in DecisionName]: Subject } = {
  ScheduleActivityTask: {
    valid: {
      activityId: 'new',
      activityType: type('Bare'),
      taskList: LIST,
      scheduleToStartTimeout: '1',
      scheduleToCloseTimeout: '2',
      startToCloseTimeout: '3',
      heartbeatTimeout: 'NONE',
    },
    subject: ['activityType', 'activityId'],
    closes: false,
    ...MARKER,
  },
  RequestCancelActivityTask: { valid: { activityId: 'open' }, subject: ['activityId'], closes: false, ...MARKER },
  CompleteWorkflowExecution: close({ result: 'r' }),
  FailWorkflowExecution: close({ reason: 'r', details: 'd' }),
  CancelWorkflowExecution: close({ details: 'd' }),
  RecordMarker: {
    valid: { markerName: 'm', details: 'd' },
    subject: ['markerName'],
    closes: false,
    rest: decision('CancelTimer', { timerId: 'open' }),
    says: ['TimerCanceled', { timerId: 'open', startedEventId: 6 }],
  },
  StartTimer: { valid: { timerId: 'new', startToFireTimeout: '1' }, subject: ['timerId'], closes: false, ...MARKER },
  CancelTimer: { valid: { timerId: 'open' }, subject: ['timerId'], closes: false, ...MARKER },
};

/** Starts the activity `open` and completes it: its id is free again. */
function activityDone(s: State): void {
  ok(s, 'RespondActivityTaskCompleted', { taskToken: takeActivity(s) });
}

const deprecated = (s: State): void => void ok(s, 'DeprecateDomain', { name: 'shop' });

/** Each cause in the order in which the service looks for it (docs/swf.md 3.1 to 3.9); a lacking right comes first. */
export const ROWS: { readonly [D in DecisionName]: readonly CauseRow[] } = {
  ScheduleActivityTask: [
    DENIED,
    ['no such type', { attributes: { activityType: type('Nope') } }, 'ACTIVITY_TYPE_DOES_NOT_EXIST'],
    ['no such version', { attributes: { activityType: type('Bare', '2') } }, 'ACTIVITY_TYPE_DOES_NOT_EXIST'],
    ['the type is deprecated', { attributes: { activityType: type('Gone') } }, 'ACTIVITY_TYPE_DEPRECATED'],
    // Deprecating a domain deprecates its types (docs/swf.md 1.1).
    ['its domain is deprecated', { after: deprecated }, 'ACTIVITY_TYPE_DEPRECATED'],
    ['a task of that id waits', { attributes: { activityId: 'open' } }, 'ACTIVITY_ID_ALREADY_IN_USE'],
    [
      'a task of that id is started',
      { attributes: { activityId: 'open' }, after: (s) => void takeActivity(s) },
      'ACTIVITY_ID_ALREADY_IN_USE',
    ],
    undefinedAt('taskList', 'DEFAULT_TASK_LIST_UNDEFINED'),
    undefinedAt('scheduleToStartTimeout', 'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED'),
    undefinedAt('scheduleToCloseTimeout', 'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED'),
    undefinedAt('startToCloseTimeout', 'DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED'),
    undefinedAt('heartbeatTimeout', 'DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED'),
    ['as many activities are open', { limits: { openActivities: 1 } }, 'OPEN_ACTIVITIES_LIMIT_EXCEEDED'],
    throttled('ACTIVITY_CREATION_RATE_EXCEEDED'),
  ],
  RequestCancelActivityTask: [
    DENIED,
    ['no task has that id', { attributes: { activityId: 'nope' } }, 'ACTIVITY_ID_UNKNOWN'],
    ['the task of that id is closed', { after: activityDone }, 'ACTIVITY_ID_UNKNOWN'],
  ],
  CompleteWorkflowExecution: [DENIED, UNSEEN],
  FailWorkflowExecution: [DENIED, UNSEEN],
  CancelWorkflowExecution: [DENIED, UNSEEN],
  RecordMarker: [DENIED],
  StartTimer: [
    DENIED,
    ['a timer of that id is open', { attributes: { timerId: 'open' } }, 'TIMER_ID_ALREADY_IN_USE'],
    ['as many timers are open', { limits: { openTimers: 1 } }, 'OPEN_TIMERS_LIMIT_EXCEEDED'],
    throttled('TIMER_CREATION_RATE_EXCEEDED'),
  ],
  CancelTimer: [
    DENIED,
    ['no timer has that id', { attributes: { timerId: 'nope' } }, 'TIMER_ID_UNKNOWN'],
    [
      'the timer of that id has fired',
      { after: (s) => void settle(s, instant(s.now + 1_000_000)) },
      'TIMER_ID_UNKNOWN',
    ],
  ],
};
