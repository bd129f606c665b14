import type { EventOf, EventType } from '../core/index.js';
import type { Recorded } from './readHistory.js';

const EXECUTION = ['workflowId', 'runId'] as const;
const TYPE = ['name', 'version'] as const;

/** The members that an attribute of this name has in every event; without members, it is a string. */
const PARTS = {
  workflowExecution: EXECUTION,
  externalWorkflowExecution: EXECUTION,
  parentWorkflowExecution: EXECUTION,
  workflowType: TYPE,
  activityType: TYPE,
  workflowId: [],
  cause: [],
  timeoutType: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Part = keyof typeof PARTS;

/** The attributes without which an event cannot be replayed or verified. */
const NEEDED: { readonly [T in EventType]?: readonly (Part & keyof EventOf<T>['attributes'])[] } = {
  WorkflowExecutionStarted: ['workflowType'],
  WorkflowExecutionContinuedAsNew: ['workflowType'],
  ActivityTaskScheduled: ['activityType'],
  ActivityTaskTimedOut: ['timeoutType'],
  ScheduleActivityTaskFailed: ['activityType', 'cause'],
  StartChildWorkflowExecutionInitiated: ['workflowId', 'workflowType'],
  StartChildWorkflowExecutionFailed: ['workflowId', 'workflowType', 'cause'],
  ContinueAsNewWorkflowExecutionFailed: ['cause'],
  ChildWorkflowExecutionStarted: ['workflowExecution'],
  ChildWorkflowExecutionCompleted: ['workflowExecution', 'workflowType'],
  ChildWorkflowExecutionFailed: ['workflowExecution', 'workflowType'],
  ChildWorkflowExecutionCanceled: ['workflowExecution', 'workflowType'],
  ChildWorkflowExecutionTimedOut: ['workflowExecution', 'workflowType'],
  ChildWorkflowExecutionTerminated: ['workflowExecution', 'workflowType'],
  SignalExternalWorkflowExecutionInitiated: ['workflowId'],
  SignalExternalWorkflowExecutionFailed: ['workflowId'],
  ExternalWorkflowExecutionSignaled: ['workflowExecution'],
  RequestCancelExternalWorkflowExecutionInitiated: ['workflowId'],
  RequestCancelExternalWorkflowExecutionFailed: ['workflowId'],
  ExternalWorkflowExecutionCancelRequested: ['workflowExecution'],
};

/**
 * Returns a message about the first event that lacks a needed attribute, or has an incomplete one; `undefined` if all
 * events are complete.
 */
export function incompleteReason(history: readonly Recorded[]): string | undefined {
  for (const { id, type, attributes } of history) {
    const members = attributes as Readonly<Record<string, unknown>>;
    const present = (Object.keys(PARTS) as readonly Part[]).filter((name) => name in members);
    const incomplete = [...(NEEDED[type] ?? []), ...present].find((name) => !isComplete(name, members[name]));
    if (incomplete === undefined) continue;
    return `event ${id} ${type} has no complete ${incomplete}; expected ${formOf(incomplete)}`;
  }
  return undefined;
}

function formOf(name: Part): string {
  const parts: readonly string[] = PARTS[name];
  return parts.length === 0 ? 'a text' : `{ ${parts.join(', ')} }`;
}

function isComplete(name: Part, value: unknown): boolean {
  const parts: readonly string[] = PARTS[name];
  if (parts.length === 0) return typeof value === 'string';
  if (typeof value !== 'object' || value === null) return false;
  return parts.every((part) => typeof (value as Readonly<Record<string, unknown>>)[part] === 'string');
}
