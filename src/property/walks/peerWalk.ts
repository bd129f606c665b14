import {
  allRuns,
  type Command,
  createState,
  type Instant,
  instant,
  isFault,
  type Outcome,
  type Run,
  type State,
  settle,
  step,
} from '../../core/index.js';
import { chooser } from '../draw/chooser.js';
import { START } from './coreWalk.js';
import type { PeerDecision, PeerMove, PeerStep, Target } from './peerMoves.js';
import { sampleDecision, WORKFLOW } from './sampleDecisions.js';

const DOMAIN = 'd';
const LIST = { name: 'list' };
const IDS = ['a', 'b', 'c', 'e', 'f', 'g', 'h', 'i', 'run/0=:1'];
// `undefined`: the type or the run decides.
const POLICIES = ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON', undefined];
const SPANS = ['3600', '60', '4', '2', undefined];

const oneOf = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** Returns a state in which a walk can begin. Low limits on children, runs and events let walks reach them. */
export function peerState(historyEvents: number): State {
  const s = createState({ seed: 1, now: START, limits: { openChildren: 3, openExecutions: 7, historyEvents } });
  const now = s.now;
  step(s, { op: 'RegisterDomain', input: { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' } }, now);
  const defaults = {
    defaultTaskList: LIST,
    defaultChildPolicy: 'REQUEST_CANCEL',
    defaultExecutionStartToCloseTimeout: '60',
    defaultTaskStartToCloseTimeout: '5',
  };
  step(s, { op: 'RegisterWorkflowType', input: { domain: DOMAIN, ...WORKFLOW, ...defaults } }, now);
  return s;
}

/** The cause of a step: a call, or a settlement with the turns of its choices. */
export type Taken = Command | { readonly until: Instant; readonly choices: readonly number[] };

/** A function that is called after each step, with the state, the result of the step, and what was done. */
export type Watch = (s: State, outcome: Outcome<unknown>, taken: Taken) => void;

interface Task {
  readonly token: string;
  readonly workflowId: string;
  readonly isChild: boolean;
}

type Answer = Extract<PeerMove, { kind: 'answer' | 'work' }>;

/** Takes the moves of a walk in the core. */
export class PeerWalk {
  readonly #s: State;
  readonly #watch: Watch;
  readonly #tasks: Task[] = [];

  constructor(s: State, watch: Watch) {
    this.#s = s;
    this.#watch = watch;
  }

  /** Takes one move. */
  take({ move, hold }: PeerStep): void {
    if (move.kind === 'settle') this.#settle(move);
    else if (move.kind === 'poll') this.#poll(move.pick, hold);
    else if (move.kind === 'work') this.#answer(this.#poll(move.pick, hold), move, hold);
    else if (move.kind === 'answer') this.#answer(this.#tasks.at(move.n % Math.max(1, this.#tasks.length)), move, hold);
    else this.#step(this.#call(move), hold);
  }

  #step(command: Omit<Command, 'hold'>, hold: boolean): Outcome['reply'] {
    const taken = { ...command, hold };
    const outcome = step(this.#s, taken, this.#s.now);
    this.#watch(this.#s, outcome, taken);
    return outcome.reply;
  }

  #settle({ millis, choices }: Extract<PeerMove, { kind: 'settle' }>): void {
    const until = instant(this.#s.now + millis);
    const outcome = settle(this.#s, until, chooser(choices));
    this.#watch(this.#s, outcome, { until, choices });
  }

  #poll(pick: number, hold: boolean): Task | undefined {
    const reply = this.#step({ op: 'PollForDecisionTask', input: { domain: DOMAIN, taskList: LIST }, pick }, hold);
    if (!('taskToken' in reply) || !reply.taskToken || !('workflowExecution' in reply)) return undefined;
    const { workflowId, runId } = reply.workflowExecution as { workflowId: string; runId: string };
    const run = [...allRuns(this.#s)].find((one) => one.runId === runId);
    const task = { token: reply.taskToken, workflowId, isChild: run?.parent !== undefined };
    this.#tasks.push(task);
    return task;
  }

  #answer(task: Task | undefined, { batch, close }: Answer, hold: boolean): void {
    if (!task) return;
    this.#tasks.splice(this.#tasks.indexOf(task), 1);
    // A run without a parent rarely closes, so that many children close before their parents.
    const closing =
      (task.isChild || batch.length === 0) && close !== 'none' ? [sampleDecision('closes', close, undefined)] : [];
    const decisions = [...batch.map((one) => this.#decision(one, task)), ...closing];
    const input = { taskToken: task.token, decisions };
    const reply = this.#step({ op: 'RespondDecisionTaskCompleted', input }, hold);
    if (isFault(reply) && reply.fault !== 'UnknownResourceFault')
      throw new Error(`swfake: the fake refused a drawn call with ${reply.fault}: ${reply.message}`);
  }

  #call(move: Exclude<PeerMove, Answer | { kind: 'settle' | 'poll' }>): Command {
    if (move.kind === 'start') {
      const input = { domain: DOMAIN, workflowId: oneOf(IDS, move.id), workflowType: WORKFLOW, ...settings(move) };
      return { op: 'StartWorkflowExecution', input };
    }
    const input = { domain: DOMAIN, ...this.#execution(move.target, IDS[0] as string) };
    if (move.kind === 'terminate') {
      const childPolicy = oneOf(POLICIES, move.policy);
      return { op: 'TerminateWorkflowExecution', input: { ...input, childPolicy, reason: 'r', details: 'd' } };
    }
    if (move.kind === 'signal') return { op: 'SignalWorkflowExecution', input: { ...input, signalName: 'api' } };
    return { op: 'RequestCancelWorkflowExecution', input };
  }

  #decision(one: PeerDecision, { workflowId }: Task): object {
    if (one.kind === 'marker') return sampleDecision('peers', 'marker', {});
    if (one.kind !== 'child') return sampleDecision('peers', one.kind, this.#execution(one.target, workflowId));
    // Few of the types do not exist: with more of them, there would be few children.
    const workflowType = one.id === 0 ? { ...WORKFLOW, version: '2' } : WORKFLOW;
    return sampleDecision('peers', 'child', { workflowId: oneOf(IDS, one.id), workflowType, ...settings(one) });
  }

  #execution({ id, who, runId }: Target, self: string): { workflowId: string; runId?: string } {
    const workflowId = who === 'unknown' ? 'nobody' : who === 'self' ? self : oneOf(IDS, id);
    if (runId === 'none') return { workflowId };
    if (runId === 'wrong') return { workflowId, runId: 'wrong' };
    const runs: Run[] = [...allRuns(this.#s)].filter((run) => run.workflowId === workflowId);
    const run = runs.at(runId === 'first' ? 0 : -1);
    return run ? { workflowId, runId: run.runId } : { workflowId };
  }
}

const settings = ({ policy, span }: { policy: number; span: number }) => ({
  childPolicy: oneOf(POLICIES, policy),
  executionStartToCloseTimeout: oneOf(SPANS, span),
  input: 'in',
});
