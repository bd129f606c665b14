import { createState, instant, isFault, type State, step } from '../../../src/core/index.js';
import type { Op } from '../../../src/property/constraintViolations.js';

type Members = Readonly<Record<string, unknown>>;

/** A state and an input that it accepts. */
export interface Scene {
  readonly s: State;
  readonly input: Members;
}

/** Makes a scene in which whatever can have a name has that one. */
export type MakeScene = (name: string) => Scene;

const ARN = 'arn:aws:swf:us-east-1:123456789012:/domain/';
const ROLE = 'arn:aws:iam::123456789012:role/swf';
const ALWAYS = { oldestDate: 0, latestDate: 2_000_000_000_000 };
const PAGE = { nextPageToken: '', maximumPageSize: 1, reverseOrder: true };

const typeOf = (name: string) => ({ name, version: name });
const listOf = (name: string) => ({ name });
const workflowDefaults = (name: string): Members => ({
  description: name,
  defaultTaskList: listOf(name),
  defaultTaskPriority: '1',
  defaultTaskStartToCloseTimeout: '600',
  defaultExecutionStartToCloseTimeout: '6000',
  defaultChildPolicy: 'ABANDON',
  defaultLambdaRole: ROLE,
});
const activityDefaults = (name: string): Members => ({
  description: name,
  defaultTaskList: listOf(name),
  defaultTaskPriority: '1',
  defaultTaskStartToCloseTimeout: '600',
  defaultTaskHeartbeatTimeout: '600',
  defaultTaskScheduleToStartTimeout: '600',
  defaultTaskScheduleToCloseTimeout: '600',
});
const registered = (name: string): Members => ({
  name,
  description: name,
  workflowExecutionRetentionPeriodInDays: '2',
  tags: [{ key: name, value: name }],
});
const started = (name: string): Members => ({
  domain: name,
  workflowId: name,
  workflowType: typeOf(name),
  taskList: listOf(name),
  taskPriority: '2',
  input: name,
  executionStartToCloseTimeout: '5000',
  tagList: [name, `${name}.`],
  taskStartToCloseTimeout: '500',
  childPolicy: 'REQUEST_CANCEL',
  lambdaRole: ROLE,
});

/** @throws Error if it is refused. */
function ask(s: State, op: Op, input: Members): Members {
  const { reply } = step(s, { op, input }, s.now);
  if (isFault(reply)) throw new Error(`${op}: ${JSON.stringify(reply)}`);
  return reply as Members;
}

const attributes = (type: string, members: Members): Members => ({
  [`${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes`]: members,
});
const decision = (decisionType: string, members: Members): Members => ({
  decisionType,
  ...attributes(decisionType, members),
});

const account = (): State => createState({ seed: 1, now: instant(1_577_836_800_000) });

function withDomain(name: string): State {
  const s = account();
  ask(s, 'RegisterDomain', registered(name));
  return s;
}

function withTypes(name: string): State {
  const s = withDomain(name);
  ask(s, 'RegisterWorkflowType', { domain: name, ...typeOf(name), ...workflowDefaults(name) });
  ask(s, 'RegisterActivityType', { domain: name, ...typeOf(name), ...activityDefaults(name) });
  return s;
}

function withDeprecated(name: string, kind: 'WorkflowType' | 'ActivityType', member: string): State {
  const s = withTypes(name);
  ask(s, `Deprecate${kind}`, { domain: name, [member]: typeOf(name) });
  return s;
}

function running(name: string): State {
  const s = withTypes(name);
  ask(s, 'StartWorkflowExecution', started(name));
  return s;
}

function closed(name: string): State {
  const s = running(name);
  ask(s, 'TerminateWorkflowExecution', { domain: name, workflowId: name });
  return s;
}

const polled = (name: string): Members => ({ domain: name, taskList: listOf(name), identity: name });
const takeDecision = (s: State, name: string): unknown => ask(s, 'PollForDecisionTask', polled(name)).taskToken;
const scheduled = (name: string): Members => ({
  activityType: typeOf(name),
  activityId: name,
  control: name,
  input: name,
  scheduleToCloseTimeout: '60',
  taskList: listOf(name),
  taskPriority: '3',
  scheduleToStartTimeout: '60',
  startToCloseTimeout: '60',
  heartbeatTimeout: '60',
});
const timed = (name: string): Members => ({ timerId: name, control: name, startToFireTimeout: '60' });

/** The run has an open activity and an open timer, and a decision task waits. */
function busy(name: string): State {
  const s = running(name);
  const decisions = [decision('ScheduleActivityTask', scheduled(name)), decision('StartTimer', timed(name))];
  ask(s, 'RespondDecisionTaskCompleted', { taskToken: takeDecision(s, name), decisions, executionContext: name });
  ask(s, 'SignalWorkflowExecution', { domain: name, workflowId: name, signalName: name, input: name });
  return s;
}

const inState =
  (make: (name: string) => State, input: (name: string) => Members): MakeScene =>
  (name) => ({ s: make(name), input: input(name) });

/** What a worker may say of the activity that it holds. */
const holding =
  (more: (name: string) => Members): MakeScene =>
  (name) => {
    const s = busy(name);
    const { taskToken } = ask(s, 'PollForActivityTask', polled(name));
    return { s, input: { taskToken, ...more(name) } };
  };

const ofType =
  (member: string) =>
  (name: string): Members => ({ domain: name, [member]: typeOf(name) });
const ofRun = (name: string): Members => ({ domain: name, workflowId: name });

/** A run by both its ids, where the operation has them in a structure. */
const ofExecution =
  (more: Members = {}): MakeScene =>
  (name) => {
    const s = withTypes(name);
    const { runId } = ask(s, 'StartWorkflowExecution', started(name));
    return { s, input: { domain: name, execution: { workflowId: name, runId }, ...more } };
  };

const listing = (name: string): Members => ({ domain: name, name, registrationStatus: 'REGISTERED', ...PAGE });

const settings = (name: string): Members => ({
  control: name,
  input: name,
  executionStartToCloseTimeout: '50',
  taskList: listOf(name),
  taskPriority: '1',
  taskStartToCloseTimeout: '5',
  childPolicy: 'TERMINATE',
  tagList: [name],
  lambdaRole: ROLE,
});

/** A batch in which every kind of decision has its attributes; those without effect are read all the same. */
function batch(name: string): readonly Members[] {
  const { control: _control, ...continued } = settings(name);
  return [
    decision('RecordMarker', { markerName: name, details: name }),
    decision('ScheduleLambdaFunction', { id: name, name, control: name, input: name, startToCloseTimeout: '5' }),
    decision('CancelTimer', { timerId: name }),
    decision('StartTimer', timed(name)),
    decision('RequestCancelActivityTask', { activityId: name }),
    decision('ScheduleActivityTask', { ...scheduled(name), activityId: `${name}.` }),
    decision('SignalExternalWorkflowExecution', {
      workflowId: name,
      runId: '',
      signalName: name,
      input: name,
      control: name,
    }),
    decision('RequestCancelExternalWorkflowExecution', { workflowId: name, runId: '', control: name }),
    decision('StartChildWorkflowExecution', { workflowId: name, workflowType: typeOf(name), ...settings(name) }),
    decision('StartChildWorkflowExecution', { workflowId: `${name}.`, workflowType: typeOf(name), ...settings(name) }),
    {
      ...decision('CompleteWorkflowExecution', { result: name }),
      ...attributes('FailWorkflowExecution', { reason: name, details: name }),
      ...attributes('CancelWorkflowExecution', { details: name }),
      ...attributes('ContinueAsNewWorkflowExecution', { ...continued, workflowTypeVersion: name }),
    },
  ];
}

/** The same without the close, so that everything happens that the batch asks for. */
const openBatch = (name: string): readonly Members[] => batch(name).slice(0, -1);

const deciding =
  (decisions: (name: string) => readonly Members[]): MakeScene =>
  (name) => {
    const s = busy(name);
    const response = {
      executionContext: name,
      taskList: listOf(name),
      taskListScheduleToStartTimeout: '5',
      decisions: decisions(name),
    };
    return { s, input: { taskToken: takeDecision(s, name), ...response } };
  };

const filters = (time: string, ...more: readonly ((name: string) => Members)[]) => [
  (name: string): Members => ({ domain: name, [time]: ALWAYS }),
  ...more.map(
    (filter) =>
      (name: string): Members => ({ domain: name, [time]: ALWAYS, ...filter(name) }),
  ),
];
const byType = (name: string): Members => ({ typeFilter: typeOf(name) });
const byTag = (name: string): Members => ({ tagFilter: { tag: name } });
const byId = (name: string): Members => ({ executionFilter: { workflowId: name } });
const byStatus = (): Members => ({ closeStatusFilter: { status: 'TERMINATED' } });
const BY = [byType, byTag, byId];

const seen = (make: (name: string) => State, inputs: readonly ((name: string) => Members)[], more: Members = {}) =>
  inputs.map((input) => inState(make, (name) => ({ ...input(name), ...more })));

const closedFilters = [...filters('startTimeFilter', ...BY, byStatus), ...filters('closeTimeFilter')];

/** For every operation: scenes that together have every structure of its input, and members of every kind. */
export const ACCEPTED: { readonly [O in Op]: readonly MakeScene[] } = {
  RegisterDomain: [inState(account, registered)],
  DescribeDomain: [inState(withDomain, (name) => ({ name }))],
  DeprecateDomain: [inState(withTypes, (name) => ({ name }))],
  UndeprecateDomain: [
    (name) => {
      const s = withDomain(name);
      ask(s, 'DeprecateDomain', { name });
      return { s, input: { name } };
    },
  ],
  ListDomains: [inState(withDomain, () => ({ registrationStatus: 'REGISTERED', ...PAGE }))],
  TagResource: [
    inState(withDomain, (name) => ({ resourceArn: `${ARN}${name}`, tags: [{ key: `${name}.`, value: name }] })),
  ],
  UntagResource: [inState(withDomain, (name) => ({ resourceArn: `${ARN}${name}`, tagKeys: [name, `${name}.`] }))],
  ListTagsForResource: [inState(withDomain, (name) => ({ resourceArn: `${ARN}${name}` }))],
  RegisterWorkflowType: [inState(withDomain, (name) => ({ domain: name, ...typeOf(name), ...workflowDefaults(name) }))],
  RegisterActivityType: [inState(withDomain, (name) => ({ domain: name, ...typeOf(name), ...activityDefaults(name) }))],
  DescribeWorkflowType: [inState(withTypes, ofType('workflowType'))],
  DescribeActivityType: [inState(withTypes, ofType('activityType'))],
  DeprecateWorkflowType: [inState(withTypes, ofType('workflowType'))],
  DeprecateActivityType: [inState(withTypes, ofType('activityType'))],
  UndeprecateWorkflowType: [
    inState((name) => withDeprecated(name, 'WorkflowType', 'workflowType'), ofType('workflowType')),
  ],
  UndeprecateActivityType: [
    inState((name) => withDeprecated(name, 'ActivityType', 'activityType'), ofType('activityType')),
  ],
  DeleteWorkflowType: [inState((name) => withDeprecated(name, 'WorkflowType', 'workflowType'), ofType('workflowType'))],
  DeleteActivityType: [inState((name) => withDeprecated(name, 'ActivityType', 'activityType'), ofType('activityType'))],
  ListWorkflowTypes: [inState(withTypes, listing)],
  ListActivityTypes: [inState(withTypes, listing)],
  StartWorkflowExecution: [inState(withTypes, started), inState(closed, started)],
  SignalWorkflowExecution: [inState(running, (name) => ({ ...ofRun(name), runId: '', signalName: name, input: name }))],
  RequestCancelWorkflowExecution: [inState(running, (name) => ({ ...ofRun(name), runId: '' }))],
  TerminateWorkflowExecution: [
    inState(running, (name) => ({ ...ofRun(name), reason: name, details: name, childPolicy: 'ABANDON' })),
  ],
  DescribeWorkflowExecution: [ofExecution()],
  GetWorkflowExecutionHistory: [ofExecution(PAGE)],
  ListOpenWorkflowExecutions: seen(running, filters('startTimeFilter', ...BY), PAGE),
  CountOpenWorkflowExecutions: seen(running, filters('startTimeFilter', ...BY)),
  ListClosedWorkflowExecutions: seen(closed, closedFilters, PAGE),
  CountClosedWorkflowExecutions: seen(closed, closedFilters),
  CountPendingDecisionTasks: [inState(running, (name) => ({ domain: name, taskList: listOf(name) }))],
  CountPendingActivityTasks: [inState(busy, (name) => ({ domain: name, taskList: listOf(name) }))],
  PollForDecisionTask: [
    inState(busy, (name) => ({ ...polled(name), ...PAGE, startAtPreviousStartedEvent: true })),
    inState(withDomain, polled),
  ],
  PollForActivityTask: [inState(busy, polled), inState(withDomain, polled)],
  RespondDecisionTaskCompleted: [deciding(batch), deciding(openBatch)],
  RecordActivityTaskHeartbeat: [holding((details) => ({ details }))],
  RespondActivityTaskCompleted: [holding((result) => ({ result }))],
  RespondActivityTaskFailed: [holding((name) => ({ reason: name, details: name }))],
  RespondActivityTaskCanceled: [holding((details) => ({ details }))],
};
