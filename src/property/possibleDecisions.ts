import type { RegisteredType } from '../core/index.js';
import type { DecisionType } from '../tables/decisions.js';
import { isName } from './draw/texts.js';
import type { OpenThings } from './openThings.js';

/** The attributes of a decision. */
export type Members = Readonly<Record<string, unknown>>;

/** A drawn decision whose subject is chosen later, among the things that are open then. */
export interface PlannedDecision {
  /** The type of the decision. */
  readonly type: DecisionType;
  /** Chooses the subject: the index in a list of candidates, modulo its length. */
  readonly which: number;
  /** The id of the activity, timer, child or function that it starts. */
  readonly id: string;
  /** The attributes that do not depend on open things. */
  readonly attributes: Members;
}

/** Returns the attributes with which a decision does not fail; `undefined` if it would fail now with any. */
type AttributesRule = (now: OpenThings, planned: PlannedDecision) => Members | undefined;

const oneOf = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

const markerAttributes: AttributesRule = (_now, { attributes }) => attributes;

/** Returns attributes that refer to one of the open things. */
const attributesWithOpenId =
  (member: string, open: (now: OpenThings) => Iterable<string>): AttributesRule =>
  (now, { which, attributes }) => {
    const id = oneOf([...open(now)], which);
    return id === undefined ? undefined : { ...attributes, [member]: id };
  };

/** Returns attributes with an id that is not in use, if the limit allows one more thing of its kind. */
const attributesWithNewId =
  (member: string, used: 'activities' | 'timers' | 'lambdas'): AttributesRule =>
  (now, { id, attributes }) =>
    now.room[used] > 0 && !now[used].has(id) ? { ...attributes, [member]: id } : undefined;

const activityAttributes: AttributesRule = (now, planned) => {
  const type = oneOf(now.activityTypes, planned.which);
  const free = attributesWithNewId('activityId', 'activities')(now, planned);
  return type && free && { ...missingActivitySettings(type), ...free, activityType: type.type };
};

const childAttributes: AttributesRule = (now, { which, id, attributes }) => {
  const type = oneOf(now.workflowTypes, which);
  if (!type || now.room.children <= 0 || now.workflowIds.has(id) || !isWorkflowId(now, id)) return undefined;
  return { ...missingRunSettings(type), ...finite(now, attributes), workflowId: id, workflowType: type.type };
};

const isWorkflowId = ({ assumptions }: OpenThings, id: string): boolean =>
  assumptions.workflowIdCharacters === 'accepted' || isName(id);

// A successor without end can be refused (docs/swf.md 12, doubt 11).
const finite = ({ assumptions }: OpenThings, attributes: Members): Members =>
  assumptions.unlimitedSuccessors === 'accepted' || attributes.executionStartToCloseTimeout !== 'NONE'
    ? attributes
    : { ...attributes, executionStartToCloseTimeout: '3600' };

const lambdaAttributes: AttributesRule = (now, planned) => {
  const name = oneOf(now.functions, planned.which);
  const free = attributesWithNewId('id', 'lambdas')(now, planned);
  return name === undefined ? undefined : free && { ...free, name };
};

const closeAttributes: AttributesRule = (now, { attributes }) => (now.mayClose ? attributes : undefined);

// The next run has a type of the same name, in any registered version (docs/swf.md 3.6).
const nextRunAttributes: AttributesRule = (now, { which, attributes }) => {
  const versions = now.workflowTypes.filter(({ type }) => type.name === now.ownType?.type.name);
  const type = oneOf(versions, which);
  if (!now.mayClose || !type) return undefined;
  return { ...missingRunSettings(type), ...finite(now, attributes), workflowTypeVersion: type.type.version };
};

// Settings that have no default in the type: the decision must have them.
const missingActivitySettings = ({ defaults }: RegisteredType): Members => ({
  ...(defaults.defaultTaskList ? {} : LIST),
  ...(defaults.defaultTaskScheduleToStartTimeout ? {} : { scheduleToStartTimeout: 'NONE' }),
  ...(defaults.defaultTaskScheduleToCloseTimeout ? {} : { scheduleToCloseTimeout: 'NONE' }),
  ...(defaults.defaultTaskStartToCloseTimeout ? {} : { startToCloseTimeout: 'NONE' }),
  ...(defaults.defaultTaskHeartbeatTimeout ? {} : { heartbeatTimeout: 'NONE' }),
});

const missingRunSettings = ({ defaults }: RegisteredType): Members => ({
  ...(defaults.defaultTaskList ? {} : LIST),
  ...(defaults.defaultExecutionStartToCloseTimeout ? {} : { executionStartToCloseTimeout: '3600' }),
  ...(defaults.defaultTaskStartToCloseTimeout ? {} : { taskStartToCloseTimeout: 'NONE' }),
  ...(defaults.defaultChildPolicy ? {} : { childPolicy: 'TERMINATE' }),
});

const LIST = { taskList: { name: 'default' } };

/** Returns the open things after a decision, for the decisions that follow in its batch. */
type Effect = (now: OpenThings, attributes: Members) => OpenThings;

const unchanged: Effect = (now) => now;

const withId =
  (member: string, kind: 'activities' | 'timers' | 'lambdas'): Effect =>
  (now, attributes) => ({
    ...now,
    [kind]: new Set(now[kind]).add(String(attributes[member])),
    room: { ...now.room, [kind]: now.room[kind] - 1 },
  });

const withoutTimer: Effect = (now, { timerId }) => ({
  ...now,
  timers: new Set([...now.timers].filter((id) => id !== timerId)),
});

const withChild: Effect = (now, { workflowId }) => ({
  ...now,
  workflowIds: new Set(now.workflowIds).add(String(workflowId)),
  room: { ...now.room, children: now.room.children - 1 },
});

const POSSIBLE: { readonly [T in DecisionType]: readonly [AttributesRule, Effect] } = {
  RecordMarker: [markerAttributes, unchanged],
  ScheduleActivityTask: [activityAttributes, withId('activityId', 'activities')],
  RequestCancelActivityTask: [attributesWithOpenId('activityId', ({ activities }) => activities), unchanged],
  StartTimer: [attributesWithNewId('timerId', 'timers'), withId('timerId', 'timers')],
  CancelTimer: [attributesWithOpenId('timerId', ({ timers }) => timers), withoutTimer],
  SignalExternalWorkflowExecution: [attributesWithOpenId('workflowId', ({ reachable }) => reachable), unchanged],
  RequestCancelExternalWorkflowExecution: [attributesWithOpenId('workflowId', ({ reachable }) => reachable), unchanged],
  StartChildWorkflowExecution: [childAttributes, withChild],
  ScheduleLambdaFunction: [lambdaAttributes, withId('id', 'lambdas')],
  CompleteWorkflowExecution: [closeAttributes, unchanged],
  FailWorkflowExecution: [closeAttributes, unchanged],
  CancelWorkflowExecution: [closeAttributes, unchanged],
  ContinueAsNewWorkflowExecution: [nextRunAttributes, unchanged],
};

/** Returns the attributes with which a planned decision does not fail; `undefined` if it is not possible now. */
export const possibleAttributes = (now: OpenThings, planned: PlannedDecision): Members | undefined =>
  POSSIBLE[planned.type][0](now, planned);

/** Returns the open things after a decision, for the decisions that follow in its batch. */
export const openThingsAfter = (now: OpenThings, type: DecisionType, attributes: Members): OpenThings =>
  POSSIBLE[type][1](now, attributes);
