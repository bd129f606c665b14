import {
  type Change,
  type Choose,
  type Command,
  type Effect,
  type Fault,
  type Grants,
  type Instant,
  instant,
  isFault,
  type LambdaOutcome,
  type ListKey,
  nextDeadline,
  type OperationName,
  type Outcome,
  type State,
  settle,
  tooManyPolls,
} from '../core/index.js';
import { stepAndSettle } from '../core/step.js';
import { macrotask } from '../host/eventLoop.js';
import {
  type Answer,
  abortError,
  type Caller,
  closedText,
  describedTask,
  endsTask,
  hasDisconnected,
  isEmptyAnswer,
  isReleased,
  type PollName,
  type PollReply,
  polledList,
  pollerName,
  pollInput,
  taskTokenIn,
} from './call.js';
import { DetachedStub } from './detachedStub.js';
import { setNewest } from './diagnose/boundedMap.js';
import { Denials } from './diagnose/denials.js';
import { HangWarning } from './diagnose/hangWarning.js';
import { Refusals } from './diagnose/refusals.js';
import { earliest } from './earliest.js';
import { EmptyPolls } from './emptyPolls.js';
import { HeldTasks, isOpenTask } from './heldTasks.js';
import { Hooks } from './hooks.js';
import type { LambdaCall, Lambdas } from './lambdas.js';
import { LongPolls } from './longPolls.js';
import { RealClock } from './realClock.js';

// A worker that polls a list of its own leaves one behind at each start.
const MOST_LISTS = 1000;

/** The imperative part of a fake: it holds the state, advances the time and lets polls wait. The rules are in the core. */
export class Shell {
  readonly longPolls = new LongPolls(this);
  readonly heldTasks = new HeldTasks();
  readonly hooks = new Hooks(() => this.realClock.set());
  /** The last poll of each task list, for `explain`: of those lists that were polled last. */
  readonly pollers = new Map<string, ListKey & { readonly holder: string; readonly at: Instant }>();
  readonly refusals = new Refusals();
  readonly denials = new Denials();
  closed = false;
  readonly exactPolls: boolean;
  readonly detachedStub = new DetachedStub();
  /** The listener to calls that fail. */
  onRefusal: ((op: OperationName, input: unknown, fault: Fault) => void) | undefined;
  /** Chooses among several things that are due at one instant, for the simulation. Default: the order of the service. */
  choose: Choose | undefined;
  readonly #emptyPolls = new EmptyPolls();
  readonly realClock = new RealClock(this);
  readonly #hangWarning = new HangWarning(this);

  constructor(
    readonly state: State,
    readonly real: boolean,
    readonly lambdas: Lambdas,
    exactPolls = false,
  ) {
    // The polls of a real client end by the clock of its system.
    this.exactPolls = exactPolls || real;
  }

  /** Carries out a call and returns its answer: a poll does not wait. A poll skips `pick` tasks of its list. */
  call(op: OperationName, input: unknown, grants: Grants, pick = 0): Answer {
    this.checkOpen(op, input);
    this.hooks.failed.throwNext();
    this.heldTasks.calls += 1;
    this.catchUp();
    const token = op === 'RespondDecisionTaskCompleted' ? taskTokenIn(input) : undefined;
    if (token === undefined) return this.#execute({ op, input, grants, pick });
    return this.denials.watch(this.state, token, grants, (watched) => this.#execute({ op, input, grants: watched }));
  }

  /** Carries out a call as the service does: the poll of a client with long polls waits for a task. */
  dispatch(op: OperationName, input: unknown, caller: Caller): Answer | Promise<Answer> {
    if (hasDisconnected(caller.signal)) return Promise.reject(abortError());
    if (op === 'PollForActivityTask' || op === 'PollForDecisionTask') return this.#poll(op, input, caller);
    this.#emptyPolls.reset();
    this.longPolls.noteActivity();
    const token = taskTokenIn(input);
    if (token !== undefined) this.heldTasks.recordCall(token);
    const answer = this.call(op, input, caller.grants);
    if (token === undefined) return answer;
    if (endsTask(op, answer)) this.heldTasks.recordResponse(token);
    this.refusals.note(this.state, op, token, answer);
    return answer;
  }

  /** Checks that the fake is open. @throws Error if it is closed: the message has the call. */
  checkOpen(call: string, input?: unknown): void {
    if (this.closed) throw new Error(closedText(call, input));
  }

  /** Advances a fake on the real clock to the current time. Everything due since the last call happens at its own instant. */
  catchUp(): void {
    this.detachedStub.warn(this.closed);
    const at = this.realClock.now();
    if (at !== undefined) this.passUntil(instant(Math.max(at, this.state.now)));
  }

  /** Returns the next instant at which a deadline, the end of a long poll or an action of the test is due. */
  nextInstant(): Instant | undefined {
    const due = earliest(nextDeadline(this.state), this.hooks.next());
    const first = Math.min(due ?? Infinity, this.longPolls.planExpiry(due));
    return Number.isFinite(first) ? instant(first) : undefined;
  }

  /** Advances the time to `until`, and stops at each instant at which something is due. */
  passUntil(until: Instant): void {
    for (let next = this.nextInstant(); next !== undefined && next <= until; next = this.nextInstant()) {
      this.moveTo(next);
    }
    // An action of the test may have advanced the time further.
    this.moveTo(instant(Math.max(until, this.state.now)));
  }

  /** Advances the time to `at`, with nothing due before it. */
  moveTo(at: Instant): void {
    const settled = settle(this.state, at, this.choose);
    const claims = this.longPolls.answer(settled.woke);
    this.longPolls.endExpired(at);
    this.#follow(settled, claims);
    this.hooks.runDue(at);
  }

  /** Returns true if a poll loop or a Lambda function runs. */
  isBusy(): boolean {
    const isOpen = ({ token }: { readonly token: string }): boolean => isOpenTask(this.state, token);
    return this.heldTasks.isBusy(isOpen) || this.lambdas.pending(this.state).length > 0;
  }

  /** Writes the outcome of a Lambda function when it returns. The call is of this shell, or of the shell that was forked. */
  awaitLambda(call: LambdaCall): void {
    const { answer, lambda } = call;
    const write = (outcome: LambdaOutcome['outcome']): void => {
      if (!this.closed && this.lambdas.calls.delete(call)) this.#execute({ lambda, outcome });
    };
    this.lambdas.calls.add(call);
    if (answer instanceof Promise) this.hooks.failed.watch(answer.then(write));
    else this.hooks.at(answer.at, () => write(answer.outcome));
  }

  /** Follows a poll that begins or ends to wait. */
  onPolls(): void {
    this.realClock.set();
    this.#hangWarning.watch();
  }

  /** Calls a Lambda function that started at `at`, and writes its outcome when it returns. */
  invokeLambda(effect: Effect, at: Instant): void {
    const { lambda } = effect;
    const answer = this.lambdas.invoke(effect, at);
    if ('outcome' in answer) this.#execute({ lambda, outcome: answer.outcome });
    else this.awaitLambda(answer);
  }

  close(): void {
    this.closed = true;
    this.realClock.stop();
    this.#hangWarning.stop();
    this.hooks.clear();
    this.longPolls.endAll();
  }

  #execute(command: Command | LambdaOutcome): Answer {
    // The after-batch steps are written before a waiting poll gets a task (docs/swf.md 6.9).
    const outcome = stepAndSettle(this.state, command, this.state.now, this.choose);
    const claims = this.longPolls.answer(outcome.woke);
    if ('op' in command) this.#noteFault(command, outcome.reply);
    this.#follow(outcome, claims);
    this.realClock.set();
    return outcome.reply;
  }

  #noteFault({ op, input }: Command, reply: Answer): void {
    if (!isFault(reply)) return;
    this.onRefusal?.(op, input, reply);
    this.denials.noteCall(this.state, op, reply);
  }

  // Time that only passes is no activity.
  #noteActivity(outcome: Outcome<unknown>, claims: readonly Change[]): void {
    if (this.longPolls.polls.size === 0) return;
    const happened = outcome.changes.some(({ kind }) => kind !== 'time passed');
    if (happened || claims.length > 0) this.longPolls.noteActivity();
  }

  // A listener or an action of the test can throw. The Lambda functions are called nevertheless.
  #follow(outcome: Outcome<unknown>, claims: readonly Change[]): void {
    this.#noteActivity(outcome, claims);
    try {
      this.hooks.notify(outcome.changes, claims);
    } finally {
      for (const effect of outcome.effects) this.invokeLambda(effect, this.state.now);
    }
  }

  #poll(op: PollName, input: unknown, caller: Caller): Answer | Promise<Answer> {
    const answer = this.call(op, input, caller.grants);
    if (isFault(answer)) return answer;
    const list = polledList(op, input);
    const holder = pollerName(input);
    const key = `${list.kind} ${list.domain} ${list.name}`;
    setNewest(this.pollers, MOST_LISTS, key, { holder, at: this.state.now, ...list });
    if (caller.polls === 'immediate' || isReleased(caller.signal))
      return isEmptyAnswer(answer) ? this.#emptyAnswer(answer, list) : answer;
    this.heldTasks.recordPoll(list, holder);
    if (!isEmptyAnswer(answer)) {
      this.heldTasks.recordAnswer(this.state, list, holder, describedTask(answer as PollReply));
      return answer;
    }
    if (this.longPolls.at(list).length >= this.state.config.limits.pollersPerTaskList) {
      this.onRefusal?.(op, input, tooManyPolls);
      return tooManyPolls;
    }
    const command = { op, input: pollInput(input) };
    return this.longPolls.wait({ command, list, holder, emptyAnswer: answer }, caller.signal);
  }

  async #emptyAnswer(answer: Answer, list: ListKey): Promise<Answer> {
    this.#emptyPolls.count(list);
    await macrotask();
    return answer;
  }
}
