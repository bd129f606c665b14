import {
  type Attributes,
  type Instant,
  type State,
  type TypeDefaults,
  type TypeId,
  type TypeKind,
  typeOf,
  writeRecorded,
} from '../core/index.js';
import type { Recorded } from '../history/readHistory.js';
import type { RecordedRun } from './recordedRun.js';

/**
 * Registers the types that histories name, if they are not registered. No history has the defaults of a type: they are those
 * with which the last run or task of the type was started.
 */
export function registerTypes(s: State, domain: string, runs: readonly RecordedRun[], createdAt: Instant): void {
  const types = new Map<string, Parameters<typeof registerType>[2]>();
  for (const { events } of runs)
    for (const event of events)
      for (const found of typesOf(event)) types.set(JSON.stringify([found.kind, found.type]), found);
  for (const found of types.values()) registerType(s, domain, found, createdAt);
}

interface FoundType {
  readonly kind: TypeKind;
  readonly type: TypeId;
  readonly defaults: TypeDefaults;
}

function registerType(s: State, domain: string, { kind, type, defaults }: FoundType, createdAt: Instant): void {
  if (typeOf(s, kind, domain, type)) return;
  const registered = { kind, domain, type, description: undefined, defaults, createdAt };
  writeRecorded(s, { kind: 'type registered', type: registered });
}

function typesOf(event: Recorded): readonly FoundType[] {
  switch (event.type) {
    case 'WorkflowExecutionStarted':
    case 'WorkflowExecutionContinuedAsNew':
    case 'StartChildWorkflowExecutionInitiated':
      return [workflowType(event.attributes)];
    case 'ActivityTaskScheduled':
      return [activityType(event.attributes)];
    default:
      return [];
  }
}

type Settings = Attributes<'WorkflowExecutionStarted' | 'StartChildWorkflowExecutionInitiated'>;

const workflowType = (settings: Settings | Attributes<'WorkflowExecutionContinuedAsNew'>): FoundType => ({
  kind: 'WorkflowType',
  type: settings.workflowType,
  defaults: withValues({
    defaultTaskList: settings.taskList,
    defaultTaskPriority: settings.taskPriority,
    defaultTaskStartToCloseTimeout: settings.taskStartToCloseTimeout,
    defaultExecutionStartToCloseTimeout: settings.executionStartToCloseTimeout,
    defaultChildPolicy: settings.childPolicy,
    defaultLambdaRole: settings.lambdaRole,
  }),
});

const activityType = (settings: Attributes<'ActivityTaskScheduled'>): FoundType => ({
  kind: 'ActivityType',
  type: settings.activityType,
  defaults: withValues({
    defaultTaskList: settings.taskList,
    defaultTaskPriority: settings.taskPriority,
    defaultTaskHeartbeatTimeout: settings.heartbeatTimeout,
    defaultTaskScheduleToStartTimeout: settings.scheduleToStartTimeout,
    defaultTaskScheduleToCloseTimeout: settings.scheduleToCloseTimeout,
    defaultTaskStartToCloseTimeout: settings.startToCloseTimeout,
  }),
});

const withValues = (defaults: Readonly<Record<string, unknown>>): TypeDefaults =>
  Object.freeze(Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined)));
