import type { OperationName } from '../core/index.js';
import { OPERATIONS } from '../core/index.js';
import { type Duration, millisOf } from '../shell/durations.js';
import { nearest } from '../shell/near.js';

/** Which of the opportunities of a fault it takes: the `nth` (from 1), or each with probability `p`. Default: the first. */
interface Occasion {
  readonly nth?: number;
  readonly p?: number;
}

/** Which calls a fault is about. */
interface About extends Occasion {
  readonly op?: OperationName;
  /** `Name@version`: calls about tasks of this type of activity. */
  readonly activity?: string;
}

/** A trouble that is planned, as data. */
export type PlannedFault =
  /** The call is refused with ThrottlingException, and sent again as the SDK does. */
  | (About & { readonly fault: 'throttle' })
  /** The call never arrives, and is sent again. */
  | (About & { readonly fault: 'lost request' })
  /** The call is carried out, nobody hears the answer, and it is sent again. */
  | (About & { readonly fault: 'lost response' })
  /** The call arrives twice. Of all calls but polls. */
  | (About & { readonly fault: 'duplicate delivery' })
  /** A poll is answered with nothing, though a task waits. */
  | (About & { readonly fault: 'empty poll' })
  /** Who would make the call dies in place of it; a poll takes its task along. Whoever comes after it knows nothing. */
  | (About & { readonly fault: 'crash' })
  /** The worker that got the task dies before it does anything. By `op: 'PollForDecisionTask'`, a decider does. */
  | (About & { readonly fault: 'crash before' })
  /** The worker dies when its work is done, and before it says so. */
  | (About & { readonly fault: 'crash after' })
  /** The worker has done its work, and says so only when its task is gone, or so much later. */
  | (About & { readonly fault: 'zombie worker'; readonly for?: Duration })
  /** The decider has decided, and says so only so much later. Default: when its task is gone. */
  | (About & { readonly fault: 'slow decider'; readonly for?: Duration })
  /** So much time passes before the call arrives, whatever is in hand. */
  | (About & { readonly fault: 'clock jump'; readonly by: Duration })
  /** The next `count` instants (default 10) pass at once: nobody comes to anything between what falls due at them. */
  | (Occasion & { readonly fault: 'many timers'; readonly count?: number });

export type FaultKind = PlannedFault['fault'];
export type Plan = readonly PlannedFault[];

/** Where a fault can strike. */
export interface Point {
  readonly at: 'call' | 'task' | 'advance';
  readonly op?: OperationName;
  readonly activity?: string | undefined;
  /** The call comes from outside: nobody's crash is told by it. */
  readonly outside?: boolean;
}

const isPoll = (op: OperationName | undefined): boolean => op?.startsWith('PollFor') ?? false;
const isAnswer = (op: OperationName | undefined): boolean => op?.startsWith('RespondActivityTask') ?? false;
const isCall = ({ at }: Point): boolean => at === 'call';

/** What an opportunity is, for each kind; whether the filters let it through is asked besides. */
const STRIKES: { readonly [K in FaultKind]: (point: Point, fault: About) => boolean } = {
  throttle: isCall,
  'lost request': isCall,
  'lost response': isCall,
  'duplicate delivery': ({ at, op }) => at === 'call' && !isPoll(op),
  'empty poll': ({ at, op }) => at === 'call' && isPoll(op),
  crash: ({ at, outside }) => at === 'call' && !outside,
  'crash before': ({ at, op }, fault) => at === 'task' && (fault.op !== undefined || op === 'PollForActivityTask'),
  'crash after': ({ at, op }, fault) =>
    at === 'call' && (isAnswer(op) || (fault.op === op && op === 'RespondDecisionTaskCompleted')),
  'zombie worker': ({ at, op }) => at === 'call' && isAnswer(op),
  'slow decider': ({ at, op }) => at === 'call' && op === 'RespondDecisionTaskCompleted',
  'clock jump': isCall,
  'many timers': ({ at }) => at === 'advance',
};

export const FAULT_KINDS = Object.keys(STRIKES) as FaultKind[];

export function isOpportunity(fault: PlannedFault, point: Point): boolean {
  if (!STRIKES[fault.fault](point, fault)) return false;
  const { op, activity }: About = fault;
  return (op === undefined || op === point.op) && (activity === undefined || activity === point.activity);
}

/** @throws TypeError if the plan says something that nobody understands: a fault that never fires would look like peace. */
export function checkPlan(plan: Plan): void {
  for (const fault of plan) checkFault(fault);
}

const MEMBERS = ['fault', 'nth', 'p', 'op', 'activity', 'for', 'by', 'count'];

function checkFault(fault: PlannedFault): void {
  const {
    fault: kind,
    nth,
    p,
    op,
    by,
    count,
    for: span,
  }: Partial<Record<string, unknown>> & { fault: string } = { ...fault };
  if (!Object.hasOwn(STRIKES, kind)) throw unknown('fault', kind, FAULT_KINDS);
  const stranger = Object.keys(fault).find((name) => !MEMBERS.includes(name));
  if (stranger !== undefined) throw unknown('member of a fault', stranger, MEMBERS);
  if (op !== undefined && !OPERATIONS.includes(op as OperationName)) throw unknown('operation', String(op), OPERATIONS);
  if (nth !== undefined && p !== undefined) throw new TypeError(`swfake: the fault ${kind} has nth and p; give one`);
  for (const [name, value] of Object.entries({ nth, count })) {
    const counts = value === undefined || (Number.isInteger(value) && Number(value) > 0);
    if (!counts) throw wrong(kind, name, value, '1, 2, 3 …');
  }
  if (p !== undefined && !(Number(p) >= 0 && Number(p) <= 1)) throw wrong(kind, 'p', p, 'a number from 0 to 1');
  if (kind === 'clock jump' || by !== undefined) millisOf(String(by));
  if (span !== undefined) millisOf(String(span));
}

const wrong = (kind: string, member: string, value: unknown, expected: string): TypeError =>
  new TypeError(`swfake: ${member} of the fault ${kind} must be ${expected}, but it is ${String(value)}`);

function unknown(what: string, name: string, known: readonly string[]): TypeError {
  const near = nearest(name, known);
  const hint = near ? `did you mean '${near.name}'?` : `there are ${known.join(', ')}`;
  return new TypeError(`swfake: there is no ${what} '${name}'; ${hint}`);
}
