import type { DecisionType } from '../core/constraints/decisions.js';
import type { RegisteredType } from '../core/state.js';
import type { Situation } from './situation.js';

export type Members = Readonly<Record<string, unknown>>;

/** A decision before it is known what it can be about: numbers choose among what there is. */
export interface Wish {
  readonly type: DecisionType;
  readonly which: number;
  /** What it calls that which it begins. */
  readonly id: string;
  readonly attributes: Members;
}

/** The attributes with which a decision of that type does what it asks for; `undefined` if there are none now. */
type Grant = (now: Situation, wish: Wish) => Members | undefined;

const oneOf = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

const always: Grant = (_now, { attributes }) => attributes;

/** One of the ids that are open. */
const naming =
  (member: string, open: (now: Situation) => Iterable<string>): Grant =>
  (now, { which, attributes }) => {
    const id = oneOf([...open(now)], which);
    return id === undefined ? undefined : { ...attributes, [member]: id };
  };

/** An id that is not in use, while there is room. */
const fresh =
  (member: string, used: 'activities' | 'timers' | 'lambdas'): Grant =>
  (now, { id, attributes }) =>
    now.room[used] > 0 && !now[used].has(id) ? { ...attributes, [member]: id } : undefined;

const scheduled: Grant = (now, wish) => {
  const type = oneOf(now.activityTypes, wish.which);
  const free = fresh('activityId', 'activities')(now, wish);
  return type && free && { ...requiredOfActivity(type), ...free, activityType: type.type };
};

const started: Grant = (now, { which, id, attributes }) => {
  const type = oneOf(now.workflowTypes, which);
  if (!type || now.room.children <= 0 || now.workflowIds.has(id)) return undefined;
  return { ...requiredOfWorkflow(type), ...attributes, workflowId: id, workflowType: type.type };
};

const called: Grant = (now, wish) => {
  const name = oneOf(now.functions, wish.which);
  const free = fresh('id', 'lambdas')(now, wish);
  return name === undefined ? undefined : free && { ...free, name };
};

const closed: Grant = (now, { attributes }) => (now.mayClose ? attributes : undefined);

// The next run has the type of this one, in any version that there is (swf-behaviour 3.6).
const continued: Grant = (now, { which, attributes }) => {
  const versions = now.workflowTypes.filter(({ type }) => type.name === now.ownType?.type.name);
  const type = oneOf(versions, which);
  if (!now.mayClose || !type) return undefined;
  return { ...requiredOfWorkflow(type), ...attributes, workflowTypeVersion: type.type.version };
};

/** Members that the type leaves open, so that somebody has to give them. */
const requiredOfActivity = ({ defaults }: RegisteredType): Members => ({
  ...(defaults.defaultTaskList ? {} : LIST),
  ...(defaults.defaultTaskScheduleToStartTimeout ? {} : { scheduleToStartTimeout: 'NONE' }),
  ...(defaults.defaultTaskScheduleToCloseTimeout ? {} : { scheduleToCloseTimeout: 'NONE' }),
  ...(defaults.defaultTaskStartToCloseTimeout ? {} : { startToCloseTimeout: 'NONE' }),
  ...(defaults.defaultTaskHeartbeatTimeout ? {} : { heartbeatTimeout: 'NONE' }),
});

const requiredOfWorkflow = ({ defaults }: RegisteredType): Members => ({
  ...(defaults.defaultTaskList ? {} : LIST),
  ...(defaults.defaultExecutionStartToCloseTimeout ? {} : { executionStartToCloseTimeout: '3600' }),
  ...(defaults.defaultTaskStartToCloseTimeout ? {} : { taskStartToCloseTimeout: 'NONE' }),
  ...(defaults.defaultChildPolicy ? {} : { childPolicy: 'TERMINATE' }),
});

const LIST = { taskList: { name: 'default' } };

const GRANTS: { readonly [T in DecisionType]: Grant } = {
  RecordMarker: always,
  ScheduleActivityTask: scheduled,
  RequestCancelActivityTask: naming('activityId', ({ activities }) => activities),
  StartTimer: fresh('timerId', 'timers'),
  CancelTimer: naming('timerId', ({ timers }) => timers),
  SignalExternalWorkflowExecution: naming('workflowId', ({ reachable }) => reachable),
  RequestCancelExternalWorkflowExecution: naming('workflowId', ({ reachable }) => reachable),
  StartChildWorkflowExecution: started,
  ScheduleLambdaFunction: called,
  CompleteWorkflowExecution: closed,
  FailWorkflowExecution: closed,
  CancelWorkflowExecution: closed,
  ContinueAsNewWorkflowExecution: continued,
};

export const granted = (now: Situation, wish: Wish): Members | undefined => GRANTS[wish.type](now, wish);

/** The situation once a decision is done: what follows in the batch is about that. */
export function after(now: Situation, type: DecisionType, attributes: Members): Situation {
  switch (type) {
    case 'ScheduleActivityTask':
      return taking(now, 'activities', attributes.activityId);
    case 'StartTimer':
      return taking(now, 'timers', attributes.timerId);
    case 'CancelTimer':
      return { ...now, timers: new Set([...now.timers].filter((id) => id !== attributes.timerId)) };
    case 'ScheduleLambdaFunction':
      return taking(now, 'lambdas', attributes.id);
    case 'StartChildWorkflowExecution':
      return {
        ...now,
        workflowIds: new Set(now.workflowIds).add(String(attributes.workflowId)),
        room: { ...now.room, children: now.room.children - 1 },
      };
    default:
      return now;
  }
}

function taking(now: Situation, kind: 'activities' | 'timers' | 'lambdas', id: unknown): Situation {
  const room = { ...now.room, [kind]: now.room[kind] - 1 };
  return { ...now, [kind]: new Set(now[kind]).add(String(id)), room };
}
