import type { EventOf, TypeId, TypeKind } from '../core/index.js';
import type { Recorded } from '../history/readHistory.js';
import { kindOfCause, missingSetting } from '../tables/causes.js';
import { DECISIONS, type DecisionType, decisionOfEvent, type EventOfDecision } from '../tables/decisions.js';
import { type RecordedDecision, recordedDecision } from './recordedDecision.js';

/** The status of a registered type when a decision names it. */
export type TypeStatus = 'registered' | 'deprecated' | 'missing';

/** A decision that leads to a recorded event, and the conditions under which it does so. */
export interface DecisionOfEvent {
  readonly decision: RecordedDecision;
  /** The cause of its failure. Absent if it was carried out. */
  readonly cause?: string | undefined;
  /** The registered type that the decision names, and the status that this type must have. */
  readonly type?: { readonly kind: TypeKind; readonly id: TypeId; readonly status: TypeStatus };
}

/** The run that makes a decision. */
export interface DecidingRun {
  /** The workflow type of the run. */
  readonly workflowType: TypeId;
  /** Returns the run id to write for a target that the history names; `undefined` for none. */
  readonly runIdOf: (target: {
    readonly workflowId: string;
    readonly runId?: string | undefined;
  }) => string | undefined;
}

/** Returns the decision that led to an event of a batch, or `undefined` if no decision leads to such an event. */
export function decisionFromEvent({ type, attributes }: Recorded, run: DecidingRun): DecisionOfEvent | undefined {
  const decisionType = decisionOfEvent(type);
  if (!decisionType) return undefined;
  const rule = RULES[decisionType] as AnyRule;
  const isFailed = DECISIONS[decisionType].event !== type;
  const made = isFailed ? rule.failed(attributes, run) : rule.done(attributes, run);
  const cause = isFailed ? (attributes as { readonly cause: string }).cause : undefined;
  const kind = DECISIONS[decisionType].defaultsFrom;
  const id = rule.typeOf?.(made, run);
  return {
    decision: recordedDecision(decisionType, made),
    cause,
    ...(kind && id && { type: { kind, id, status: statusFor(cause) } }),
  };
}

// The status with which the decision ends as it did in the history.
function statusFor(cause = ''): TypeStatus {
  const kind = kindOfCause(cause);
  if (kind === 'type missing') return 'missing';
  return kind === 'type deprecated' ? 'deprecated' : 'registered';
}

/** The functions that return the attributes of one type of decision from the attributes of its events. */
interface Rule<T extends DecisionType> {
  readonly done: (attributes: EventOf<EventOfDecision<T>>['attributes'], run: DecidingRun) => object;
  readonly failed: (attributes: EventOf<`${T}Failed`>['attributes'], run: DecidingRun) => object;
  /** The registered type that the made attributes name. */
  readonly typeOf?: (made: never, run: DecidingRun) => TypeId;
}

interface AnyRule {
  readonly done: (attributes: object, run: DecidingRun) => object;
  readonly failed: (attributes: object, run: DecidingRun) => object;
  readonly typeOf?: (made: object, run: DecidingRun) => TypeId;
}

const NONE = 'NONE';

// The event of a failed decision does not show these settings: any valid values do.
const MADE_UP_ACTIVITY_SETTINGS = {
  taskList: { name: 'made up' },
  scheduleToStartTimeout: NONE,
  scheduleToCloseTimeout: NONE,
  startToCloseTimeout: NONE,
  heartbeatTimeout: NONE,
};
const MADE_UP_RUN_SETTINGS = {
  taskList: { name: 'made up' },
  executionStartToCloseTimeout: '60',
  taskStartToCloseTimeout: NONE,
  childPolicy: 'ABANDON',
};

function withoutMissing(settings: Readonly<Record<string, unknown>>, cause: string): object {
  const { [missingSetting(cause) ?? 'nothing']: _, ...rest } = settings;
  return rest;
}

function withoutCompletedId<A extends { readonly decisionTaskCompletedEventId: number }>(attributes: A) {
  const { decisionTaskCompletedEventId: _, ...others } = attributes;
  return others;
}

const RULES: { readonly [T in DecisionType]: Rule<T> } = {
  ScheduleActivityTask: {
    done: withoutCompletedId,
    failed: ({ activityId, activityType, cause }) => ({
      activityId,
      activityType,
      ...withoutMissing(MADE_UP_ACTIVITY_SETTINGS, cause),
    }),
    typeOf: ({ activityType }: { activityType: TypeId }) => activityType,
  },
  RequestCancelActivityTask: {
    done: ({ activityId }) => ({ activityId }),
    failed: ({ activityId }) => ({ activityId }),
  },
  StartTimer: {
    done: withoutCompletedId,
    failed: ({ timerId }) => ({ timerId, startToFireTimeout: '1' }),
  },
  CancelTimer: {
    done: ({ timerId }) => ({ timerId }),
    failed: ({ timerId }) => ({ timerId }),
  },
  RecordMarker: {
    done: ({ markerName, details }) => ({ markerName, details }),
    failed: ({ markerName }) => ({ markerName }),
  },
  ScheduleLambdaFunction: {
    done: withoutCompletedId,
    failed: ({ id, name }) => ({ id, name }),
  },
  StartChildWorkflowExecution: {
    done: withoutCompletedId,
    failed: ({ workflowId, workflowType, control, cause }) => ({
      workflowId,
      workflowType,
      control,
      ...withoutMissing(MADE_UP_RUN_SETTINGS, cause),
    }),
    typeOf: ({ workflowType }: { workflowType: TypeId }) => workflowType,
  },
  SignalExternalWorkflowExecution: {
    done: (attributes, { runIdOf }) => ({ ...withoutCompletedId(attributes), runId: runIdOf(attributes) }),
    failed: ({ workflowId, runId, control }, { runIdOf }) => ({
      workflowId,
      runId: runIdOf({ workflowId, runId }),
      signalName: 'made up',
      control,
    }),
  },
  RequestCancelExternalWorkflowExecution: {
    done: (attributes, { runIdOf }) => ({ ...withoutCompletedId(attributes), runId: runIdOf(attributes) }),
    failed: ({ workflowId, runId, control }, { runIdOf }) => ({
      workflowId,
      runId: runIdOf({ workflowId, runId }),
      control,
    }),
  },
  CompleteWorkflowExecution: {
    done: ({ result }) => ({ result }),
    failed: () => ({}),
  },
  FailWorkflowExecution: {
    done: ({ reason, details }) => ({ reason, details }),
    failed: () => ({}),
  },
  CancelWorkflowExecution: {
    done: ({ details }) => ({ details }),
    failed: () => ({}),
  },
  ContinueAsNewWorkflowExecution: {
    done: ({ newExecutionRunId: _, workflowType, ...attributes }) => ({
      ...withoutCompletedId(attributes),
      workflowTypeVersion: workflowType.version,
    }),
    failed: ({ cause }) => ({ workflowTypeVersion: 'made up', ...withoutMissing(MADE_UP_RUN_SETTINGS, cause) }),
    // The next run has a type of the same name (docs/swf.md 3.6).
    typeOf: ({ workflowTypeVersion }: { workflowTypeVersion: string }, { workflowType: { name } }) => ({
      name,
      version: workflowTypeVersion,
    }),
  },
};
