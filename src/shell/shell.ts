import { tooManyPolls } from '../core/faults.js';
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
  type State,
  settle,
  step,
} from '../core/index.js';
import { Alarm } from './alarm.js';
import type { Answer, Caller } from './answer.js';
import { Displaced } from './displaced.js';
import { EmptyPolls } from './emptyPolls.js';
import { Hands } from './hands.js';
import type { LambdaCall, Lambdas } from './lambdas.js';
import { macrotask } from './macrotask.js';
import { type ParkedPoll, Parking, POLL_MILLIS } from './parking.js';
import {
  abortError,
  ends,
  heldTask,
  holderIn,
  isIdle,
  listIn,
  type PollName,
  pollOf,
  type Task,
  tokenIn,
} from './polling.js';
import { Refusals } from './refusals.js';
import { isGone, isReleased } from './released.js';
import { Standstill } from './standstill.js';
import { isOpenTask } from './tasks.js';
import { Watching } from './watching.js';

/** What a call on a fake that is closed gets. */
const CLOSED = 'swfake: this fake is closed; make a new one for each test';

/**
 * The one imperative part: a state and its time, the polls that wait, the tasks in somebody's hands. It knows no door, and
 * decides nothing that the core decides.
 */
export class Shell {
  readonly parking = new Parking();
  readonly hands = new Hands();
  readonly watching = new Watching(() => this.#alarm.set());
  /** Who polled which list last: what `explain` has to tell of lists that nobody serves. */
  readonly pollers = new Map<string, ListKey & { readonly holder: string; readonly at: Instant }>();
  readonly refusals = new Refusals();
  closed = false;
  readonly displaced = new Displaced();
  /** Who is told of refusals, if anybody. */
  heardRefusal: ((op: OperationName, input: unknown, fault: Fault) => void) | undefined;
  /** Who goes first of what is due at one instant. Default: the service's own order. */
  choose: Choose | undefined;
  readonly #emptyPolls = new EmptyPolls();
  readonly #alarm = new Alarm(this);
  readonly #standstill = new Standstill(this);

  constructor(
    readonly state: State,
    readonly real: boolean,
    readonly lambdas: Lambdas,
  ) {}

  /** Answers at once, whatever the operation is. A poll takes the task behind `pick` others. */
  call(op: OperationName, input: unknown, grants: Grants, pick = 0): Answer {
    this.checkOpen();
    this.hands.calls += 1;
    this.catchUp();
    return this.#carryOut({ op, input, grants, pick });
  }

  /** Answers as the service does: a poll may have to wait for its answer. */
  dispatch(op: OperationName, input: unknown, caller: Caller): Answer | Promise<Answer> {
    if (isGone(caller.signal)) return Promise.reject(abortError());
    if (op === 'PollForActivityTask' || op === 'PollForDecisionTask') return this.#poll(op, input, caller);
    this.#emptyPolls.reset();
    const token = tokenIn(input);
    if (token !== undefined) this.hands.touched(token);
    const answer = this.call(op, input, caller.grants);
    if (token === undefined) return answer;
    if (ends(op, answer)) this.hands.answered(token);
    this.refusals.note(this.state, op, token, answer);
    return answer;
  }

  /** @throws Error if it is closed. */
  checkOpen(): void {
    if (this.closed) throw new Error(CLOSED);
  }

  /** The real clock moves by itself: what fell due since the last call happens now, each thing at its own instant. */
  catchUp(): void {
    this.displaced.say(this.closed);
    if (this.real) this.passUntil(instant(Math.max(Date.now(), this.state.now)));
  }

  /** The next instant at which something happens by itself, or a parked poll ends. */
  nextInstant(): Instant | undefined {
    const next = [nextDeadline(this.state), this.parking.nextExpiry(), this.watching.next()];
    const first = Math.min(...next.filter((at) => at !== undefined));
    return Number.isFinite(first) ? instant(first) : undefined;
  }

  passUntil(until: Instant): void {
    for (let next = this.nextInstant(); next !== undefined && next <= until; next = this.nextInstant()) {
      this.moveTo(next);
    }
    // What was done on the way may have let more time pass.
    this.moveTo(instant(Math.max(until, this.state.now)));
  }

  moveTo(at: Instant): void {
    const { woke, changes, effects } = settle(this.state, at, this.choose);
    const claims = this.#answerParked(woke);
    for (const poll of this.parking.expired(at)) this.#endPoll(poll, poll.idle);
    this.watching.changed(changes, claims);
    this.#invoke(effects);
    this.watching.act(at);
  }

  isBusy(): boolean {
    return this.hands.busy(({ token }) => isOpenTask(this.state, token)) || this.lambdas.pending(this.state).length > 0;
  }

  /** Waits for what Lambda functions answer that were called before: by this shell, or by the one that it was forked from. */
  expect(call: LambdaCall): void {
    const { answer, lambda } = call;
    const hear = (outcome: LambdaOutcome['outcome']): void => {
      if (!this.closed && this.lambdas.calls.delete(call)) this.#carryOut({ lambda, outcome });
    };
    this.lambdas.calls.add(call);
    if (answer instanceof Promise) void answer.then(hear);
    else this.watching.at(answer.at, () => hear(answer.outcome));
  }

  close(): void {
    this.closed = true;
    this.#alarm.stop();
    this.#standstill.stop();
    this.watching.clear();
    for (const poll of [...this.parking.polls]) this.#endPoll(poll, poll.idle);
  }

  #carryOut(command: Command | LambdaOutcome): Answer {
    const { reply, woke, changes, effects } = step(this.state, command, this.state.now);
    const settled = settle(this.state, this.state.now, this.choose);
    // What a batch leaves to be delivered lands before any waiting poll is answered (swf-behaviour 6.9).
    const claims = this.#answerParked(woke, settled.woke);
    this.watching.changed(changes, settled.changes, claims);
    this.#invoke(effects);
    this.#invoke(settled.effects);
    this.#alarm.set();
    if (this.heardRefusal && isFault(reply) && 'op' in command) this.heardRefusal(command.op, command.input, reply);
    return reply;
  }

  #invoke(effects: readonly Effect[]): void {
    for (const effect of effects) {
      const { lambda } = effect;
      const answer = this.lambdas.invoke(effect, this.state.now);
      if ('outcome' in answer) this.#carryOut({ lambda, outcome: answer.outcome });
      else this.expect(answer);
    }
  }

  #answerParked(...woken: readonly (readonly ListKey[])[]): readonly Change[] {
    const claims: Change[] = [];
    if (this.parking.polls.size === 0) return claims;
    for (const list of woken.flat()) {
      for (const poll of this.parking.at(list)) {
        const { reply, changes } = step(this.state, poll.command, this.state.now);
        if (isIdle(reply)) break;
        this.#endPoll(poll, reply);
        claims.push(...changes);
      }
    }
    return claims;
  }

  #endPoll(poll: ParkedPoll, answer: Answer): void {
    this.parking.leave(poll);
    this.hands.gave(poll.list, poll.holder, isIdle(answer) ? undefined : heldTask(answer as Task));
    poll.end(answer);
  }

  #poll(op: PollName, input: unknown, caller: Caller): Answer | Promise<Answer> {
    const answer = this.call(op, input, caller.grants);
    if (isFault(answer)) return answer;
    const list = listIn(op, input);
    const holder = holderIn(input);
    this.pollers.set(`${list.kind} ${list.domain} ${list.name}`, { ...list, holder, at: this.state.now });
    if (caller.polls === 'immediate' || isReleased(caller.signal))
      return isIdle(answer) ? this.#emptyAnswer(answer, list) : answer;
    this.hands.cameBack(list, holder);
    if (isIdle(answer)) {
      if (this.parking.at(list).length >= this.state.config.limits.pollersPerTaskList) {
        this.heardRefusal?.(op, input, tooManyPolls);
        return tooManyPolls;
      }
      const command = { op, input: pollOf(input) };
      return this.#park({ command, list, holder, idle: answer }, caller.signal);
    }
    this.hands.gave(list, holder, heldTask(answer as Task));
    return answer;
  }

  async #emptyAnswer(answer: Answer, list: ListKey): Promise<Answer> {
    this.#emptyPolls.another(list);
    await macrotask();
    return answer;
  }

  #park(waiting: Omit<ParkedPoll, 'end' | 'expiresAt'>, signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const poll: ParkedPoll = {
        ...waiting,
        expiresAt: instant(this.state.now + POLL_MILLIS),
        end: (answer) => {
          signal?.removeEventListener('abort', abort);
          resolve(answer);
          this.#alarm.set();
        },
      };
      const abort = (): void => {
        this.parking.leave(poll);
        if (isReleased(signal)) this.#endPoll(poll, poll.idle);
        else reject(abortError());
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.parking.park(poll);
      this.#alarm.set();
      this.#standstill.watch();
    });
  }
}
