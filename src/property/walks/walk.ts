import type { SdkInput } from '../../core/index.js';
import type { ManagementCall, Move } from './moves.js';
import { directCall } from './operations.js';
import { ACTIVITY, closesRun, sampleDecision, WORKFLOW } from './sampleDecisions.js';
import { DOMAIN, deprecate, poll, type RegistrationKind, start, taskListOf, type WalkCommand } from './walkCommands.js';

/** The token of a task that a poll returned, and the run of the task. */
export interface Token {
  /** The task token. */
  readonly token: string;
  /** The workflow id of the run. */
  readonly workflowId: string;
  /** The id of the run. */
  readonly runId: string;
  /** The id of the event that started the task. */
  readonly startedEventId: number;
}

/** Turns moves into commands. It keeps the runs and task tokens of earlier replies, so that most commands are valid. */
export class Walk {
  readonly tokens: { readonly decision: Token[]; readonly activity: Token[] } = { decision: [], activity: [] };
  readonly runs: { readonly workflowId: string; readonly runId: string }[] = [];
  readonly #extras: { readonly what: RegistrationKind; readonly name: string; deprecated: boolean }[] = [];

  /** Returns the command for a move; `undefined` if the thing that it needs does not exist yet. */
  commandFor(move: Exclude<Move, { kind: 'wait' }>): WalkCommand | undefined {
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
      case 'manage':
        return this.#manage(move.how, move.n);
    }
  }

  /** Records the run or the task token in the reply to a command. */
  recordReply(command: WalkCommand, reply: object): void {
    if (command.op.startsWith('Respond')) this.#putLast((command.input as { taskToken: string }).taskToken);
    if (command.op === 'StartWorkflowExecution') {
      const { workflowId } = command.input as SdkInput<'StartWorkflowExecution'>;
      this.runs.push({ workflowId: workflowId ?? '', runId: (reply as { runId: string }).runId });
    }
    const task = reply as {
      taskToken?: string;
      startedEventId: number;
      workflowExecution: { workflowId: string; runId: string };
    };
    if (!task.taskToken) return;
    const kind = command.op === 'PollForDecisionTask' ? 'decision' : 'activity';
    this.tokens[kind].push({ token: task.taskToken, startedEventId: task.startedEventId, ...task.workflowExecution });
  }

  /** Drops the token of a command that was rejected: the service would reject it again. */
  dropToken({ input }: WalkCommand): void {
    this.#take((input as { taskToken?: string }).taskToken);
  }

  // A used token is tried once more if there is no other one.
  #putLast(token: string): void {
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

  #deprecate(n: number): WalkCommand | undefined {
    const extra = recent(this.#extras, n);
    if (!extra) return undefined;
    extra.deprecated = true;
    return deprecate(extra.what, extra.name);
  }

  #manage(how: ManagementCall, n: number): WalkCommand | undefined {
    if (how !== 'undeprecate' && how !== 'delete') return directCall(how, n);
    const deprecated = this.#extras.filter((extra) => extra.deprecated);
    const extra = recent(deprecated.length > 0 ? deprecated : this.#extras, n);
    if (!extra) return undefined;
    const type = { name: extra.name, version: '1' };
    if (extra.what === 'domain') return { op: 'UndeprecateDomain', input: { name: extra.name } };
    const verb = how === 'delete' ? 'Delete' : 'Undeprecate';
    if (extra.what === 'workflow') return { op: `${verb}WorkflowType`, input: { domain: DOMAIN, workflowType: type } };
    return { op: `${verb}ActivityType`, input: { domain: DOMAIN, activityType: type } };
  }

  #register(what: RegistrationKind): WalkCommand {
    const name = `extra ${this.#extras.length}`;
    this.#extras.push({ what, name, deprecated: false });
    if (what === 'domain')
      return { op: 'RegisterDomain', input: { name, workflowExecutionRetentionPeriodInDays: 'NONE' } };
    const input = { domain: DOMAIN, name, version: '1' };
    return { op: what === 'workflow' ? 'RegisterWorkflowType' : 'RegisterActivityType', input };
  }

  #decide({ token: n, decisions, denied, list }: Extract<Move, { kind: 'decide' }>): WalkCommand | undefined {
    const token = recent(this.tokens.decision, n);
    if (!token) return undefined;
    const closes = decisions.filter(({ type }) => closesRun('tasks', type)).slice(0, 1);
    const others = decisions.filter(({ type }) => !closesRun('tasks', type));
    const input = {
      taskToken: token.token,
      decisions: [...others, ...closes].map((move) => sampleDecision('tasks', move.type, move)),
      ...(list === 0 && { executionContext: 'context' }),
      ...(list === 1 && { taskList: taskListOf(4) }),
      ...(list === 2 && { taskList: taskListOf(4), taskListScheduleToStartTimeout: '2' }),
    };
    return { op: 'RespondDecisionTaskCompleted', input, denied };
  }

  #report({ token: n, how, text: hasText }: Extract<Move, { kind: 'report' }>): WalkCommand | undefined {
    const token = recent(this.tokens.activity, n);
    if (!token) return undefined;
    const op = how === 'Heartbeat' ? 'RecordActivityTaskHeartbeat' : (`RespondActivityTask${how}` as const);
    const text = how === 'Completed' ? { result: 'r' } : { details: 'd' };
    return { op, input: { taskToken: token.token, ...(hasText && text) } };
  }

  #ask(what: 'signal' | 'cancel' | 'terminate', n: number, named: boolean): WalkCommand | undefined {
    const run = recent(this.runs, n);
    if (!run) return undefined;
    const input = { domain: DOMAIN, workflowId: run.workflowId, ...(named && { runId: run.runId }) };
    if (what === 'signal') return { op: 'SignalWorkflowExecution', input: { ...input, signalName: 'signal' } };
    return { op: what === 'cancel' ? 'RequestCancelWorkflowExecution' : 'TerminateWorkflowExecution', input };
  }

  #look(what: 'describe' | 'history' | 'domain' | 'workflow' | 'activity', n: number): WalkCommand | undefined {
    if (what === 'domain') return { op: 'DescribeDomain', input: { name: DOMAIN } };
    if (what === 'workflow') return { op: 'DescribeWorkflowType', input: { domain: DOMAIN, workflowType: WORKFLOW } };
    if (what === 'activity') return { op: 'DescribeActivityType', input: { domain: DOMAIN, activityType: ACTIVITY } };
    const execution = recent(this.runs, n);
    if (!execution) return undefined;
    const op = what === 'describe' ? 'DescribeWorkflowExecution' : 'GetWorkflowExecutionHistory';
    return { op, input: { domain: DOMAIN, execution } };
  }
}

// Small numbers choose new values, which are the most likely to be open.
const recent = <T>(values: readonly T[], n: number): T | undefined => values.at(-1 - (n % Math.max(1, values.length)));
