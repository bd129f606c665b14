import { shortMessage } from '../../args/shortMessage.js';
import { type Fault, isFault, type OperationName, runAt, type State, type TaskRef, taskOf } from '../../core/index.js';
import { type Answer, taskTokenIn } from '../../shell/call.js';
import { refusalLine } from '../../shell/diagnose/refusals.js';
import { isOpenTask } from '../../shell/heldTasks.js';
import type { Actor } from '../model/pendingMoves.js';

/** A call that SWF refused: the answer, heartbeat or poll of a decider or a worker, or an event from outside. */
export interface Refusal {
  /** The operation. */
  readonly op: OperationName;
  /** The name of the caller, such as `worker-1`. */
  readonly caller: string;
  /** The name of the fault, such as `ValidationException`. */
  readonly fault: string;
  /** The message of the fault. */
  readonly message: string;
  /**
   * True if the refusal is no failure: the fault is one of `expectedFailures`; or the task of the call had ended, and its run
   * was closed, a fault of the plan had struck, or the call is a heartbeat.
   */
  readonly expected: boolean;
  /** The time of the fake's clock. */
  readonly at: Date;
  /** The number of events in the history at that time. */
  readonly events: number;
  /** The refusal in one sentence, with the task of the call. */
  readonly text: string;
}

/** The number of refusals that are not expected after which a simulation ends: a decider repeats its answer for ever. */
export const MAX_UNEXPECTED = 10;

// A call of another operation is no part of the life of a task. Its caller gets the error.
const RECORDED = /^(PollFor|RespondActivityTask|RespondDecisionTask|RecordActivityTaskHeartbeat)/;

/** The refused calls of a simulation. */
export class RefusedCalls {
  readonly all: Refusal[] = [];
  /** The number of refusals that are not expected. */
  unexpected = 0;
  readonly #expectedFailures: ReadonlySet<string>;

  constructor(expectedFailures: readonly string[] = []) {
    this.#expectedFailures = new Set(expectedFailures);
  }

  /** Records the last answer to a call, if it is a fault. `struck` is true if a fault of the plan has struck before. */
  note(
    s: State,
    call: { readonly op: OperationName; readonly input: object; readonly actor: Actor },
    answer: Answer,
    { struck, events }: { readonly struck: boolean; readonly events: number },
  ): void {
    if (!isFault(answer) || !isRecorded(call, answer)) return;
    const { op, actor } = call;
    const { fault, message } = answer;
    const expected = this.#expectedFailures.has(fault) || isLate(s, call, answer, struck);
    const text = refusalText(s, call, answer);
    if (!expected) this.unexpected += 1;
    this.all.push({ op, caller: actor.name, fault, message, expected, at: new Date(s.now), events, text });
  }
}

type RefusedCall = Parameters<RefusedCalls['note']>[1];

// An event from outside that comes too late finds no open run: that is no fault of the test.
function isRecorded({ op, actor }: RefusedCall, { fault }: Fault): boolean {
  if (!actor.outside) return RECORDED.test(op);
  return op !== 'StartWorkflowExecution' && fault !== 'UnknownResourceFault';
}

/** Returns true if the task of a call had ended before, as it happens to every worker. */
function isLate(s: State, { op, input }: RefusedCall, { fault }: Fault, struck: boolean): boolean {
  const token = taskTokenIn(input);
  if (fault !== 'UnknownResourceFault' || token === undefined || isOpenTask(s, token)) return false;
  const task = taskIn(s, token);
  if (!task) return false;
  // A run that SWF has forgotten was closed.
  const run = runAt(s, task.run);
  const isClosed = run === undefined || run.closed !== undefined;
  return isClosed || struck || op === 'RecordActivityTaskHeartbeat';
}

/** Returns the task of a token; `undefined` if it is no token of this fake. */
export const taskIn = ({ config: { secret } }: State, token: string): TaskRef | undefined =>
  taskOf(secret, 'activity', token) ?? taskOf(secret, 'decision', token);

function refusalText(s: State, { op, input, actor }: RefusedCall, fault: Fault): string {
  const token = taskTokenIn(input);
  const task = token === undefined ? undefined : taskIn(s, token);
  const run = task && runAt(s, task.run);
  if (task && run) return `${actor.name}: ${refusalLine(run, { op, fault, task })}`;
  return `${op} of ${actor.name} was refused (${fault.fault}: ${shortMessage(fault.message)}).`;
}
