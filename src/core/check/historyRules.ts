import type { CoreEvent, EventOf, EventType } from '../model/events.js';
import { CLOSES } from '../model/run.js';
import { checkDecisionTasks } from './decisionTaskRules.js';
import { checkReferences } from './references.js';
import { HISTORY_RULES, type RuleText } from './rules.js';
import type { Report } from './violation.js';

/** The tasks, timers, children and Lambda functions that a history leaves open. */
export interface Fold {
  /** The phase of each open activity task, by the id of its ActivityTaskScheduled. */
  readonly activities: ReadonlyMap<number, 'scheduled' | 'started'>;
  /** The ids of the TimerStarted events of the open timers. */
  readonly timers: ReadonlySet<number>;
  /** The ids of the Initiated events of the open children. */
  readonly children: ReadonlySet<number>;
  /** The phase of each open Lambda function, by the id of its LambdaFunctionScheduled. */
  readonly lambdas: ReadonlyMap<number, 'scheduled' | 'started'>;
  /** The id of the DecisionTaskScheduled of the waiting decision task. */
  readonly decisionScheduled: number | undefined;
  /** The id of the DecisionTaskStarted of the started decision task. */
  readonly decisionStarted: number | undefined;
}

/**
 * Reads a history event by event, and returns what it leaves open. Every rule that the history breaks is given to
 * `report` (docs/swf.md 4, 6.1).
 */
export function foldHistory(events: readonly CoreEvent[], report: Report): Fold {
  const fold: Folding = {
    activities: new Map(),
    timers: new Set(),
    children: new Set(),
    lambdas: new Map(),
    decisionScheduled: undefined,
    decisionStarted: undefined,
  };
  checkDecisionTasks(events, report);
  for (const [index, event] of events.entries()) {
    checkPlace(events, index, event, report);
    checkReferences(events, event, report);
    const broken = (FOLDS[event.type] as Rule<EventType> | undefined)?.(fold, event, events);
    if (broken !== undefined) report({ rule: broken, detail: `event ${event.id} ${event.type}` });
  }
  return fold;
}

function checkPlace(events: readonly CoreEvent[], index: number, event: CoreEvent, report: Report): void {
  const before = events[index - 1];
  const expect = (holds: boolean, rule: RuleText): void => {
    if (!holds) report({ rule, detail: `event ${event.id} ${event.type} at place ${index + 1}` });
  };
  expect(event.id === index + 1, HISTORY_RULES.eventIds);
  // Negated, so that a history without timestamps passes: a comparison with undefined is false.
  expect(!before || !(before.at > event.at), HISTORY_RULES.timestamps);
  expect(!before || !CLOSES.has(before.type), HISTORY_RULES.lastEvent);
  expect((index === 0) === (event.type === 'WorkflowExecutionStarted'), HISTORY_RULES.firstEvent);
}

interface Folding {
  readonly activities: Map<number, 'scheduled' | 'started'>;
  readonly timers: Set<number>;
  readonly children: Set<number>;
  readonly lambdas: Map<number, 'scheduled' | 'started'>;
  decisionScheduled: number | undefined;
  decisionStarted: number | undefined;
}

/** Adds one event to the fold. Returns the rule that it breaks, or `undefined`. */
type Rule<T extends EventType> = (
  fold: Folding,
  event: EventOf<T>,
  events: readonly CoreEvent[],
) => RuleText | undefined;

const unless = (holds: boolean, rule: RuleText): RuleText | undefined => (holds ? undefined : rule);

const closeActivity = (fold: Folding, { attributes }: EventOf<ActivityClose>) =>
  unless(fold.activities.delete(attributes.scheduledEventId), HISTORY_RULES.activityCloses);

const endTimer = (fold: Folding, { attributes }: EventOf<'TimerFired' | 'TimerCanceled'>) =>
  unless(fold.timers.delete(attributes.startedEventId), HISTORY_RULES.timerEnds);

type ActivityClose = 'ActivityTaskCompleted' | 'ActivityTaskFailed' | 'ActivityTaskTimedOut' | 'ActivityTaskCanceled';

// In a history that breaks the rules, there is no event where one that started a task points to.
const hasOpen = (events: readonly CoreEvent[], open: Folding['activities'], name: string, id: string): boolean =>
  [...open.keys()].some((key) => (events[key - 1]?.attributes as Named | undefined)?.[name] === id);

type Named = Readonly<Record<string, unknown>>;

const FOLDS: { readonly [T in EventType]?: Rule<T> } = {
  DecisionTaskScheduled: (fold, { id }) => {
    const free = fold.decisionScheduled === undefined;
    fold.decisionScheduled = id;
    return unless(free, HISTORY_RULES.decisionTaskWaits);
  },
  DecisionTaskStarted: (fold, { id, attributes }) => {
    const fits = fold.decisionStarted === undefined && fold.decisionScheduled === attributes.scheduledEventId;
    fold.decisionScheduled = undefined;
    fold.decisionStarted = id;
    return unless(fits, HISTORY_RULES.decisionTaskStarts);
  },
  DecisionTaskCompleted: endDecision,
  DecisionTaskTimedOut: (fold, event) => {
    if (event.attributes.startedEventId !== 0) return endDecision(fold, event);
    const fits = fold.decisionScheduled === event.attributes.scheduledEventId;
    fold.decisionScheduled = undefined;
    return unless(fits, HISTORY_RULES.decisionTaskExpires);
  },
  ActivityTaskScheduled: (fold, { id, attributes }, events) => {
    const free = !hasOpen(events, fold.activities, 'activityId', attributes.activityId);
    fold.activities.set(id, 'scheduled');
    return unless(free, HISTORY_RULES.activityId);
  },
  ActivityTaskStarted: (fold, { attributes }) => {
    const waiting = fold.activities.get(attributes.scheduledEventId) === 'scheduled';
    fold.activities.set(attributes.scheduledEventId, 'started');
    return unless(waiting, HISTORY_RULES.activityStarts);
  },
  ActivityTaskCompleted: closeActivity,
  ActivityTaskFailed: closeActivity,
  ActivityTaskTimedOut: closeActivity,
  ActivityTaskCanceled: closeActivity,
  TimerStarted: (fold, { id }) => {
    fold.timers.add(id);
    return undefined;
  },
  TimerFired: endTimer,
  StartChildWorkflowExecutionInitiated: (fold, { id }) => {
    fold.children.add(id);
    return undefined;
  },
  StartChildWorkflowExecutionFailed: (fold, event) =>
    event.attributes.initiatedEventId ? endChild(fold, event) : undefined,
  ChildWorkflowExecutionCompleted: endChild,
  ChildWorkflowExecutionFailed: endChild,
  ChildWorkflowExecutionCanceled: endChild,
  ChildWorkflowExecutionTerminated: endChild,
  ChildWorkflowExecutionTimedOut: endChild,
  TimerCanceled: endTimer,
  LambdaFunctionScheduled: (fold, { id, attributes }, events) => {
    const free = !hasOpen(events, fold.lambdas, 'id', attributes.id);
    fold.lambdas.set(id, 'scheduled');
    return unless(free, HISTORY_RULES.lambdaId);
  },
  LambdaFunctionStarted: (fold, { attributes }) => {
    const waiting = fold.lambdas.get(attributes.scheduledEventId) === 'scheduled';
    fold.lambdas.set(attributes.scheduledEventId, 'started');
    return unless(waiting, HISTORY_RULES.lambdaStarts);
  },
  StartLambdaFunctionFailed: (fold, event) => endLambda(fold, event, 'scheduled'),
  LambdaFunctionCompleted: endStartedLambda,
  LambdaFunctionFailed: endStartedLambda,
  LambdaFunctionTimedOut: endStartedLambda,
};

function endLambda(
  fold: Folding,
  { attributes }: { attributes: { scheduledEventId?: number | undefined } },
  phase: string,
) {
  const id = attributes.scheduledEventId ?? 0;
  const fits = fold.lambdas.get(id) === phase;
  fold.lambdas.delete(id);
  return unless(fits, HISTORY_RULES.lambdaEnds);
}

function endStartedLambda(fold: Folding, event: { attributes: { scheduledEventId: number } }) {
  return endLambda(fold, event, 'started');
}

function endChild(fold: Folding, { attributes }: { readonly attributes: { readonly initiatedEventId: number } }) {
  return unless(fold.children.delete(attributes.initiatedEventId), HISTORY_RULES.childCloses);
}

function endDecision(fold: Folding, { attributes }: EventOf<'DecisionTaskCompleted' | 'DecisionTaskTimedOut'>) {
  const fits = fold.decisionStarted === attributes.startedEventId;
  fold.decisionStarted = undefined;
  return unless(fits, HISTORY_RULES.decisionTaskEnds);
}
