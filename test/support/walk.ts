import type { OperationName } from '../../src/core/index.js';
import type { SdkInput } from '../../src/core/types.js';
import type { DecisionMove, Keeping, Move } from './moves.js';

/** A command that a move became, with what made it. */
export interface Act {
  readonly op: OperationName;
  readonly input: unknown;
  readonly denied?: boolean;
}

export interface Token {
  readonly token: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly startedEventId: number;
}

type Extra = 'domain' | 'workflow' | 'activity';

export const DOMAIN = 'd';
const listOf = (n: number): { name: string } => ({ name: n === 4 ? 'list b' : 'list a' });
const TIMEOUTS = ['NONE', '0', '1', '2', '5'];
const timeoutOf = (n: number): string => TIMEOUTS[n % TIMEOUTS.length] as string;
const WORKFLOW = { name: 'Workflow', version: '1' };
const ACTIVITY = { name: 'Activity', version: '1' };

/** What has to be there before a walk begins. */
export const SETUP: readonly Act[] = [
  { op: 'RegisterDomain', input: { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' } },
  {
    op: 'RegisterWorkflowType',
    input: {
      domain: DOMAIN,
      ...WORKFLOW,
      defaultTaskList: listOf(0),
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '3600',
      defaultTaskStartToCloseTimeout: '10',
    },
  },
  { op: 'RegisterActivityType', input: { domain: DOMAIN, ...ACTIVITY, defaultTaskList: listOf(0) } },
];

/** Knows what has been handed out so far, and turns moves into commands that make sense, most of the time. */
export class Walk {
  readonly tokens: { readonly decision: Token[]; readonly activity: Token[] } = { decision: [], activity: [] };
  readonly runs: { readonly workflowId: string; readonly runId: string }[] = [];
  readonly #extras: { readonly what: Extra; readonly name: string; deprecated: boolean }[] = [];

  /** The command for a move; `undefined` if there is nothing that it could be about. */
  act(move: Exclude<Move, { kind: 'wait' }>): Act | undefined {
    switch (move.kind) {
      case 'register':
        return this.#register(move.what);
      case 'deprecate':
        return this.#deprecate(move.n);
      case 'start':
        return start(move.workflow, move.list, move.short);
      case 'poll':
        return poll(move.task, move.list);
      case 'decide':
        return this.#decide(move);
      case 'report':
        return this.#report(move);
      case 'ask':
        return this.#ask(move.what, move.run, move.named);
      case 'look':
        return this.#look(move.what, move.n);
      case 'keep':
        return this.#keep(move.how, move.n);
    }
  }

  /** Remembers what the reply to an act handed out. */
  learn(act: Act, reply: object): void {
    if (act.op.startsWith('Respond')) this.#retire((act.input as { taskToken: string }).taskToken);
    if (act.op === 'StartWorkflowExecution') {
      const { workflowId } = act.input as SdkInput<'StartWorkflowExecution'>;
      this.runs.push({ workflowId: workflowId ?? '', runId: (reply as { runId: string }).runId });
    }
    const task = reply as {
      taskToken?: string;
      startedEventId: number;
      workflowExecution: { workflowId: string; runId: string };
    };
    if (!task.taskToken) return;
    const kind = act.op === 'PollForDecisionTask' ? 'decision' : 'activity';
    this.tokens[kind].push({ token: task.taskToken, startedEventId: task.startedEventId, ...task.workflowExecution });
  }

  /** A token that was refused is not tried again: it would be refused for ever. */
  forget({ input }: Act): void {
    this.#take((input as { taskToken?: string }).taskToken);
  }

  // An answered token is tried once more when there is no better one.
  #retire(token: string): void {
    const [tokens, known] = this.#take(token) ?? [];
    if (tokens && known) tokens.unshift(known);
  }

  #take(token: string | undefined): readonly [Token[], Token | undefined] | undefined {
    for (const tokens of Object.values(this.tokens)) {
      const index = tokens.findIndex((known) => known.token === token);
      if (index >= 0) return [tokens, tokens.splice(index, 1)[0]];
    }
    return undefined;
  }

  #deprecate(n: number): Act | undefined {
    const extra = recent(this.#extras, n);
    if (!extra) return undefined;
    extra.deprecated = true;
    return deprecate(extra.what, extra.name);
  }

  #keep(how: Keeping, n: number): Act | undefined {
    if (how !== 'undeprecate' && how !== 'delete') return keep(how, n);
    const deprecated = this.#extras.filter((extra) => extra.deprecated);
    const extra = recent(deprecated.length > 0 ? deprecated : this.#extras, n);
    if (!extra) return undefined;
    const type = { name: extra.name, version: '1' };
    if (extra.what === 'domain') return { op: 'UndeprecateDomain', input: { name: extra.name } };
    const verb = how === 'delete' ? 'Delete' : 'Undeprecate';
    if (extra.what === 'workflow') return { op: `${verb}WorkflowType`, input: { domain: DOMAIN, workflowType: type } };
    return { op: `${verb}ActivityType`, input: { domain: DOMAIN, activityType: type } };
  }

  #register(what: Extra): Act {
    const name = `extra ${this.#extras.length}`;
    this.#extras.push({ what, name, deprecated: false });
    if (what === 'domain')
      return { op: 'RegisterDomain', input: { name, workflowExecutionRetentionPeriodInDays: 'NONE' } };
    const input = { domain: DOMAIN, name, version: '1' };
    return { op: what === 'workflow' ? 'RegisterWorkflowType' : 'RegisterActivityType', input };
  }

  #decide({ token: n, decisions, denied, list }: Extract<Move, { kind: 'decide' }>): Act | undefined {
    const token = recent(this.tokens.decision, n);
    if (!token) return undefined;
    const closes = decisions.filter(({ type }) => isClose(type)).slice(0, 1);
    const others = decisions.filter(({ type }) => !isClose(type));
    const input = {
      taskToken: token.token,
      decisions: [...others, ...closes].map(decisionOf),
      ...(list === 0 && { executionContext: 'context' }),
      ...(list === 1 && { taskList: listOf(4) }),
      ...(list === 2 && { taskList: listOf(4), taskListScheduleToStartTimeout: '2' }),
    };
    return { op: 'RespondDecisionTaskCompleted', input, denied };
  }

  #report({ token: n, how, text }: Extract<Move, { kind: 'report' }>): Act | undefined {
    const token = recent(this.tokens.activity, n);
    if (!token) return undefined;
    const op = how === 'Heartbeat' ? 'RecordActivityTaskHeartbeat' : (`RespondActivityTask${how}` as const);
    const said = how === 'Completed' ? { result: 'r' } : { details: 'd' };
    return { op, input: { taskToken: token.token, ...(text && said) } };
  }

  #ask(what: 'signal' | 'cancel' | 'terminate', n: number, named: boolean): Act | undefined {
    const run = recent(this.runs, n);
    if (!run) return undefined;
    const input = { domain: DOMAIN, workflowId: run.workflowId, ...(named && { runId: run.runId }) };
    if (what === 'signal') return { op: 'SignalWorkflowExecution', input: { ...input, signalName: 'signal' } };
    return { op: what === 'cancel' ? 'RequestCancelWorkflowExecution' : 'TerminateWorkflowExecution', input };
  }

  #look(what: 'describe' | 'history' | 'domain' | 'workflow' | 'activity', n: number): Act | undefined {
    if (what === 'domain') return { op: 'DescribeDomain', input: { name: DOMAIN } };
    if (what === 'workflow') return { op: 'DescribeWorkflowType', input: { domain: DOMAIN, workflowType: WORKFLOW } };
    if (what === 'activity') return { op: 'DescribeActivityType', input: { domain: DOMAIN, activityType: ACTIVITY } };
    const execution = recent(this.runs, n);
    if (!execution) return undefined;
    const op = what === 'describe' ? 'DescribeWorkflowExecution' : 'GetWorkflowExecutionHistory';
    return { op, input: { domain: DOMAIN, execution } };
  }
}

// The newest is the most interesting one.
const recent = <T>(values: readonly T[], n: number): T | undefined => values.at(-1 - (n % Math.max(1, values.length)));

const isClose = (type: DecisionMove['type']): boolean => type === 'complete' || type === 'fail' || type === 'cancel';

function deprecate(what: Extra, name: string): Act {
  if (what === 'domain') return { op: 'DeprecateDomain', input: { name } };
  const type = { name, version: '1' };
  if (what === 'workflow') return { op: 'DeprecateWorkflowType', input: { domain: DOMAIN, workflowType: type } };
  return { op: 'DeprecateActivityType', input: { domain: DOMAIN, activityType: type } };
}

const ARN = `arn:aws:swf:us-east-1:123456789012:/domain/${DOMAIN}`;

function keep(op: Exclude<Keeping, 'undeprecate' | 'delete'>, n: number): Act {
  const key = `key ${n}`;
  const [startTimeFilter, executionFilter] = [{ oldestDate: 0 }, { workflowId: `w${n}` }];
  const listed = { registrationStatus: n % 2 === 0 ? 'REGISTERED' : 'DEPRECATED', reverseOrder: n > 2 };
  const inputs: Readonly<Record<typeof op, object>> = {
    ListDomains: listed,
    ListWorkflowTypes: { domain: DOMAIN, ...listed },
    ListActivityTypes: { domain: DOMAIN, ...listed },
    ListOpenWorkflowExecutions: { domain: DOMAIN, startTimeFilter, executionFilter },
    ListClosedWorkflowExecutions: { domain: DOMAIN, closeTimeFilter: startTimeFilter, reverseOrder: n > 2 },
    CountOpenWorkflowExecutions: { domain: DOMAIN, startTimeFilter },
    CountClosedWorkflowExecutions: { domain: DOMAIN, startTimeFilter, executionFilter },
    CountPendingDecisionTasks: { domain: DOMAIN, taskList: listOf(n) },
    CountPendingActivityTasks: { domain: DOMAIN, taskList: listOf(n) },
    TagResource: { resourceArn: ARN, tags: [{ key, value: 'v' }] },
    UntagResource: { resourceArn: ARN, tagKeys: [key] },
    ListTagsForResource: { resourceArn: ARN },
  };
  return { op, input: inputs[op] };
}

function start(workflow: number, list: number, short: boolean): Act {
  const input = {
    domain: DOMAIN,
    workflowId: `w${workflow}`,
    workflowType: WORKFLOW,
    taskList: listOf(list),
    ...(short && { executionStartToCloseTimeout: '20', taskStartToCloseTimeout: '2', taskPriority: '1' }),
  };
  return { op: 'StartWorkflowExecution', input };
}

const poll = (task: 'decision' | 'activity', list: number): Act => ({
  op: task === 'decision' ? 'PollForDecisionTask' : 'PollForActivityTask',
  input: { domain: DOMAIN, taskList: listOf(list), identity: 'walker' },
});

function decisionOf({ type, id, timeout }: DecisionMove): object {
  const activityId = `activity ${id % 2}`;
  const timerId = `timer ${id % 2}`;
  switch (type) {
    case 'schedule':
      return {
        decisionType: 'ScheduleActivityTask',
        scheduleActivityTaskDecisionAttributes: {
          activityType: ACTIVITY,
          activityId,
          taskPriority: String(id),
          scheduleToStartTimeout: timeoutOf(timeout === 1 ? id : 0),
          scheduleToCloseTimeout: timeoutOf(timeout < 4 ? 0 : 4),
          startToCloseTimeout: timeoutOf(id === 0 ? 3 : 0),
          ...(timeout !== 2 && { heartbeatTimeout: timeoutOf(timeout === 3 ? id + 1 : 0) }),
        },
      };
    case 'cancelActivity':
      return { decisionType: 'RequestCancelActivityTask', requestCancelActivityTaskDecisionAttributes: { activityId } };
    case 'marker':
      return { decisionType: 'RecordMarker', recordMarkerDecisionAttributes: { markerName: `marker ${id}` } };
    case 'timer':
      return {
        decisionType: 'StartTimer',
        startTimerDecisionAttributes: { timerId, startToFireTimeout: String(2 * timeout) },
      };
    case 'cancelTimer':
      return { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId } };
    case 'complete':
      return { decisionType: 'CompleteWorkflowExecution' };
    case 'fail':
      return { decisionType: 'FailWorkflowExecution', failWorkflowExecutionDecisionAttributes: { reason: 'no' } };
    case 'cancel':
      return { decisionType: 'CancelWorkflowExecution', cancelWorkflowExecutionDecisionAttributes: { details: 'yes' } };
  }
}
