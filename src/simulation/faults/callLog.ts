import {
  type Change,
  type Fault,
  type Instant,
  type OperationName,
  type Run,
  type RunNumber,
  runAt,
  type State,
} from '../../core/index.js';
import { type Answer, taskTokenIn } from '../../shell/call.js';
import { type Call, decisionsIn } from './call.js';
import type { PlannedFault } from './faultKinds.js';
import type { FiredFault } from './faults.js';
import { taskIn } from './refusals.js';

/** The end of a call: what became of its request and its response. */
export type CallEnd = 'answered' | 'refused' | 'request lost' | 'response lost' | 'twice' | 'crash' | 'late';

/** A call that was made, where a fault could have struck. */
export interface MadeCall {
  readonly op: OperationName;
  readonly caller: string;
  readonly outside: boolean;
  readonly address: string;
  readonly at: Instant;
  /** The number of the entry in the log, from 1. */
  readonly place: number;
  /** A copy of the input. Of decisions it has the types alone. */
  readonly input: object;
  /** The fault of the plan that struck it. */
  fault: PlannedFault | undefined;
  end: CallEnd;
  /** The task that a poll got, in words. */
  task: string | undefined;
  refusal: Fault | undefined;
  /** The run of its task, or else the run of the simulation, and the number of events that it had when the call had ended. */
  run: RunNumber | undefined;
  events: number;
}

/** An event that no caller leads to, or a fault that struck. */
export interface Happening {
  /** The place of the call during which it happened, or after which. */
  readonly after: number;
  readonly what: Pick<Change & { readonly kind: 'event' }, 'run' | 'event'> | FiredFault;
}

const BY_ITSELF =
  /^(TimerFired|(Activity|Decision)TaskTimedOut|WorkflowExecutionTimedOut|LambdaFunction(Started|Completed|Failed|TimedOut)|StartLambdaFunctionFailed)$/;

/** The calls of a long simulation that are kept: those before the last ones tell little about its end. */
const MOST_KEPT = 10_000;

/** The calls of a simulation, the last one last. They are kept without their words, which `html()` makes. */
export class CallLog {
  readonly made: MadeCall[] = [];
  /** The events and faults of this simulation that are no call, in order. */
  readonly happened: Happening[] = [];
  /** The number of calls, with those that are not kept. */
  count = 0;
  #places = 0;

  /** `keepsAll` is true if every call is needed, however many there are. */
  constructor(readonly keepsAll: boolean) {}

  /** Notes a call that is made now. Its end is written into the result. */
  add({ actor, op, input }: Pick<Call, 'actor' | 'op' | 'input'>, address: string, at: Instant): MadeCall {
    const { name: caller, outside = false } = actor;
    this.count += 1;
    return this.#keep({
      op,
      address,
      caller,
      outside,
      at,
      place: this.#places + 1,
      input: keptInput(input),
      fault: undefined,
      end: 'answered',
      task: undefined,
      refusal: undefined,
      run: undefined,
      events: 0,
    });
  }

  /** Notes a response that was late, and is sent now. It is the same call, and is not counted again. */
  addLate(late: MadeCall, at: Instant): MadeCall {
    late.end = 'late';
    return this.#keep({ ...late, at, place: this.#places + 1, end: 'answered', fault: undefined });
  }

  /** Notes a fault that struck now. */
  noteFault(fired: FiredFault): void {
    this.happened.push({ after: this.#places, what: fired });
  }

  /** Notes a change that is made now, if no caller leads to it. */
  noteChange(change: Change): void {
    if (change.kind === 'event' && BY_ITSELF.test(change.event.type))
      this.happened.push({ after: this.#places, what: change });
  }

  #keep(call: MadeCall): MadeCall {
    this.#places = call.place;
    this.made.push(call);
    if (!this.keepsAll && this.made.length >= 2 * MOST_KEPT) this.made.splice(0, MOST_KEPT);
    return call;
  }
}

// A decider can use an object again, and the attributes of its decisions can be large.
function keptInput(input: object): object {
  if (!('decisions' in input)) return { ...input };
  const decisions = decisionsIn(input).map((one) => ({
    decisionType: (Object(one) as { decisionType?: unknown }).decisionType,
  }));
  return { taskToken: taskTokenIn(input), decisions };
}

/** Writes the state of its run at the end of a call. `main` is the run of the simulation. */
export function noteEnd(call: MadeCall, s: State, main: Run | undefined, answer?: Answer): void {
  // Most simulations have one run: no token need be read.
  const run = s.runs.length > 1 ? (runOfTask(s, call, answer) ?? main) : main;
  call.run = run?.number;
  call.events = run?.length ?? 0;
}

function runOfTask(s: State, { input }: MadeCall, answer: Answer | undefined): Run | undefined {
  const token = taskTokenIn(input) ?? taskTokenIn(answer);
  const task = token === undefined ? undefined : taskIn(s, token);
  return task && runAt(s, task.run);
}
