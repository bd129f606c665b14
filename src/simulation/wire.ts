import { noToken } from '../core/decide/tasks.js';
import { type TypeId, typeName } from '../core/faults.js';
import { type Grants, type Instant, instant, isFault, type OperationName } from '../core/index.js';
import type { Answer } from '../shell/answer.js';
import { millisOf } from '../shell/durations.js';
import { isIdle, type Task, tokenIn } from '../shell/polling.js';
import type { Shell } from '../shell/shell.js';
import { isOpenTask } from '../shell/tasks.js';
import type { Faults } from './faults.js';
import type { Actor, Going, Moves } from './moves.js';
import type { FaultKind, PlannedFault } from './plan.js';

/** What a caller hears in the end: an answer, or nothing, however often the call was sent. */
export type Heard = Answer | 'lost';

/** A call that an actor makes. */
export interface Call {
  readonly actor: Actor;
  readonly op: OperationName;
  readonly input: object;
  /** Whether it is sent again when it is throttled or lost, as the SDK does. */
  readonly again: boolean;
  readonly pick?: number;
  readonly waits?: () => boolean;
  readonly hear: (heard: Heard) => Going;
  /** What happens when its actor dies: somebody starts it again, perhaps. */
  readonly died?: () => Going;
}

/** A call that was made: one opportunity for trouble. */
export interface MadeCall {
  readonly op: OperationName;
  readonly by: string;
  readonly outside: boolean;
  /** Which call it is of those that do not come from outside. */
  readonly insider: number;
}

// As the SDK does it by default: three attempts, the second after 100 ms (without its jitter). Whoever calls from outside
// goes on until it is heard: what is to happen has to happen.
const ATTEMPTS = 3;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 20_000;
// What is said so late is said when the task is gone, if it ever ends.
const WHEN_GONE = undefined;

type Struck = (call: Call, tries: number, fault: PlannedFault) => Going;

/** The way between actors and the service, where calls and answers get lost. */
export class Wire {
  readonly made: MadeCall[] = [];
  count = 0;
  #insiders = 0;
  readonly #shell: Shell;
  readonly #moves: Moves;
  readonly #faults: Faults;
  readonly #grants: Grants;
  readonly #record: boolean;
  /** How many events the run has that it is all about. */
  events: () => number = () => 0;

  constructor(shell: Shell, moves: Moves, faults: Faults, grants: Grants, record: boolean) {
    this.#shell = shell;
    this.#moves = moves;
    this.#faults = faults;
    this.#grants = grants;
    this.#record = record;
  }

  get now(): Instant {
    return this.#shell.state.now;
  }

  /** Has the call made when the schedule wants it. The result takes it back. */
  send(call: Call, tries = 0, at: Instant = this.now, waits = call.waits): () => void {
    const poll = call.waits !== undefined && waits === call.waits;
    const move = { actor: call.actor, at, waits, poll, act: () => this.attempt(call, tries) };
    this.#moves.add(move);
    return () => this.#moves.remove(move);
  }

  /** Makes the call now, with whatever trouble is planned for it. */
  attempt(call: Call, tries = 0): Going {
    const { actor, op } = call;
    const { name: by, activity, outside = false } = actor;
    this.count += 1;
    if (!outside) this.#insiders += 1;
    if (this.#record) this.made.push({ op, by, outside, insider: this.#insiders });
    const fault = this.#faults.strike({ at: 'call', op, activity, outside });
    if (!fault) return this.#deliver(call, tries);
    this.note(fault, `${op} of ${actor.name}`);
    return this.#strikes[fault.fault](call, tries, fault);
  }

  note(fault: PlannedFault, struck: string): void {
    this.#faults.note({ fault, struck, events: this.events() }, this.now);
  }

  #deliver(call: Call, tries: number): Going {
    const answer = this.#carry(call);
    if (call.again && isFault(answer) && RETRIED.has(answer.fault)) return this.#again(call, tries, answer);
    return this.#hear(call, answer);
  }

  #hear(call: Call, answer: Answer): Going {
    const { actor, op } = call;
    if (!op.startsWith('PollFor') || isFault(answer) || isIdle(answer)) return call.hear(answer);
    const { activityType } = answer as { readonly activityType?: TypeId };
    const activity = activityType && typeName(activityType);
    if (activity) actor.activity = activity;
    const fault = this.#faults.strike({ at: 'task', op, activity });
    if (!fault) return call.hear(answer);
    this.note(fault, `${actor.name}, which got ${subjectOf(answer as Task)}`);
    return this.#die(call);
  }

  #carry({ op, input, pick }: Call): Answer {
    const answer = this.#shell.call(op, input, this.#grants, pick);
    const token = tokenIn(input);
    if (token !== undefined) this.#shell.refusals.note(this.#shell.state, op, token, answer);
    return answer;
  }

  #again(call: Call, tries: number, last: Heard): Going {
    const attempts = call.actor.outside ? Number.POSITIVE_INFINITY : ATTEMPTS;
    if (!call.again || tries + 1 >= attempts) return call.hear(last);
    this.send(call, tries + 1, instant(this.now + Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** tries)));
    return undefined;
  }

  #die({ actor, died }: Call): Going {
    this.#moves.kill(actor);
    return died?.();
  }

  #idle(): Answer {
    return { ...noToken(this.#shell.state), startedEventId: 0, previousStartedEventId: 0 } as unknown as Answer;
  }

  #late(call: Call, tries: number, span: string | undefined): Going {
    const token = tokenIn(call.input) ?? '';
    const waits = span === WHEN_GONE ? () => isOpenTask(this.#shell.state, token) : undefined;
    const at = instant(this.now + (span === WHEN_GONE ? 0 : millisOf(span)));
    this.#moves.add({ actor: call.actor, at, waits, act: () => this.#deliver(call, tries) });
    return undefined;
  }

  readonly #strikes: { readonly [K in FaultKind]: Struck } = {
    throttle: (call, tries) => this.#again(call, tries, { fault: 'ThrottlingException', message: 'Rate exceeded' }),
    'lost request': (call, tries) => this.#again(call, tries, 'lost'),
    'lost response': (call, tries) => {
      this.#carry(call);
      return this.#again(call, tries, 'lost');
    },
    'duplicate delivery': (call) => {
      const answer = this.#carry(call);
      this.#carry(call);
      return this.#hear(call, answer);
    },
    'empty poll': (call) => call.hear(this.#idle()),
    crash: (call) => {
      if (call.op.startsWith('PollFor')) this.#carry(call);
      return this.#die(call);
    },
    'crash before': (call) => this.#die(call),
    'crash after': (call) => this.#die(call),
    'zombie worker': (call, tries, fault) => this.#late(call, tries, 'for' in fault ? fault.for : WHEN_GONE),
    'slow decider': (call, tries, fault) => this.#late(call, tries, 'for' in fault ? fault.for : WHEN_GONE),
    'clock jump': (call, tries, fault) => {
      if ('by' in fault) this.#shell.passUntil(instant(this.now + millisOf(fault.by)));
      return this.#deliver(call, tries);
    },
    'many timers': (call, tries) => this.#deliver(call, tries),
  };
}

const RETRIED: ReadonlySet<string> = new Set(['ThrottlingException', 'InternalFailure']);

const subjectOf = (task: Task): string =>
  'activityId' in task ? `the activity ${task.activityId}` : `the decision task ${task.startedEventId}`;
