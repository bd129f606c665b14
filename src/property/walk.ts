import type { SdkInput } from '../core/types.js';
import {
  ACTIVITY,
  type Act,
  DOMAIN,
  decisionOf,
  deprecate,
  type Extra,
  keep,
  listOf,
  poll,
  start,
  WORKFLOW,
} from './acts.js';
import type { DecisionMove, Keeping, Move } from './moves.js';

/** A task that was handed out. */
export interface Token {
  readonly token: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly startedEventId: number;
}

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
