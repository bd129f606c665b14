import type { EventType } from '../core/events.js';
import type { Recorded } from './recorded.js';

const EXECUTION = ['workflowId', 'runId'];
const TYPE = ['name', 'version'];

/** What these attributes hold wherever they stand; without members, a text. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  workflowExecution: EXECUTION,
  externalWorkflowExecution: EXECUTION,
  parentWorkflowExecution: EXECUTION,
  workflowType: TYPE,
  activityType: TYPE,
  workflowId: [],
  cause: [],
  timeoutType: [],
};

/** The attributes without which nobody could tell what was done. */
const NEEDED: { readonly [T in EventType]?: readonly string[] } = {
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

/** The first event that lacks what it cannot be re-enacted without, and what that is. */
export function tornIn(history: readonly Recorded[]): string | undefined {
  for (const { id, type, attributes } of history) {
    const members = attributes as Readonly<Record<string, unknown>>;
    const shown = Object.keys(PARTS).filter((name) => name in members);
    const torn = [...(NEEDED[type] ?? []), ...shown].find((name) => !isWhole(name, members[name]));
    if (torn !== undefined) return `${type} ${id} has no ${torn} that says what it has to`;
  }
  return undefined;
}

function isWhole(name: string, value: unknown): boolean {
  const parts = PARTS[name] as readonly string[];
  if (parts.length === 0) return typeof value === 'string';
  if (typeof value !== 'object' || value === null) return false;
  return parts.every((part) => typeof (value as Readonly<Record<string, unknown>>)[part] === 'string');
}
