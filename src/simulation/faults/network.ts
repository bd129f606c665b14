import { type Duration, millisOf } from '../../args/durations.js';
import {
  type Fault,
  type Grants,
  type Instant,
  instant,
  isFault,
  noToken,
  type Run,
  type TypeId,
  typeName,
} from '../../core/index.js';
import type { Answer } from '../../shell/call.js';
import { isEmptyAnswer, type PollReply, taskTokenIn } from '../../shell/call.js';
import { isOpenTask } from '../../shell/heldTasks.js';
import { POLL_MILLIS } from '../../shell/longPolls.js';
import type { Shell } from '../../shell/shell.js';
import type { Completion, PendingMoves } from '../model/pendingMoves.js';
import type { Addresses } from '../order/addresses.js';
import {
  attemptAddress,
  type Call,
  type CallResult,
  decisionsIn,
  isLastAttempt,
  isLaterPage,
  isRetriedFault,
  lateAddress,
  retryDelay,
  taskText,
} from './call.js';
import { CallLog, type MadeCall, noteEnd } from './callLog.js';
import type { FaultKind, PlannedFault } from './faultKinds.js';
import type { Faults } from './faults.js';
import type { RefusedCalls } from './refusals.js';

// Without a duration, the response is sent when the task has ended, if it ever does.
const WHEN_GONE = undefined;

/** A call that a fault strikes, with its entry in the log. */
interface Struck {
  readonly call: Call;
  readonly tries: number;
  readonly made: MadeCall;
}

type FaultAction = (struck: Struck, fault: PlannedFault) => Completion;

/** The parts of a simulation that its network needs. */
export interface NetworkParts {
  readonly shell: Shell;
  readonly moves: PendingMoves;
  readonly faults: Faults;
  readonly refused: RefusedCalls;
  readonly addresses: Addresses;
  readonly grants: Grants;
  /** True to keep every call, also of a long simulation. */
  readonly record: boolean;
  /** Returns the run; `undefined` before its start. */
  readonly run: () => Run | undefined;
}

/** The network between the actors and the service, where requests and responses can be lost. */
export class Network {
  readonly calls: CallLog;
  /** The decisions of the last batch that reached the service. */
  decisions: readonly unknown[] = [];
  readonly #parts: NetworkParts;
  readonly #shell: Shell;
  readonly #moves: PendingMoves;
  readonly #faults: Faults;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
    this.calls = new CallLog(parts.record);
    this.#shell = parts.shell;
    this.#moves = parts.moves;
    this.#faults = parts.faults;
  }

  get now(): Instant {
    return this.#shell.state.now;
  }

  /** Enqueues a call, which the schedule then makes at any time from `at` on. The result withdraws it. */
  enqueue(call: Call, tries = 0, at: Instant = this.now, isBlocked = call.isBlocked): () => void {
    const isPoll = call.isBlocked !== undefined && isBlocked === call.isBlocked;
    const { actor, isPatient = false } = call;
    const perform = (): Completion => this.attempt(call, tries);
    const move = { address: attemptAddress(call, tries), actor, at, isBlocked, isPoll, isPatient, perform };
    this.#moves.add(move);
    return () => this.#moves.remove(move);
  }

  /** Makes a call now, or what the fault that strikes it does instead. */
  attempt(call: Call, tries = 0): Completion {
    const { actor, op, input } = call;
    const { activity, outside = false } = actor;
    const address = attemptAddress(call, tries);
    const made = this.calls.add(call, address, this.now);
    const fault = this.#faults.strike({ at: 'call', address, op, activity, outside, page: isLaterPage(input) });
    if (!fault) return this.#deliver({ call, tries, made });
    made.fault = fault;
    this.recordFault(fault, `${op} of ${actor.name}`, address);
    noteEnd(made, this.#shell.state, this.#parts.run());
    return this.#actions[fault.fault]({ call, tries, made }, fault);
  }

  /** Records a fault that struck. */
  recordFault(fault: PlannedFault, struck: string, address: string): void {
    this.calls.noteFault(this.#faults.record({ fault, struck, address, events: this.#eventCount() }, this.now));
  }

  /**
   * Leaves a poll with the service after its caller went away at `since`, the time of the poll: for the rest of its 60 seconds
   * it takes the next task, which no caller has then (docs/swf.md 12, doubt 35).
   */
  abandon(call: Call, since: Instant): void {
    const { isBlocked } = call;
    const until = this.now + POLL_MILLIS - ((this.now - since) % POLL_MILLIS);
    this.#moves.add({
      address: this.#parts.addresses.next(`abandoned ${call.address}`),
      // The caller can crash, or be named again: its poll stays.
      actor: { name: call.actor.name },
      at: this.now,
      isBlocked: () => this.now >= until || isBlocked?.() === true,
      isPoll: true,
      perform: () => void this.#execute(call),
    });
  }

  #eventCount(): number {
    return this.#parts.run()?.length ?? 0;
  }

  #deliver({ call, tries, made }: Struck): Completion {
    const answer = this.#execute(call, made);
    if (call.retries && isRetriedFault(answer) && !isLastAttempt(call, tries)) return this.#retry(call, tries, answer);
    const circumstances = { struck: this.#faults.fired.length > 0, events: this.#eventCount() };
    this.#parts.refused.note(this.#shell.state, call, answer, circumstances);
    return this.#respond(call, answer, made);
  }

  #respond(call: Call, answer: Answer, made: MadeCall): Completion {
    const { actor, op } = call;
    if (!op.startsWith('PollFor') || isFault(answer) || isEmptyAnswer(answer)) return call.onResult(answer);
    const { activityType } = answer as { readonly activityType?: TypeId };
    const activity = activityType && typeName(activityType);
    if (activity) actor.activity = activity;
    made.task = taskText(answer as PollReply);
    const fault = this.#faults.strike({ at: 'task', address: made.address, op, activity });
    if (!fault) return call.onResult(answer);
    made.fault = fault;
    made.end = 'crash';
    this.recordFault(fault, `${actor.name}, which got ${made.task}`, made.address);
    return this.#crash(call);
  }

  /** Lets the service carry out a call. `made` gets its end. */
  #execute({ op, input, pick }: Call, made?: MadeCall): Answer {
    if (op === 'RespondDecisionTaskCompleted') this.decisions = decisionsIn(input);
    const answer = this.#shell.call(op, input, this.#parts.grants, pick);
    const token = taskTokenIn(input);
    if (token !== undefined) this.#shell.refusals.note(this.#shell.state, op, token, answer);
    if (made) this.#noteAnswer(made, answer);
    return answer;
  }

  #noteAnswer(made: MadeCall, answer: Answer): void {
    noteEnd(made, this.#shell.state, this.#parts.run(), answer);
    if (!isFault(answer)) return;
    made.end = 'refused';
    made.refusal = answer;
  }

  #retry(call: Call, tries: number, last: CallResult): Completion {
    if (isLastAttempt(call, tries)) return call.onResult(last);
    this.enqueue(call, tries + 1, instant(this.now + retryDelay(tries)));
    return undefined;
  }

  #crash({ actor, onCrash }: Call): Completion {
    this.#moves.crash(actor);
    return onCrash?.();
  }

  #emptyPoll(): Answer {
    return { ...noToken(this.#shell.state), startedEventId: 0, previousStartedEventId: 0 } as unknown as Answer;
  }

  #delay({ call, tries, made }: Struck, duration: Duration | undefined): Completion {
    const token = taskTokenIn(call.input) ?? '';
    const isBlocked = duration === WHEN_GONE ? () => isOpenTask(this.#shell.state, token) : undefined;
    const at = instant(this.now + (duration === WHEN_GONE ? 0 : millisOf(duration)));
    const perform = (): Completion => this.#deliver({ call, tries, made: this.calls.addLate(made, this.now) });
    this.#moves.add({ address: lateAddress(made), actor: call.actor, at, isBlocked, perform });
    made.end = 'late';
    return undefined;
  }

  readonly #actions: { readonly [K in FaultKind]: FaultAction } = {
    throttle: ({ call, tries, made }) => {
      const throttled: Fault = { fault: 'ThrottlingException', message: 'Rate exceeded' };
      this.#noteAnswer(made, throttled);
      return this.#retry(call, tries, throttled);
    },
    'lost request': ({ call, tries, made }) => {
      made.end = 'request lost';
      return this.#retry(call, tries, 'lost');
    },
    'lost response': ({ call, tries, made }) => {
      this.#execute(call, made);
      made.end = 'response lost';
      return this.#retry(call, tries, 'lost');
    },
    'duplicate delivery': ({ call, made }) => {
      const answer = this.#execute(call);
      this.#execute(call, made);
      made.end = 'twice';
      return this.#respond(call, answer, made);
    },
    'empty poll': ({ call }) => call.onResult(this.#emptyPoll()),
    // An earlier poll, whose caller went away, gets the task in place of this one (docs/swf.md 12).
    'abandoned poll': ({ call, made }) => {
      this.#execute(call, made);
      return call.onResult(this.#emptyPoll());
    },
    crash: ({ call, made }) => {
      if (call.op.startsWith('PollFor')) this.#execute(call, made);
      made.end = 'crash';
      return this.#crash(call);
    },
    'crash before': ({ call }) => this.#crash(call),
    'crash after': ({ call, made }) => {
      made.end = 'crash';
      return this.#crash(call);
    },
    'zombie worker': (struck, fault) => this.#delay(struck, 'for' in fault ? fault.for : WHEN_GONE),
    'slow decider': (struck, fault) => this.#delay(struck, 'for' in fault ? fault.for : WHEN_GONE),
    'clock jump': (struck, fault) => {
      if ('by' in fault) this.#shell.passUntil(instant(this.now + millisOf(fault.by)));
      return this.#deliver(struck);
    },
    'many timers': (struck) => this.#deliver(struck),
  };
}
