import { invariant } from '../bug.js';
import type { CoreEvent, EventOf, EventType } from '../events.js';
import { after, type EventId, type Instant, spanOf } from '../ids.js';
import { keyOf, priorityOf, readyDecision } from '../queues.js';
import { type ActivityTask, activityOf, type Run, settingsOf, timerOf } from '../run.js';
import type { DeadlineKind, ListKey, State } from '../state.js';
import { closeRun } from './close.js';
import { lambdaEnded, lambdaScheduled, lambdaStarted } from './lambdas.js';
import {
  cancelInitiated,
  childEnded,
  childInitiated,
  childStarted,
  childStartFailed,
  signalInitiated,
} from './peers.js';
import { delist, deliver, enlist, makeReady, nextOrder, setDeadline, writableOpen } from './write.js';

type Rule<T extends EventType> = (s: State, run: Run, event: EventOf<T>) => ListKey | undefined;
type Rules = { readonly [T in EventType]: Rule<T> };

/** What an event that was just appended means for its run; says which task list got work by it. */
export function applyEvent(s: State, run: Run, event: CoreEvent): ListKey | undefined {
  const rule = RULES[event.type] as Rule<EventType>;
  return rule(s, run, event);
}

// These stand in the history and change nothing else.
const nothing = (): undefined => undefined;

const RULES: Rules = {
  WorkflowExecutionStarted: (s, run, event) =>
    expire(s, run, 'execution', event.attributes.executionStartToCloseTimeout, event, nextOrder(s)),
  WorkflowExecutionSignaled: nothing,
  WorkflowExecutionCancelRequested: (_s, run) => {
    run.cancelRequested = true;
    return undefined;
  },
  WorkflowExecutionCompleted: (s, run, event) => closeRun(s, run, 'COMPLETED', event.at),
  WorkflowExecutionFailed: (s, run, event) => closeRun(s, run, 'FAILED', event.at),
  WorkflowExecutionCanceled: (s, run, event) => closeRun(s, run, 'CANCELED', event.at),
  WorkflowExecutionTerminated: (s, run, event) => closeRun(s, run, 'TERMINATED', event.at),
  WorkflowExecutionTimedOut: (s, run, event) => closeRun(s, run, 'TIMED_OUT', event.at),
  CompleteWorkflowExecutionFailed: nothing,
  FailWorkflowExecutionFailed: nothing,
  CancelWorkflowExecutionFailed: nothing,
  WorkflowExecutionContinuedAsNew: (s, run, event) => closeRun(s, run, 'CONTINUED_AS_NEW', event.at),
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

/** Sets the deadline of what `event` began, or of what the event `eventId` did before it. */
function expire(
  s: State,
  run: Run,
  kind: DeadlineKind,
  timeout: string | undefined,
  { id, at }: CoreEvent,
  order: number,
  eventId = id,
): undefined {
  const span = spanOf(timeout ?? 'NONE');
  if (span !== undefined) setDeadline(s, { at: after(at, span), order, kind, run: run.number, eventId });
}

function decisionScheduled(s: State, run: Run, event: EventOf<'DecisionTaskScheduled'>): ListKey | undefined {
  const { id, attributes } = event;
  invariant(!run.decisionScheduled, () => `two decision tasks of ${run.workflowId} are scheduled`);
  const order = nextOrder(s);
  run.decisionScheduled = { scheduledId: id, order };
  expire(s, run, 'decision schedule-to-start', attributes.scheduleToStartTimeout, event, order);
  const key = keyOf(run, 'decision', attributes.taskList.name);
  enlist(s, key);
  return run.decisionStarted ? undefined : makeReady(s, key, readyDecision(run, id, order));
}

function decisionStarted(s: State, run: Run, event: EventOf<'DecisionTaskStarted'>): undefined {
  const { id, attributes } = event;
  const scheduled = run.decisionScheduled;
  invariant(scheduled?.scheduledId === attributes.scheduledEventId, () => `${id} starts a task that is not scheduled`);
  invariant(!run.decisionStarted, () => `two decision tasks of ${run.workflowId} are started`);
  const { scheduledId, order } = scheduled;
  run.decisionStarted = { scheduledId, startedId: id, order };
  run.decisionScheduled = undefined;
  delist(s, run, scheduledId);
  expire(s, run, 'decision start-to-close', settingsOf(run).taskStartToCloseTimeout, event, order);
}

function decisionCompleted(s: State, run: Run, { attributes }: EventOf<'DecisionTaskCompleted'>) {
  run.previousStartedId = attributes.startedEventId as EventId;
  run.executionContext = attributes.executionContext ?? run.executionContext;
  if (attributes.taskList) overrideList(run, attributes.taskList.name, attributes.taskListScheduleToStartTimeout);
  return endStarted(s, run);
}

// Without a timeout the override is for good; with one it lasts until a task times out (swf-behaviour 6.7 and 6.10).
function overrideList(run: Run, name: string, scheduleToStartTimeout = 'NONE'): void {
  const lasting = scheduleToStartTimeout === 'NONE';
  run.decisionList = lasting ? name : run.decisionList;
  run.stickyList = lasting ? undefined : { name, scheduleToStartTimeout };
}

function decisionTimedOut(s: State, run: Run, { attributes }: EventOf<'DecisionTaskTimedOut'>) {
  run.stickyList = undefined;
  if (attributes.timeoutType === 'START_TO_CLOSE') return endStarted(s, run);
  const scheduled = run.decisionScheduled;
  invariant(scheduled, () => `a decision task of ${run.workflowId} expired that was not scheduled`);
  run.decisionScheduled = undefined;
  delist(s, run, scheduled.scheduledId);
  return undefined;
}

// The task that queued behind the started one can be handed out now.
function endStarted(s: State, run: Run): ListKey | undefined {
  invariant(run.decisionStarted, () => `no decision task of ${run.workflowId} is started`);
  run.decisionStarted = undefined;
  const next = run.decisionScheduled;
  if (!next) return undefined;
  const event = run.events[next.scheduledId - 1] as EventOf<'DecisionTaskScheduled'>;
  const key = keyOf(run, 'decision', event.attributes.taskList.name);
  return makeReady(s, key, readyDecision(run, next.scheduledId, next.order));
}

function writableActivities(s: State, run: Run, at: Instant): Map<string, ActivityTask> {
  run.latestActivityAt = at;
  run.activities = writableOpen(s.owner, run.activities);
  return run.activities.byId;
}

function activityScheduled(s: State, run: Run, event: EventOf<'ActivityTaskScheduled'>): ListKey {
  const { id, at, attributes } = event;
  const { activityId, taskList, taskPriority } = attributes;
  const order = nextOrder(s);
  const task = { phase: 'scheduled', activityId, scheduledId: id, order, cancelRequestedId: undefined } as const;
  writableActivities(s, run, at).set(activityId, task);
  expire(s, run, 'activity schedule-to-close', attributes.scheduleToCloseTimeout, event, order);
  expire(s, run, 'activity schedule-to-start', attributes.scheduleToStartTimeout, event, order);
  const key = keyOf(run, 'activity', taskList.name);
  enlist(s, key);
  return makeReady(s, key, { priority: priorityOf(taskPriority), order, run: run.number, scheduledId: id });
}

function activityStarted(s: State, run: Run, event: EventOf<'ActivityTaskStarted'>): undefined {
  const { id, at, attributes } = event;
  const task = activityOf(run, attributes.scheduledEventId as EventId);
  invariant(task?.phase === 'scheduled', () => `${id} starts an activity that is not scheduled`);
  const { activityId, scheduledId, order, cancelRequestedId } = task;
  writableActivities(s, run, at).set(activityId, {
    phase: 'started',
    activityId,
    scheduledId,
    order,
    cancelRequestedId,
    startedId: id,
    heartbeatAt: at,
    details: undefined,
  });
  delist(s, run, scheduledId);
  const { attributes: timeouts } = run.events[scheduledId - 1] as EventOf<'ActivityTaskScheduled'>;
  expire(s, run, 'activity start-to-close', timeouts.startToCloseTimeout, event, order, scheduledId);
  expire(s, run, 'activity heartbeat', timeouts.heartbeatTimeout, event, order, scheduledId);
}

function activityClosed(s: State, run: Run, event: EventOf<ActivityClose>): undefined {
  const task = activityOf(run, event.attributes.scheduledEventId as EventId);
  invariant(task, () => `${event.type} ${event.id} closes an activity that is not open`);
  writableActivities(s, run, event.at).delete(task.activityId);
  if (task.phase === 'scheduled') delist(s, run, task.scheduledId);
}

type ActivityClose = 'ActivityTaskCompleted' | 'ActivityTaskFailed' | 'ActivityTaskTimedOut' | 'ActivityTaskCanceled';

// A task that no worker has is canceled by the service, as a step of its own after the batch (swf-behaviour 3.2).
function activityCancelRequested(s: State, run: Run, event: EventOf<'ActivityTaskCancelRequested'>): undefined {
  const task = run.activities.byId.get(event.attributes.activityId);
  invariant(task, () => `${event.id} cancels an activity that is not open`);
  writableActivities(s, run, event.at).set(task.activityId, { ...task, cancelRequestedId: event.id });
  if (task.phase === 'scheduled') deliver(s, run, 'cancel activity', task.scheduledId);
}

function timerStarted(s: State, run: Run, event: EventOf<'TimerStarted'>): undefined {
  const { id } = event;
  const { timerId, startToFireTimeout } = event.attributes;
  const order = nextOrder(s);
  run.timers = writableOpen(s.owner, run.timers);
  run.timers.byId.set(timerId, { timerId, startedId: id, order });
  if (Number(startToFireTimeout) === 0) deliver(s, run, 'fire timer', id);
  else expire(s, run, 'timer', startToFireTimeout, event, order);
}

function timerEnded(s: State, run: Run, event: EventOf<'TimerFired' | 'TimerCanceled'>): undefined {
  const timer = timerOf(run, event.attributes.startedEventId as EventId);
  invariant(timer, () => `${event.type} ${event.id} ends a timer that is not open`);
  run.timers = writableOpen(s.owner, run.timers);
  run.timers.byId.delete(timer.timerId);
}
