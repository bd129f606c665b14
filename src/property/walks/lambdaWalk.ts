import {
  type Command,
  createState,
  type Effect,
  instant,
  type LambdaOutcome,
  type State,
  settle,
  step,
} from '../../core/index.js';
import { chooser } from '../draw/chooser.js';
import type { Arbitrary, FastCheck, Length } from '../draw/fastCheck.js';
import { START } from './coreWalk.js';
import { sampleDecision, WORKFLOW } from './sampleDecisions.js';

/** A move of a walk over runs that call Lambda functions. Numbers choose among the tasks and calls that exist then. */
export type LambdaMove =
  | { readonly kind: 'work'; readonly pick: number; readonly calls: readonly LambdaCall[]; readonly closes: boolean }
  | { readonly kind: 'answer'; readonly n: number; readonly how: 'result' | 'nothing' | 'failure' }
  | { readonly kind: 'signal'; readonly n: number }
  | { readonly kind: 'settle'; readonly millis: number; readonly choices: readonly number[] };

interface LambdaCall {
  readonly id: number;
  readonly timeout: number;
}

const DOMAIN = 'd';
const LIST = { name: 'list' };
const NO_NUMBERS = { id: 0, timeout: 0 };
const ANSWERS = { result: { result: '42' }, nothing: {}, failure: { reason: 'UnhandledError', details: 'why' } };

/** Returns an arbitrary of walks. */
export const lambdaMoves = (fc: FastCheck, length: Length): Arbitrary<LambdaMove[]> => fc.array(oneMove(fc), length);

const oneMove = (fc: FastCheck): Arbitrary<LambdaMove> =>
  fc.oneof(
    { weight: 5, arbitrary: workMove(fc) },
    { weight: 4, arbitrary: answerMove(fc) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('signal' as const), n: fc.nat({ max: 1 }) }) },
    { weight: 4, arbitrary: settleMove(fc) },
  );

const workMove = (fc: FastCheck): Arbitrary<LambdaMove> =>
  fc.record({
    kind: fc.constant('work' as const),
    pick: fc.nat({ max: 1 }),
    calls: fc.array(fc.record({ id: fc.nat({ max: 3 }), timeout: fc.nat({ max: 2 }) }), { maxLength: 3 }),
    closes: fc.nat({ max: 9 }).map((n) => n === 9),
  });

const answerMove = (fc: FastCheck): Arbitrary<LambdaMove> =>
  fc.record({
    kind: fc.constant('answer' as const),
    n: fc.nat({ max: 5 }),
    how: fc.constantFrom('result' as const, 'nothing' as const, 'failure' as const),
  });

const settleMove = (fc: FastCheck): Arbitrary<LambdaMove> =>
  fc.record({
    kind: fc.constant('settle' as const),
    millis: fc.constantFrom(0, 0, 1, 700, 2000),
    choices: fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 4 }),
  });

/**
 * Takes the moves of a walk with two runs, and returns the state after them. One run has no role for Lambda functions.
 */
export function walkLambdas(moves: readonly LambdaMove[]): State {
  const walk = new LambdaWalk();
  for (const move of moves) walk.take(move);
  return walk.s;
}

class LambdaWalk {
  readonly s = createState({ seed: 1, now: START });
  readonly #called: Effect[] = [];

  constructor() {
    this.#send('RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' });
    this.#send('RegisterWorkflowType', { domain: DOMAIN, ...WORKFLOW });
    const settings = { childPolicy: 'TERMINATE', executionStartToCloseTimeout: '60', taskStartToCloseTimeout: '5' };
    const start = { domain: DOMAIN, workflowType: WORKFLOW, taskList: LIST, ...settings };
    this.#send('StartWorkflowExecution', { ...start, workflowId: 'run 0', lambdaRole: 'arn:aws:iam::1:role/r' });
    this.#send('StartWorkflowExecution', { ...start, workflowId: 'run 1' });
  }

  take(move: LambdaMove): void {
    if (move.kind === 'work') this.#work(move);
    else if (move.kind === 'answer') this.#answer(move);
    else if (move.kind === 'settle') this.#settle(move);
    else this.#send('SignalWorkflowExecution', { domain: DOMAIN, workflowId: `run ${move.n}`, signalName: 's' });
  }

  #send(op: Command['op'], input: object, pick = 0) {
    return this.#step({ op, input, hold: true, pick });
  }

  #step(command: Command | LambdaOutcome) {
    const { effects, reply } = step(this.s, command, this.s.now);
    this.#called.push(...effects);
    return reply;
  }

  #work({ pick, calls, closes }: Extract<LambdaMove, { kind: 'work' }>): void {
    const task = this.#send('PollForDecisionTask', { domain: DOMAIN, taskList: LIST }, pick);
    if (!('taskToken' in task) || !task.taskToken) return;
    const called = calls.map((call) => sampleDecision('lambdas', 'call', call));
    const close = closes ? [sampleDecision('lambdas', 'complete', NO_NUMBERS)] : [];
    const decisions = [...called, ...close];
    this.#send('RespondDecisionTaskCompleted', { taskToken: task.taskToken, decisions });
  }

  #answer({ n, how }: Extract<LambdaMove, { kind: 'answer' }>): void {
    const [call] = this.#called.splice(n % Math.max(1, this.#called.length), 1);
    if (call) this.#step({ lambda: call.lambda, outcome: ANSWERS[how], hold: true });
  }

  #settle({ millis, choices }: Extract<LambdaMove, { kind: 'settle' }>): void {
    const { effects } = settle(this.s, instant(this.s.now + millis), chooser(choices));
    this.#called.push(...effects);
  }
}
