import type { EventType, HistoryEvent } from '@aws-sdk/client-swf';

/** The facts about one kind of subject of events and decisions. */
interface SubjectFacts {
  /** The attribute with the name of the subject within its run. */
  readonly name?: string;
  /** The attribute with the id of another workflow: the subject is a run of it, or is sent to it. */
  readonly workflow?: string;
  /** The attributes that refer to earlier events of the same subject, with the types of these events. */
  readonly refersTo?: { readonly [member in `${string}EventId`]?: EventType };
}

// The order of names and references is the order in which texts read and show them.
const ROWS = {
  run: {},
  'next run': {},
  'decision task': {
    refersTo: { scheduledEventId: 'DecisionTaskScheduled', startedEventId: 'DecisionTaskStarted' },
  },
  activity: {
    name: 'activityId',
    refersTo: {
      scheduledEventId: 'ActivityTaskScheduled',
      startedEventId: 'ActivityTaskStarted',
      latestCancelRequestedEventId: 'ActivityTaskCancelRequested',
    },
  },
  timer: { name: 'timerId', refersTo: { startedEventId: 'TimerStarted' } },
  'received signal': { name: 'signalName' },
  'sent signal': {
    name: 'signalName',
    workflow: 'workflowId',
    refersTo: { initiatedEventId: 'SignalExternalWorkflowExecutionInitiated' },
  },
  'sent cancel request': {
    workflow: 'workflowId',
    refersTo: { initiatedEventId: 'RequestCancelExternalWorkflowExecutionInitiated' },
  },
  marker: { name: 'markerName' },
  child: {
    workflow: 'workflowId',
    refersTo: {
      initiatedEventId: 'StartChildWorkflowExecutionInitiated',
      startedEventId: 'ChildWorkflowExecutionStarted',
    },
  },
  'lambda function': {
    name: 'id',
    refersTo: { scheduledEventId: 'LambdaFunctionScheduled', startedEventId: 'LambdaFunctionStarted' },
  },
} as const satisfies Readonly<Record<string, SubjectFacts>>;

/** The kinds of subjects of events and decisions. */
export type SubjectKind = keyof typeof ROWS;

const SUBJECTS: { readonly [K in SubjectKind]: SubjectFacts } = ROWS;

const KINDS: { readonly [T in EventType]: SubjectKind } = {
  WorkflowExecutionStarted: 'run',
  WorkflowExecutionSignaled: 'received signal',
  WorkflowExecutionCancelRequested: 'run',
  WorkflowExecutionCompleted: 'run',
  CompleteWorkflowExecutionFailed: 'run',
  WorkflowExecutionFailed: 'run',
  FailWorkflowExecutionFailed: 'run',
  WorkflowExecutionCanceled: 'run',
  CancelWorkflowExecutionFailed: 'run',
  WorkflowExecutionTerminated: 'run',
  WorkflowExecutionTimedOut: 'run',
  WorkflowExecutionContinuedAsNew: 'next run',
  ContinueAsNewWorkflowExecutionFailed: 'next run',
  DecisionTaskScheduled: 'decision task',
  DecisionTaskStarted: 'decision task',
  DecisionTaskCompleted: 'decision task',
  DecisionTaskTimedOut: 'decision task',
  ActivityTaskScheduled: 'activity',
  ScheduleActivityTaskFailed: 'activity',
  ActivityTaskStarted: 'activity',
  ActivityTaskCompleted: 'activity',
  ActivityTaskFailed: 'activity',
  ActivityTaskTimedOut: 'activity',
  ActivityTaskCanceled: 'activity',
  ActivityTaskCancelRequested: 'activity',
  RequestCancelActivityTaskFailed: 'activity',
  TimerStarted: 'timer',
  StartTimerFailed: 'timer',
  TimerFired: 'timer',
  TimerCanceled: 'timer',
  CancelTimerFailed: 'timer',
  MarkerRecorded: 'marker',
  RecordMarkerFailed: 'marker',
  StartChildWorkflowExecutionInitiated: 'child',
  StartChildWorkflowExecutionFailed: 'child',
  ChildWorkflowExecutionStarted: 'child',
  ChildWorkflowExecutionCompleted: 'child',
  ChildWorkflowExecutionFailed: 'child',
  ChildWorkflowExecutionCanceled: 'child',
  ChildWorkflowExecutionTerminated: 'child',
  ChildWorkflowExecutionTimedOut: 'child',
  SignalExternalWorkflowExecutionInitiated: 'sent signal',
  SignalExternalWorkflowExecutionFailed: 'sent signal',
  ExternalWorkflowExecutionSignaled: 'sent signal',
  RequestCancelExternalWorkflowExecutionInitiated: 'sent cancel request',
  RequestCancelExternalWorkflowExecutionFailed: 'sent cancel request',
  ExternalWorkflowExecutionCancelRequested: 'sent cancel request',
  LambdaFunctionScheduled: 'lambda function',
  ScheduleLambdaFunctionFailed: 'lambda function',
  LambdaFunctionStarted: 'lambda function',
  StartLambdaFunctionFailed: 'lambda function',
  LambdaFunctionCompleted: 'lambda function',
  LambdaFunctionFailed: 'lambda function',
  LambdaFunctionTimedOut: 'lambda function',
};

/** Returns the kind of subject of events of this type; `undefined` for a text that is not a type of event. */
export const subjectKindOf = (type: string): SubjectKind | undefined =>
  Object.hasOwn(KINDS, type) ? KINDS[type as EventType] : undefined;

type Attributes = Readonly<Record<string, unknown>>;

const rows: readonly SubjectFacts[] = Object.values(SUBJECTS);
const distinct = (members: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(members.filter((member) => member !== undefined)),
];

/** The attributes with the name of a subject within its run: an id, or the name of a signal or a marker. */
export const NAME_MEMBERS: readonly string[] = distinct(rows.map(({ name }) => name));

/** The attributes that refer to earlier events of the same subject. */
export const REFERENCE_MEMBERS: readonly string[] = distinct(
  rows.flatMap(({ refersTo = {} }) => Object.keys(refersTo)),
);

const WORKFLOW_MEMBERS: readonly string[] = distinct(rows.map(({ workflow }) => workflow));

const firstOf = (members: readonly string[], attributes: Attributes): string | undefined => {
  const member = members.find((name) => attributes[name] !== undefined);
  return member === undefined ? undefined : String(attributes[member]);
};

/** Returns the name of the subject in the attributes of an event or a decision; `undefined` if they have none. */
export const nameIn = (attributes: Attributes): string | undefined => firstOf(NAME_MEMBERS, attributes);

/** Returns the id of the other workflow in the attributes of an event or a decision; `undefined` if they have none. */
export const workflowIn = (attributes: Attributes): string | undefined => firstOf(WORKFLOW_MEMBERS, attributes);

/**
 * Returns the type of the event that an attribute of an event of this type refers to; `undefined` if it refers to none.
 */
export function referredType(type: string, member: string): EventType | undefined {
  if (member === 'decisionTaskCompletedEventId') return 'DecisionTaskCompleted';
  const kind = subjectKindOf(type);
  return kind && SUBJECTS[kind].refersTo?.[member as `${string}EventId`];
}

type Keys<T> = T extends Date | readonly unknown[] | string | number
  ? never
  : { [K in keyof T & string]-?: K | Keys<NonNullable<T[K]>> }[keyof T & string];

/** The attributes that contain the id of a run. */
type RunIdMember = Extract<Keys<HistoryEvent>, 'runId' | `${string}RunId`>;

const RUN_IDS: { readonly [M in RunIdMember]: true } = {
  runId: true,
  newExecutionRunId: true,
  continuedExecutionRunId: true,
};

/** Returns true if an attribute of this name contains the id of a run. */
export const isRunIdMember = (name: string): boolean => Object.hasOwn(RUN_IDS, name);
