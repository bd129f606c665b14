import type { CoreEvent, EventOf, EventType } from '../core/events.js';
import type { Grants } from '../core/index.js';
import type { Recorded } from './recorded.js';

/** A decision that leads to a recorded event, and what has to be arranged for it to do so. */
export interface Enacted {
  readonly decision: { readonly decisionType: string } & Readonly<Record<string, unknown>>;
  readonly cause?: string | undefined;
  /** The activity type that has to be there, or must not. */
  readonly activityType?: { readonly name: string; readonly version: string };
}

/** The events that the response `completed` led to: those that follow it and name it. */
export function batchOf(
  history: readonly Recorded[],
  completed: EventOf<'DecisionTaskCompleted'>,
): readonly Recorded[] {
  const start = history.indexOf(completed) + 1;
  const end = history.findIndex((event, index) => index >= start && !isOfBatch(event, completed.id));
  return history.slice(start, end < 0 ? undefined : end);
}

// These two name the response as well, and come later: they are answers to an Initiated event.
const LATER: readonly EventType[] = [
  'SignalExternalWorkflowExecutionFailed',
  'RequestCancelExternalWorkflowExecutionFailed',
];

function isOfBatch({ type, attributes }: CoreEvent, completedId: number): boolean {
  const { decisionTaskCompletedEventId, initiatedEventId = 0 } = attributes as Readonly<Record<string, unknown>>;
  if (decisionTaskCompletedEventId !== completedId || LATER.includes(type)) return false;
  return type !== 'StartChildWorkflowExecutionFailed' || initiatedEventId === 0;
}

/** The decision behind an event of a batch; `undefined` if no decision that the fake knows leads to it. */
export const enacted = (event: Recorded): Enacted | undefined => {
  const rule = ENACTED[event.type] as ((attributes: Recorded['attributes']) => Enacted) | undefined;
  return rule?.(event.attributes);
};

type Rules = { readonly [T in EventType]?: (attributes: EventOf<T>['attributes']) => Enacted };

const NONE = 'NONE';

/** What a failed decision does not show is made up: nobody can tell what it was. */
const SCHEDULE_NOTHING = {
  taskList: { name: 'made up' },
  scheduleToStartTimeout: NONE,
  scheduleToCloseTimeout: NONE,
  startToCloseTimeout: NONE,
  heartbeatTimeout: NONE,
};

/** The member that is missing where a default is undefined. */
const UNDEFINED_DEFAULT: Readonly<Record<string, keyof typeof SCHEDULE_NOTHING>> = {
  DEFAULT_TASK_LIST_UNDEFINED: 'taskList',
  DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED: 'scheduleToStartTimeout',
  DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED: 'scheduleToCloseTimeout',
  DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED: 'startToCloseTimeout',
  DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED: 'heartbeatTimeout',
};

const decided = (decisionType: string, attributes: object, cause?: string): Enacted => ({
  decision: {
    decisionType,
    [`${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`]: attributes,
  },
  cause,
});

const ENACTED: Rules = {
  ActivityTaskScheduled: ({ decisionTaskCompletedEventId: _, ...attributes }) => ({
    ...decided('ScheduleActivityTask', attributes),
    activityType: attributes.activityType,
  }),
  ScheduleActivityTaskFailed: ({ activityId, activityType, cause }) => {
    const { [UNDEFINED_DEFAULT[cause] ?? 'nothing']: _, ...settings } = SCHEDULE_NOTHING as Readonly<
      Record<string, unknown>
    >;
    return { ...decided('ScheduleActivityTask', { activityId, activityType, ...settings }, cause), activityType };
  },
  ActivityTaskCancelRequested: ({ activityId }) => decided('RequestCancelActivityTask', { activityId }),
  RequestCancelActivityTaskFailed: ({ activityId, cause }) =>
    decided('RequestCancelActivityTask', { activityId }, cause),
  TimerStarted: ({ decisionTaskCompletedEventId: _, ...attributes }) => decided('StartTimer', attributes),
  StartTimerFailed: ({ timerId, cause }) => decided('StartTimer', { timerId, startToFireTimeout: '1' }, cause),
  TimerCanceled: ({ timerId }) => decided('CancelTimer', { timerId }),
  CancelTimerFailed: ({ timerId, cause }) => decided('CancelTimer', { timerId }, cause),
  MarkerRecorded: ({ markerName, details }) => decided('RecordMarker', { markerName, details }),
  RecordMarkerFailed: ({ markerName, cause }) => decided('RecordMarker', { markerName }, cause),
  WorkflowExecutionCompleted: ({ result }) => decided('CompleteWorkflowExecution', { result }),
  CompleteWorkflowExecutionFailed: ({ cause }) => decided('CompleteWorkflowExecution', {}, cause),
  WorkflowExecutionFailed: ({ reason, details }) => decided('FailWorkflowExecution', { reason, details }),
  FailWorkflowExecutionFailed: ({ cause }) => decided('FailWorkflowExecution', {}, cause),
  WorkflowExecutionCanceled: ({ details }) => decided('CancelWorkflowExecution', { details }),
  CancelWorkflowExecutionFailed: ({ cause }) => decided('CancelWorkflowExecution', {}, cause),
};

/** Load and rights of others: nothing in the history shows them, so they are arranged. */
const ARRANGED = /_(RATE|LIMIT)_EXCEEDED$/;

/** Rights and troubles under which each decision of a batch ends as it was recorded. Each decision asks for its rights once. */
export function grantsFor(batch: readonly Enacted[]): Grants {
  let asked = -1;
  const isDecision = (action: string): boolean => action !== 'swf:RespondDecisionTaskCompleted';
  return {
    authorize: ({ action }) => {
      if (!isDecision(action)) return true;
      asked += 1;
      return batch[asked]?.cause !== 'OPERATION_NOT_PERMITTED';
    },
    inject: ({ action }) => {
      const cause = isDecision(action) ? batch[asked]?.cause : undefined;
      return cause !== undefined && ARRANGED.test(cause) ? { cause } : undefined;
    },
  };
}
