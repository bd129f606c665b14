import { isDeepStrictEqual } from 'node:util';
import {
  createState,
  type Effect,
  instant,
  isFault,
  nextDeadline,
  type OperationName,
  type Outcome,
  type State,
  settle,
  step,
} from '../../src/core/index.js';
import { coreCommand, START } from '../../src/property/walks/coreWalk.js';
import type { Move } from '../../src/property/walks/moves.js';
import { Walk } from '../../src/property/walks/walk.js';
import { DOMAIN, SETUP, type WalkCommand } from '../../src/property/walks/walkCommands.js';
import { type Conditions, conditionsOf, retaining } from './conditions.js';
import { deadlines } from './deadlines.js';
import { Difference, type Evidence, type Made, report } from './difference.js';
import type { Run } from './history.js';
import { called, endLambda } from './lambdas.js';
import { type Call, execute } from './model.js';
import { chooseBy, orderBy } from './order.js';
import { type PeerMove, responseOf } from './peers.js';
import { isForgotten } from './retention.js';
import { RunIds } from './runIds.js';
import { outstanding } from './steps.js';
import type { Stride } from './strides.js';
import { candidates, type TaskId, TOKEN } from './tasks.js';
import { holding, inOrder, settle as settleModel } from './time.js';
import { twisted } from './twists.js';
import { TWISTED_SETUP } from './types.js';
import { forgettingOf, instantOf, pollOf } from './whatNext.js';
import { createWorld, type World } from './world.js';

/** What a run of both shows of each command. */
export type Watch = (op: OperationName | 'a Lambda outcome', outcome: Outcome) => void;

/** Takes a walk on the core and on the model; the number of commands, or a `Difference`. */
export function walkBoth(strides: readonly Stride[], watch: Watch = () => undefined): number {
  const conditions = conditionsOf(strides[0]?.twist ?? 1, strides[1]?.twist ?? 0);
  const both = new SideBySide(conditions, watch);
  for (const command of [...retaining(SETUP, conditions), ...TWISTED_SETUP]) both.send(command, START);
  for (const stride of strides) both.take(stride);
  both.compareAll();
  return both.commands;
}

const SEED = 1;
const RUN_IDS = new RunIds(SEED);

class SideBySide {
  commands = 0;
  readonly #core: State;
  readonly #world: World;
  readonly #walk = new Walk();
  /** How many of the runs the walk knows of. */
  #known = 0;
  readonly #tasks = new Map<string, TaskId>();
  readonly #calls: Made[] = [];
  /** The functions that were called and did not answer. */
  readonly #called: Effect['lambda'][] = [];
  readonly #watch: Watch;
  /** How far time has come; both sides may learn it only with the next command. */
  #now: number = START;

  constructor({ limits, assumptions }: Conditions, watch: Watch) {
    this.#core = createState({ seed: SEED, now: START, limits, assumptions });
    this.#world = createWorld(START, { limits, assumptions }, (n) => RUN_IDS.of(n));
    this.#watch = watch;
  }

  take({ move, twist, hold, pick, lazy, order }: Stride): void {
    if (move.kind === 'wait') this.#wait(this.#now + move.millis, lazy, order);
    else if (move.kind === 'until') this.#wait(instantOf(this.#world, this.#now, move.nth) + move.offset, lazy, order);
    else if (move.kind === 'forgetting')
      this.#wait(forgettingOf(this.#world, this.#now, move.nth) + move.offset, lazy, order);
    else if (move.kind === 'answer') this.#answer(move, hold);
    else {
      if (move.kind === 'peers' && move.fresh) this.#work('decision');
      const known = move.kind === 'work' ? pollOf(this.#world, move.task) : move;
      const command = known && this.#commandFor(known);
      if (command) this.send(twisted(command, twist), this.#now, hold, pick);
    }
  }

  #commandFor(move: Exclude<Move, { kind: 'wait' }> | PeerMove): WalkCommand | undefined {
    if (move.kind !== 'peers') return this.#walk.commandFor(move);
    const tokens = this.#walk.tokens.decision;
    const task = tokens.at(-1 - (move.token % Math.max(1, tokens.length)));
    const self = this.#world.runs.find(({ runId }) => runId === task?.runId);
    return task && self && responseOf(this.#world, task.token, self, move);
  }

  #work(task: 'decision' | 'activity'): void {
    const poll = pollOf(this.#world, task);
    const command = poll && this.#walk.commandFor(poll);
    if (command) this.send(command, this.#now);
  }

  #wait(until: number, lazy: boolean, order: readonly number[]): void {
    this.#now = Math.max(this.#now, until);
    if (lazy) return;
    const mark = this.#world.log.length;
    this.#calls.push({ until: this.#now, order });
    const outcome = settle(this.#core, instant(this.#now), chooseBy(order));
    settleModel(this.#world, this.#now, orderBy(order));
    this.#compareEvents('what time wrote', outcome, mark);
  }

  send(command: WalkCommand, at: number, hold = false, pick = 0): void {
    this.commands += 1;
    const mark = this.#world.log.length;
    settleModel(this.#world, at, hold ? holding : inOrder);
    const choice = this.#choice(command, pick);
    const how = { ...(hold && { hold }), ...(choice > 0 && { pick: choice }) };
    this.#calls.push({
      at,
      command: { op: command.op, input: command.input, ...how },
      denied: command.denied ?? false,
    });
    const outcome = step(this.#core, { ...coreCommand(command), ...how }, instant(at));
    const expected = execute(this.#world, this.#callOf(command, choice));
    this.#compareEvents(`the events of ${command.op}`, outcome, mark);
    this.#compareAnswers(command, outcome.reply, expected);
    this.#learn(command, outcome);
    this.#watch(command.op, outcome);
  }

  /** A function answers; most do so once. */
  #answer({ n, answer, again }: Extract<Stride['move'], { kind: 'answer' }>, hold: boolean): void {
    const lambda = this.#called.at(-1 - (n % Math.max(1, this.#called.length)));
    if (!lambda) return;
    if (!again) this.#called.splice(this.#called.indexOf(lambda), 1);
    this.commands += 1;
    const mark = this.#world.log.length;
    const command = { lambda, outcome: answer, ...(hold && { hold }) };
    this.#calls.push({ at: this.#now, command, denied: false });
    settleModel(this.#world, this.#now, hold ? holding : inOrder);
    const outcome = step(this.#core, command, instant(this.#now));
    endLambda(this.#world, this.#world.runs[lambda.run] as Run, lambda.scheduledId, answer);
    this.#compareEvents('the events of an answer', outcome, mark);
    this.#meet();
    this.#watch('a Lambda outcome', outcome);
  }

  /** Which task to take: the caller's pick must be one of those that there are. */
  #choice({ op, input }: WalkCommand, pick: number): number {
    const kind = op === 'PollForDecisionTask' ? 'decision' : 'activity';
    const { taskList } = input as { taskList?: { name: string } };
    return op.startsWith('Poll') ? pick % Math.max(1, candidates(this.#world, kind, taskList?.name).length) : 0;
  }

  #callOf({ op, input, denied = false }: WalkCommand, pick: number): Call {
    const { taskToken } = input as { taskToken?: string };
    const task = taskToken === undefined ? undefined : this.#tasks.get(taskToken);
    return { op, input: input as object, denied, pick, task };
  }

  /** The token of a forgotten run is refused; in which words nobody has told (docs/swf.md 5.1, 7.5). */
  #compareAnswers({ op, input }: WalkCommand, reply: Outcome['reply'], expected: object): void {
    const task = this.#tasks.get((input as { taskToken?: string }).taskToken ?? '');
    const run = this.#world.runs.find(({ runId }) => runId === task?.runId);
    const isGone = run && isForgotten(this.#world, run) && 'fault' in expected;
    if (isGone) this.#compare(`whether ${op} is refused`, isFault(reply), true);
    else this.#compare(`the answer of ${op}`, this.#withoutToken(reply), expected);
  }

  /** A token means a task: it must be new, and from here on it stands for that task. */
  #withoutToken(reply: object): object {
    if (!('taskToken' in reply) || reply.taskToken === '') return reply;
    const { taskToken, startedEventId, workflowExecution } = reply as Taken;
    if (this.#tasks.has(taskToken)) this.#differ({ what: 'a token', core: taskToken, model: 'a new one' });
    this.#tasks.set(taskToken, { startedEventId, runId: workflowExecution.runId });
    return { ...reply, taskToken: TOKEN };
  }

  #learn(command: WalkCommand, { reply }: Outcome): void {
    if (isFault(reply)) this.#walk.dropToken(command);
    else if (command.op !== 'StartWorkflowExecution') this.#walk.recordReply(command, reply);
    this.#meet();
  }

  /** The walk hears of new runs: those that a caller started, children and successors. */
  #meet(): void {
    for (const { workflowId, runId } of this.#world.runs.slice(this.#known))
      this.#walk.runs.push({ workflowId, runId });
    this.#known = this.#world.runs.length;
  }

  /** What was written from a mark on, what is to be called, and when something will happen next. */
  #compareEvents(what: string, { changes, effects }: Outcome<unknown>, mark: number): void {
    const core = changes.flatMap((change) => (change.kind === 'event' ? [{ run: change.run, ...change.event }] : []));
    const model = this.#world.log.slice(mark).map(({ run, entry: { order: _, ...event } }) => ({
      run: this.#world.runs.indexOf(run),
      ...event,
    }));
    this.#compare(what, core, model);
    const starts = this.#world.log
      .slice(mark)
      .flatMap(({ run, entry }) => (entry.type === 'LambdaFunctionStarted' ? [called(this.#world, run, entry)] : []));
    this.#compare('the functions to call', effects, starts);
    this.#called.push(...effects.map(({ lambda }) => lambda));
    this.#compareDeadlines();
  }

  /** When something will happen next: at once, while a step of an open run waits. */
  #compareDeadlines(): void {
    const expected = outstanding(this.#world).length > 0 ? this.#world.now : deadlines(this.#world)[0]?.at;
    this.#compare('the next deadline', nextDeadline(this.#core), expected);
  }

  #compare(what: string, core: unknown, model: unknown): void {
    if (!isDeepStrictEqual(core, model)) this.#differ({ what, core, model });
  }

  #differ(evidence: Evidence): never {
    throw new Difference(report(this.#core, this.#world, this.#calls, evidence));
  }

  /** The events were compared one by one; this compares what the service makes of them at the end. */
  compareAll(): void {
    for (const { workflowId, runId } of [...this.#world.runs]) {
      const input = { domain: DOMAIN, execution: { workflowId, runId } };
      this.send({ op: 'GetWorkflowExecutionHistory', input }, this.#now);
      this.send({ op: 'DescribeWorkflowExecution', input }, this.#now);
    }
  }
}

interface Taken {
  readonly taskToken: string;
  readonly startedEventId: number;
  readonly workflowExecution: { readonly runId: string };
}
