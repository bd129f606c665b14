import type { Fault, Instant, OperationName, Run, RunNumber } from '../../core/index.js';
import type { Actor } from '../model/pendingMoves.js';
import type { PlannedFault } from './faultKinds.js';

/** The end of a call: what became of its request and its response. */
export type CallEnd = 'answered' | 'refused' | 'request lost' | 'response lost' | 'twice' | 'crash' | 'late';

/** A call that was made, where a fault could have struck. */
export interface MadeCall {
  readonly op: OperationName;
  readonly caller: string;
  readonly outside: boolean;
  /** The number of the call among those that do not come from outside, from 1. */
  readonly nthInside: number;
  readonly at: Instant;
  readonly input: object;
  /** The fault of the plan that struck it. */
  fault: PlannedFault | undefined;
  end: CallEnd;
  /** The task that a poll got, in words. */
  task: string | undefined;
  refusal: Fault | undefined;
  /** The run of the simulation when the call had ended, and the number of events that it had then. */
  run: RunNumber | undefined;
  events: number;
}

/** The calls of a long simulation that are kept: those before the last ones tell little about its end. */
const MOST_KEPT = 10_000;

/** The calls of a simulation, the last one last. They are kept without their words, which `html()` makes. */
export class CallLog {
  readonly made: MadeCall[] = [];
  /** The number of calls, with those that are not kept. */
  count = 0;
  #insideCount = 0;

  /** `keepsAll` is true if every call is needed, however many there are. */
  constructor(readonly keepsAll: boolean) {}

  /** Notes a call that is made now. Its end is written into the result. */
  add({ name: caller, outside = false }: Actor, op: OperationName, input: object, at: Instant): MadeCall {
    this.count += 1;
    if (!outside) this.#insideCount += 1;
    return this.#keep({
      op,
      caller,
      outside,
      nthInside: this.#insideCount,
      at,
      input,
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
    return this.#keep({ ...late, at, end: 'answered', fault: undefined });
  }

  #keep(call: MadeCall): MadeCall {
    this.made.push(call);
    if (!this.keepsAll && this.made.length >= 2 * MOST_KEPT) this.made.splice(0, MOST_KEPT);
    return call;
  }
}

/** Writes the state of the run at the end of a call. */
export function noteEnd(call: MadeCall, run: Run | undefined): void {
  call.run = run?.number;
  call.events = run?.length ?? 0;
}
