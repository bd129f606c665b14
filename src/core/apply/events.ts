import { CLOSE_STATUSES, type CloseEvent } from '../../tables/closes.js';
import type { ListKey } from '../model/domain.js';
import type { CoreEvent, EventOf, EventType } from '../model/events.js';
import type { Run } from '../model/run.js';
import type { State } from '../model/state.js';
import { activityCancelRequested, activityClosed, activityScheduled, activityStarted } from './activityTasks.js';
import {
  cancelInitiated,
  childEnded,
  childInitiated,
  childStarted,
  childStartFailed,
  signalInitiated,
} from './children.js';
import { closeRun } from './close.js';
import { decisionCompleted, decisionScheduled, decisionStarted, decisionTimedOut } from './decisionTasks.js';
import { lambdaEnded, lambdaScheduled, lambdaStarted } from './lambdas.js';
import { countStarted } from './runCounts.js';
import { timerEnded, timerStarted } from './timers.js';
import { nextOrder, startTimeouts } from './write.js';

type Rule<T extends EventType> = (s: State, run: Run, event: EventOf<T>) => ListKey | undefined;
type Rules = { readonly [T in EventType]: Rule<T> };

/** Applies the effect of an event that was just appended to its run. Returns the task list that got a task by it. */
export function applyEvent(s: State, run: Run, event: CoreEvent): ListKey | undefined {
  const rule = RULES[event.type] as Rule<EventType>;
  return rule(s, run, event);
}

function started(s: State, run: Run, event: EventOf<'WorkflowExecutionStarted'>): undefined {
  countStarted(s, run);
  return startTimeouts(s, run, event, event.attributes, nextOrder(s));
}

// For events that change nothing but the history.
const nothing = (): undefined => undefined;

// A type without a rule does not compile.
const closed = (s: State, run: Run, { type, at }: EventOf<CloseEvent>): undefined =>
  closeRun(s, run, CLOSE_STATUSES[type], at);

const RULES: Rules = {
  WorkflowExecutionStarted: started,
  WorkflowExecutionSignaled: nothing,
  WorkflowExecutionCancelRequested: (_s, run) => {
    run.cancelRequested = true;
    return undefined;
  },
  WorkflowExecutionCompleted: closed,
  WorkflowExecutionFailed: closed,
  WorkflowExecutionCanceled: closed,
  WorkflowExecutionTerminated: closed,
  WorkflowExecutionTimedOut: closed,
  CompleteWorkflowExecutionFailed: nothing,
  FailWorkflowExecutionFailed: nothing,
  CancelWorkflowExecutionFailed: nothing,
  WorkflowExecutionContinuedAsNew: closed,
  ContinueAsNewWorkflowExecutionFailed: nothing,

  StartChildWorkflowExecutionInitiated: childInitiated,
  StartChildWorkflowExecutionFailed: childStartFailed,
  ChildWorkflowExecutionStarted: childStarted,
  ChildWorkflowExecutionCompleted: childEnded,
  ChildWorkflowExecutionFailed: childEnded,
  ChildWorkflowExecutionCanceled: childEnded,
  ChildWorkflowExecutionTerminated: childEnded,
  ChildWorkflowExecutionTimedOut: childEnded,

  SignalExternalWorkflowExecutionInitiated: signalInitiated,
  SignalExternalWorkflowExecutionFailed: nothing,
  ExternalWorkflowExecutionSignaled: nothing,
  RequestCancelExternalWorkflowExecutionInitiated: cancelInitiated,
  RequestCancelExternalWorkflowExecutionFailed: nothing,
  ExternalWorkflowExecutionCancelRequested: nothing,

  DecisionTaskScheduled: decisionScheduled,
  DecisionTaskStarted: decisionStarted,
  DecisionTaskCompleted: decisionCompleted,
  DecisionTaskTimedOut: decisionTimedOut,

  ActivityTaskScheduled: activityScheduled,
  ActivityTaskStarted: activityStarted,
  ActivityTaskCompleted: activityClosed,
  ActivityTaskFailed: activityClosed,
  ActivityTaskTimedOut: activityClosed,
  ActivityTaskCanceled: activityClosed,
  ActivityTaskCancelRequested: activityCancelRequested,
  ScheduleActivityTaskFailed: nothing,
  RequestCancelActivityTaskFailed: nothing,

  MarkerRecorded: nothing,
  RecordMarkerFailed: nothing,

  TimerStarted: timerStarted,
  TimerFired: timerEnded,
  TimerCanceled: timerEnded,
  StartTimerFailed: nothing,
  CancelTimerFailed: nothing,

  LambdaFunctionScheduled: lambdaScheduled,
  LambdaFunctionStarted: lambdaStarted,
  LambdaFunctionCompleted: lambdaEnded,
  LambdaFunctionFailed: lambdaEnded,
  LambdaFunctionTimedOut: lambdaEnded,
  StartLambdaFunctionFailed: lambdaEnded,
  ScheduleLambdaFunctionFailed: nothing,
};

/** The 54 types of history events (docs/swf.md 4). */
export const EVENT_TYPES: ReadonlySet<string> = new Set(Object.keys(RULES));
