import type { Decision } from '@aws-sdk/client-swf';
import type { Decider } from '../../src/deciders/decider.js';
import type { HistoryLike } from '../../src/replay/index.js';

type Members = Readonly<Record<string, unknown>>;

/** A decision that a history shows, and its attributes that nobody can see. */
export interface MadeDecision {
  readonly type: string;
  readonly attributes: Members;
  /** It failed, so that its other attributes are not shown. */
  readonly isPart: boolean;
}

/** The decisions of each task that was answered, by the DecisionTaskStarted. */
export type Script = ReadonlyMap<number, readonly MadeDecision[]>;

const TYPES: Readonly<Record<string, string>> = {
  ActivityTaskScheduled: 'ScheduleActivityTask',
  ActivityTaskCancelRequested: 'RequestCancelActivityTask',
  TimerStarted: 'StartTimer',
  TimerCanceled: 'CancelTimer',
  MarkerRecorded: 'RecordMarker',
  LambdaFunctionScheduled: 'ScheduleLambdaFunction',
  StartChildWorkflowExecutionInitiated: 'StartChildWorkflowExecution',
  SignalExternalWorkflowExecutionInitiated: 'SignalExternalWorkflowExecution',
  RequestCancelExternalWorkflowExecutionInitiated: 'RequestCancelExternalWorkflowExecution',
  WorkflowExecutionCompleted: 'CompleteWorkflowExecution',
  WorkflowExecutionFailed: 'FailWorkflowExecution',
  WorkflowExecutionCanceled: 'CancelWorkflowExecution',
  WorkflowExecutionContinuedAsNew: 'ContinueAsNewWorkflowExecution',
};

/** What the service wrote into the event of a decision. */
const WRITTEN = new Set([
  'decisionTaskCompletedEventId',
  'startedEventId',
  'initiatedEventId',
  'newExecutionRunId',
  'cause',
]);

export function attributesOf(event: HistoryLike): Members {
  return Object.entries(event).find(([name]) => name.endsWith('EventAttributes'))?.[1] ?? {};
}

/** Reads the decisions off the events, by names alone. */
export function scriptOf(events: readonly HistoryLike[]): Script {
  const script = new Map<number, MadeDecision[]>();
  const starts = new Map<unknown, number>();
  for (const event of events) {
    const { startedEventId, decisionTaskCompletedEventId, initiatedEventId } = attributesOf(event);
    if (event.eventType === 'DecisionTaskCompleted') {
      starts.set(event.eventId, Number(startedEventId));
      script.set(Number(startedEventId), []);
    }
    const made = decidedIn(event);
    // A failure that answers an Initiated event comes later.
    if (!made || (made.isPart && initiatedEventId)) continue;
    script.get(starts.get(decisionTaskCompletedEventId) ?? 0)?.push(made);
  }
  return script;
}

function decidedIn(event: HistoryLike): MadeDecision | undefined {
  const { eventType = '' } = event;
  const { decisionTaskCompletedEventId, ...rest } = attributesOf(event);
  if (decisionTaskCompletedEventId === undefined) return undefined;
  const type = TYPES[eventType] ?? eventType.replace(/Failed$/, '');
  const entries = Object.entries(rest).filter(([name]) => !WRITTEN.has(name));
  const isPart = TYPES[eventType] === undefined;
  return {
    type,
    isPart,
    attributes: type === 'ContinueAsNewWorkflowExecution' ? continued(rest) : Object.fromEntries(entries),
  };
}

function continued({ workflowType, input, ...rest }: Members): Members {
  const settings = Object.entries(rest).filter(([name]) => !WRITTEN.has(name));
  const { version } = (workflowType ?? {}) as { version?: string };
  return {
    ...Object.fromEntries(settings),
    ...(input !== undefined && { input }),
    ...(version && { workflowTypeVersion: version }),
  };
}

export const decisionOf = ({ type, attributes }: MadeDecision): Decision =>
  ({
    decisionType: type,
    [`${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes`]: attributes,
  }) as unknown as Decision;

/** A decider that decides what the script says. */
export const deciderOf =
  (script: Script): Decider =>
  ({ startedEventId }) =>
    (script.get(startedEventId ?? 0) ?? []).map(decisionOf);
