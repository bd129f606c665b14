import { type Duration, millisOf } from '../../args/durations.js';
import {
  type Fault,
  type Grants,
  type Instant,
  instant,
  isFault,
  noToken,
  type OperationName,
  type TypeId,
  typeName,
} from '../../core/index.js';
import type { Answer } from '../../shell/call.js';
import { isEmptyAnswer, type PollReply, taskTokenIn } from '../../shell/call.js';
import { isOpenTask } from '../../shell/heldTasks.js';
import { POLL_MILLIS } from '../../shell/longPolls.js';
import type { Shell } from '../../shell/shell.js';
import { statusOfFault } from '../../tables/commonFaults.js';
import type { Actor, Completion, PendingMoves } from '../model/pendingMoves.js';
import type { FaultKind, PlannedFault } from './faultKinds.js';
import type { Faults } from './faults.js';
import type { RefusedCalls } from './refusals.js';

/** The result of a call for its caller: the answer of the service, or `lost` if the last attempt got no response. */
export type CallResult = Answer | 'lost';

/** A call of an actor. */
export interface Call {
  readonly actor: Actor;
  readonly op: OperationName;
  readonly input: object;
  /** True if the call is retried when it is throttled or lost, as the SDK does. */
  readonly retries: boolean;
  readonly pick?: number;
  readonly isBlocked?: () => boolean;
  readonly onResult: (result: CallResult) => Completion;
  /** Called when the actor crashes: it can start a new one. */
  readonly onCrash?: () => Completion;
}

/** A call that was made, where a fault could have struck. */
export interface MadeCall {
  readonly op: OperationName;
  readonly caller: string;
  readonly outside: boolean;
  /** The number of the call among those that do not come from outside, from 1. */
  readonly nthInside: number;
}

// The SDK's default: three attempts, the second after 100 ms (here without jitter). A caller from outside retries until it
// has a response, because its events must reach the run.
const ATTEMPTS = 3;
const FIRST_DELAY = 100;
const MAX_DELAY = 20_000;
// Without a duration, the response is sent when the task has ended, if it ever does.
const WHEN_GONE = undefined;

type FaultAction = (call: Call, tries: number, fault: PlannedFault) => Completion;

/** The parts of a simulation that its network needs. */
export interface NetworkParts {
  readonly shell: Shell;
  readonly moves: PendingMoves;
  readonly faults: Faults;
  readonly refused: RefusedCalls;
  readonly grants: Grants;
  /** True to record every call. */
  readonly record: boolean;
  /** Returns the number of events in the run's history. */
  readonly eventCount: () => number;
}

/** The network between the actors and the service, where requests and responses can be lost. */
export class Network {
  readonly madeCalls: MadeCall[] = [];
  callCount = 0;
  /** The decisions of the last batch that reached the service. */
  decisions: readonly unknown[] = [];
  #insideCount = 0;
  readonly #parts: NetworkParts;
  readonly #shell: Shell;
  readonly #moves: PendingMoves;
  readonly #faults: Faults;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
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
    const move = { actor: call.actor, at, isBlocked, isPoll, perform: () => this.attempt(call, tries) };
    this.#moves.add(move);
    return () => this.#moves.remove(move);
  }

  /** Makes a call now, or what the fault that strikes it does instead. */
  attempt(call: Call, tries = 0): Completion {
    const { actor, op } = call;
    const { name: caller, activity, outside = false } = actor;
    this.callCount += 1;
    if (!outside) this.#insideCount += 1;
    if (this.#parts.record) this.madeCalls.push({ op, caller, outside, nthInside: this.#insideCount });
    const page = isLaterPage(call.input);
    const fault = this.#faults.strike({ at: 'call', op, activity, outside, page });
    if (!fault) return this.#deliver(call, tries);
    this.recordFault(fault, `${op} of ${actor.name}`);
    return this.#actions[fault.fault](call, tries, fault);
  }

  /** Records a fault that struck. */
  recordFault(fault: PlannedFault, struck: string): void {
    this.#faults.record({ fault, struck, events: this.#parts.eventCount() }, this.now);
  }

  /**
   * Leaves a poll with the service after its caller went away at `since`, the time of the poll: for the rest of its 60 seconds
   * it takes the next task, which no caller has then (docs/swf.md 12, doubt 35).
   */
  abandon(call: Call, since: Instant): void {
    const { isBlocked } = call;
    const until = this.now + POLL_MILLIS - ((this.now - since) % POLL_MILLIS);
    this.#moves.add({
      // The caller can crash, or be named again: its poll stays.
      actor: { name: call.actor.name },
      at: this.now,
      isBlocked: () => this.now >= until || isBlocked?.() === true,
      isPoll: true,
      perform: () => void this.#execute(call),
    });
  }

  #deliver(call: Call, tries: number): Completion {
    const answer = this.#execute(call);
    const isRetried = call.retries && isFault(answer) && isRetriedFault(answer);
    if (isRetried && !isLastAttempt(call, tries)) return this.#retry(call, tries, answer);
    const struck = this.#faults.fired.length > 0;
    this.#parts.refused.note(this.#shell.state, call, answer, { struck, events: this.#parts.eventCount() });
    return this.#respond(call, answer);
  }

  #respond(call: Call, answer: Answer): Completion {
    const { actor, op } = call;
    if (!op.startsWith('PollFor') || isFault(answer) || isEmptyAnswer(answer)) return call.onResult(answer);
    const { activityType } = answer as { readonly activityType?: TypeId };
    const activity = activityType && typeName(activityType);
    if (activity) actor.activity = activity;
    const fault = this.#faults.strike({ at: 'task', op, activity });
    if (!fault) return call.onResult(answer);
    this.recordFault(fault, `${actor.name}, which got ${taskText(answer as PollReply)}`);
    return this.#crash(call);
  }

  #execute({ op, input, pick }: Call): Answer {
    if (op === 'RespondDecisionTaskCompleted') this.decisions = decisionsIn(input);
    const answer = this.#shell.call(op, input, this.#parts.grants, pick);
    const token = taskTokenIn(input);
    if (token !== undefined) this.#shell.refusals.note(this.#shell.state, op, token, answer);
    return answer;
  }

  #retry(call: Call, tries: number, last: CallResult): Completion {
    if (isLastAttempt(call, tries)) return call.onResult(last);
    this.enqueue(call, tries + 1, instant(this.now + Math.min(MAX_DELAY, FIRST_DELAY * 2 ** tries)));
    return undefined;
  }

  #crash({ actor, onCrash }: Call): Completion {
    this.#moves.crash(actor);
    return onCrash?.();
  }

  #emptyPoll(): Answer {
    return { ...noToken(this.#shell.state), startedEventId: 0, previousStartedEventId: 0 } as unknown as Answer;
  }

  #delay(call: Call, tries: number, duration: Duration | undefined): Completion {
    const token = taskTokenIn(call.input) ?? '';
    const isBlocked = duration === WHEN_GONE ? () => isOpenTask(this.#shell.state, token) : undefined;
    const at = instant(this.now + (duration === WHEN_GONE ? 0 : millisOf(duration)));
    this.#moves.add({ actor: call.actor, at, isBlocked, perform: () => this.#deliver(call, tries) });
    return undefined;
  }

  readonly #actions: { readonly [K in FaultKind]: FaultAction } = {
    throttle: (call, tries) => this.#retry(call, tries, { fault: 'ThrottlingException', message: 'Rate exceeded' }),
    'lost request': (call, tries) => this.#retry(call, tries, 'lost'),
    'lost response': (call, tries) => {
      this.#execute(call);
      return this.#retry(call, tries, 'lost');
    },
    'duplicate delivery': (call) => {
      const answer = this.#execute(call);
      this.#execute(call);
      return this.#respond(call, answer);
    },
    'empty poll': (call) => call.onResult(this.#emptyPoll()),
    // An earlier poll, whose caller went away, gets the task in place of this one (docs/swf.md 12).
    'abandoned poll': (call) => {
      this.#execute(call);
      return call.onResult(this.#emptyPoll());
    },
    crash: (call) => {
      if (call.op.startsWith('PollFor')) this.#execute(call);
      return this.#crash(call);
    },
    'crash before': (call) => this.#crash(call),
    'crash after': (call) => this.#crash(call),
    'zombie worker': (call, tries, fault) => this.#delay(call, tries, 'for' in fault ? fault.for : WHEN_GONE),
    'slow decider': (call, tries, fault) => this.#delay(call, tries, 'for' in fault ? fault.for : WHEN_GONE),
    'clock jump': (call, tries, fault) => {
      if ('by' in fault) this.#shell.passUntil(instant(this.now + millisOf(fault.by)));
      return this.#deliver(call, tries);
    },
    'many timers': (call, tries) => this.#deliver(call, tries),
  };
}

const isLastAttempt = ({ actor, retries }: Call, tries: number): boolean =>
  !retries || (!actor.outside && tries + 1 >= ATTEMPTS);

/** Returns true for a poll that asks for a further page of a task that its caller has. */
const isLaterPage = (input: object): boolean => 'nextPageToken' in input && Boolean(input.nextPageToken);

const decisionsIn = (input: object): readonly unknown[] =>
  'decisions' in input && Array.isArray(input.decisions) ? input.decisions : [];

// The SDK sends a call again after these, and after every status from 500 on.
const RETRIED_FAULTS: ReadonlySet<string> = new Set(['ThrottlingException', 'RequestTimeoutException']);

const isRetriedFault = ({ fault }: Fault): boolean => RETRIED_FAULTS.has(fault) || statusOfFault(fault) >= 500;

const taskText = (task: PollReply): string =>
  'activityId' in task ? `the activity ${task.activityId}` : `the decision task ${task.startedEventId}`;
