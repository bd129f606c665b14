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
import { attributesMember } from '../../tables/decisions.js';
import { nameIn, workflowIn } from '../../tables/subjects.js';
import { type Call, decisionsIn, lateAddress } from './call.js';
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
  /** A copy of the input. Of decisions it has the types and the names alone. */
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
    const address = lateAddress(late);
    return this.#keep({ ...late, address, at, place: this.#places + 1, end: 'answered', fault: undefined });
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

/** A decision as the log keeps it. */
export interface KeptDecision {
  readonly decisionType: string;
  /** The id or name of what it is about: of an activity, a timer, a signal, a marker, another workflow. */
  readonly name: string | undefined;
}

// A decider can use an object again, and the attributes of its decisions can be large.
const keptInput = (input: object): object =>
  'decisions' in input
    ? { taskToken: taskTokenIn(input), decisions: decisionsIn(input).map(keptDecision) }
    : { ...input };

function keptDecision(decision: unknown): KeptDecision {
  const members = Object(decision) as Members;
  const decisionType = String(members.decisionType);
  const attributes = Object(members[attributesMember(decisionType)]) as Members;
  return { decisionType, name: nameIn(attributes) ?? workflowIn(attributes) };
}

type Members = Readonly<Record<string, unknown>>;

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
