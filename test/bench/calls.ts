import {
  type Command,
  createState,
  type Input,
  type Instant,
  instant,
  isFault,
  type Limits,
  type OperationName,
  type Reply,
  type State,
  step,
} from '../../src/core/index.js';

/** The calls that the rows are made of: straight to the core, validated, at the state's own time. */

export const DOMAIN = 'shop';
export const LIST = { name: 'default' };
const WORKFLOW = { name: 'Order', version: '1' };
const ACTIVITY = { name: 'Charge', version: '1' };

/** One command; a refusal is a mistake of the benchmark. */
export function call<O extends OperationName>(s: State, op: O, input: Input<O>): Reply<O> {
  const { reply } = step(s, { op, input } as Command<O>, s.now);
  if (isFault(reply)) throw new Error(`bench: ${op}: ${JSON.stringify(reply)}`);
  return reply as Reply<O>;
}

const START: Instant = instant(Date.UTC(2020, 0, 1));

/** A domain with one workflow type and one activity type. */
export function newState(limits: Partial<Limits> = {}): State {
  const s = createState({ seed: 1, now: START, limits });
  call(s, 'RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '90' });
  call(s, 'RegisterWorkflowType', {
    domain: DOMAIN,
    ...WORKFLOW,
    defaultTaskList: LIST,
    defaultChildPolicy: 'TERMINATE',
    defaultExecutionStartToCloseTimeout: '3600',
    defaultTaskStartToCloseTimeout: '60',
  });
  call(s, 'RegisterActivityType', {
    domain: DOMAIN,
    ...ACTIVITY,
    defaultTaskList: LIST,
    defaultTaskScheduleToStartTimeout: '60',
    defaultTaskScheduleToCloseTimeout: '120',
    defaultTaskStartToCloseTimeout: '60',
    defaultTaskHeartbeatTimeout: '30',
  });
  return s;
}

/** The run id. */
export const start = (s: State, workflowId: string, taskList = LIST, input = '{"order":7}'): string =>
  call(s, 'StartWorkflowExecution', { domain: DOMAIN, workflowId, workflowType: WORKFLOW, taskList, input })
    .runId as string;

export const signal = (s: State, workflowId: string) =>
  call(s, 'SignalWorkflowExecution', { domain: DOMAIN, workflowId, signalName: 'paid', input: '{"by":"card"}' });

export const pollDecision = (s: State, taskList = LIST) =>
  call(s, 'PollForDecisionTask', { domain: DOMAIN, taskList, identity: 'decider-1' });

export const pollActivity = (s: State) =>
  call(s, 'PollForActivityTask', { domain: DOMAIN, taskList: LIST, identity: 'worker-1' });

type Decisions = NonNullable<Input<'RespondDecisionTaskCompleted'>['decisions']>;

export const decide = (s: State, taskToken: string, decisions: Decisions) =>
  call(s, 'RespondDecisionTaskCompleted', { taskToken, decisions });

export const complete = (s: State, taskToken: string) =>
  call(s, 'RespondActivityTaskCompleted', { taskToken, result: '{"charged":true}' });

export const charge = (activityId: string, input = '{"cents":4200}'): Decisions => [
  {
    decisionType: 'ScheduleActivityTask',
    scheduleActivityTaskDecisionAttributes: { activityId, activityType: ACTIVITY, input },
  },
];

export const DONE: Decisions = [
  {
    decisionType: 'CompleteWorkflowExecution',
    completeWorkflowExecutionDecisionAttributes: { result: '{"done":true}' },
  },
];

/** 7 calls, 11 events: from the start of a run to its end, with one activity. Gives the run id. */
export function wholeWorkflow(s: State, workflowId: string): string {
  const runId = start(s, workflowId);
  decide(s, pollDecision(s).taskToken, charge('charge'));
  complete(s, pollActivity(s).taskToken);
  decide(s, pollDecision(s).taskToken, DONE);
  return runId;
}

export const historyOf = (s: State, workflowId: string, runId: string) =>
  call(s, 'GetWorkflowExecutionHistory', { domain: DOMAIN, execution: { workflowId, runId } }).events;
