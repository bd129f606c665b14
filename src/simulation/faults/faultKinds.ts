import { nearest } from '../../args/didYouMean.js';
import { type Duration, millisOf } from '../../args/durations.js';
import { quoted, quotedNames } from '../../args/quoted.js';
import type { OperationName } from '../../core/index.js';
import { OPERATIONS } from '../../core/index.js';
import { checkList } from '../model/checkValues.js';

/**
 * The opportunity at which a fault strikes: the one with an address, the `nth`, or each with probability `p`. Default:
 * `nth: 1`.
 */
interface Trigger {
  /**
   * The address of the opportunity, from `fired` of a result: `RespondActivityTaskCompleted for activity 'charge'`. It does
   * not change if another fault is left out.
   */
  readonly at?: string;
  /** The number of the opportunity, from 1. */
  readonly nth?: number;
  /** The probability at each opportunity, from 0 to 1. */
  readonly p?: number;
}

/** The calls that a fault can strike. Default: all that are possible for its kind. */
interface CallFilter extends Trigger {
  /** The operation. */
  readonly op?: OperationName;
  /** The activity type (`Name@version`) of the caller's task. */
  readonly activity?: string;
}

/** A fault to inject, as data. */
export type PlannedFault =
  /** The service refuses the call with ThrottlingException, and the caller retries it as the SDK does. */
  | (CallFilter & { readonly fault: 'throttle' })
  /** The request never reaches the service, and the caller retries it. */
  | (CallFilter & { readonly fault: 'lost request' })
  /** The service carries out the call, the response is lost, and the caller retries it. */
  | (CallFilter & { readonly fault: 'lost response' })
  /** The request reaches the service twice. Polls are excepted. */
  | (CallFilter & { readonly fault: 'duplicate delivery' })
  /** A poll gets no task, although one waits. */
  | (CallFilter & { readonly fault: 'empty poll' })
  /**
   * A poll gets no task: an earlier poll, whose caller went away, takes it in its place. No caller has the task then, until
   * it times out.
   */
  | (CallFilter & { readonly fault: 'abandoned poll' })
  /**
   * The caller crashes in place of the call. If the call is a poll, its task is lost with the caller. The worker or loop
   * that takes the caller's place has no memory of it.
   */
  | (CallFilter & { readonly fault: 'crash' })
  /** The worker crashes when it has its task and no work is done. With `op: 'PollForDecisionTask'`, a decider crashes. */
  | (CallFilter & { readonly fault: 'crash before' })
  /** The worker crashes after its work and before it responds. With `op: 'RespondDecisionTaskCompleted'`, a decider does. */
  | (CallFilter & { readonly fault: 'crash after' })
  /** The worker does its work, but responds `for` this duration too late. Default: after its task has ended. */
  | (CallFilter & { readonly fault: 'zombie worker'; readonly for?: Duration })
  /** The decider decides, but responds `for` this duration too late. Default: after its task has ended. */
  | (CallFilter & { readonly fault: 'slow decider'; readonly for?: Duration })
  /** The clock moves on `by` this duration before the call reaches the service. */
  | (CallFilter & { readonly fault: 'clock jump'; readonly by: Duration })
  /** The next `count` (default 10) instants with a deadline pass at once: no decider or worker acts in between. */
  | (Trigger & { readonly fault: 'many timers'; readonly count?: number });

/** The name of a kind of fault. */
export type FaultKind = PlannedFault['fault'];
/** The faults to inject into a simulation. If several can strike at once, the first of the list does. */
export type Plan = readonly PlannedFault[];

/** A place where a fault can strike: a call, a task that a poll got, or a move of the clock. */
export interface Opportunity {
  readonly at: 'call' | 'task' | 'advance';
  readonly address: string;
  readonly op?: OperationName;
  readonly activity?: string | undefined;
  /** True for a call from outside, whose caller cannot crash. */
  readonly outside?: boolean;
  /** True for a poll of a further page, whose caller has the task already. */
  readonly page?: boolean;
}

const isPoll = (op: OperationName | undefined): boolean => op?.startsWith('PollFor') ?? false;
const isAnswer = (op: OperationName | undefined): boolean => op?.startsWith('RespondActivityTask') ?? false;
const isCall = ({ at }: Opportunity): boolean => at === 'call';
const isPollForTask = ({ at, op, page = false }: Opportunity): boolean => at === 'call' && isPoll(op) && !page;

/** Returns true if a fault names its call, so that it can strike a decider too. */
const isNamed = ({ op, at }: CallFilter): boolean => op !== undefined || at !== undefined;

/** A test for each kind: can it strike at this place? The filters `op` and `activity` are applied besides. */
const IS_OPPORTUNITY: { readonly [K in FaultKind]: (point: Opportunity, fault: CallFilter) => boolean } = {
  throttle: isCall,
  'lost request': isCall,
  'lost response': isCall,
  'duplicate delivery': ({ at, op }) => at === 'call' && !isPoll(op),
  'empty poll': isPollForTask,
  'abandoned poll': isPollForTask,
  crash: ({ at, outside }) => at === 'call' && !outside,
  'crash before': ({ at, op }, fault) => at === 'task' && (isNamed(fault) || op === 'PollForActivityTask'),
  'crash after': ({ at, op }, fault) =>
    at === 'call' && (isAnswer(op) || (isNamed(fault) && op === 'RespondDecisionTaskCompleted')),
  'zombie worker': ({ at, op }) => at === 'call' && isAnswer(op),
  'slow decider': ({ at, op }) => at === 'call' && op === 'RespondDecisionTaskCompleted',
  'clock jump': isCall,
  'many timers': ({ at }) => at === 'advance',
};

/** The names of all kinds of faults. */
export const FAULT_KINDS = Object.keys(IS_OPPORTUNITY) as FaultKind[];

/** Returns true if a fault can strike at this place. */
export function isOpportunity(fault: PlannedFault, point: Opportunity): boolean {
  if (fault.at !== undefined && fault.at !== point.address) return false;
  if (!IS_OPPORTUNITY[fault.fault](point, fault)) return false;
  const { op, activity }: CallFilter = fault;
  return (op === undefined || op === point.op) && (activity === undefined || activity === point.activity);
}

/**
 * Checks a plan: with a misspelt fault, which never strikes, every simulation would pass.
 *
 * @throws TypeError if a fault has an unknown kind or member, or a member has a value that is not allowed.
 */
export function checkPlan(plan: Plan): void {
  checkList('plan', plan, "a list of faults, such as [{ fault: 'crash' }]");
  for (const fault of plan) checkFault(fault);
}

const OF_EACH = ['fault', 'at', 'nth', 'p', 'op', 'activity'];
const OF_KIND: { readonly [K in FaultKind]?: readonly string[] } = {
  'zombie worker': [...OF_EACH, 'for'],
  'slow decider': [...OF_EACH, 'for'],
  'clock jump': [...OF_EACH, 'by'],
  'many timers': ['fault', 'at', 'nth', 'p', 'count'],
};

/** Returns the first kind of fault that has a member. */
const ownerOf = (member: string): string | undefined =>
  Object.entries(OF_KIND).find(([, members]) => members.includes(member))?.[0];

const membersOf = (kind: FaultKind): readonly string[] => OF_KIND[kind] ?? OF_EACH;

function checkFault(fault: PlannedFault): void {
  const {
    fault: kind,
    nth,
    p,
    op,
    at,
    by,
    count,
    for: span,
  }: Partial<Record<string, unknown>> & { fault: string } = { ...fault };
  if (!Object.hasOwn(IS_OPPORTUNITY, kind)) throw unknownName('fault', kind, FAULT_KINDS);
  const members = membersOf(kind as FaultKind);
  const unknownMember = Object.keys(fault).find((name) => !members.includes(name));
  const owner = unknownMember !== undefined && ownerOf(unknownMember);
  if (owner) throw new TypeError(`swfake: fault '${kind}' has no '${unknownMember}'; only ${quoted(owner)} has it`);
  if (unknownMember !== undefined) throw unknownName('member of a fault', unknownMember, members);
  if (op !== undefined && !OPERATIONS.includes(op as OperationName)) throw unknownName('operation', op, OPERATIONS);
  const triggers = Object.entries({ at, nth, p }).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (triggers.length > 1)
    throw new TypeError(`swfake: fault '${kind}' has both ${triggers[0]} and ${triggers[1]}; give one of them`);
  if (at !== undefined && (typeof at !== 'string' || at === ''))
    throw invalidMember(kind, 'at', at, "an address from 'fired' of a result");
  for (const [name, value] of Object.entries({ nth, count })) {
    const counts = value === undefined || (Number.isInteger(value) && Number(value) > 0);
    if (!counts) throw invalidMember(kind, name, value, 'a whole number from 1');
  }
  if (p !== undefined && !(Number(p) >= 0 && Number(p) <= 1)) throw invalidMember(kind, 'p', p, 'a number from 0 to 1');
  if (kind === 'clock jump' && by === undefined) throw invalidMember(kind, 'by', by, "a duration such as '2m'");
  if (by !== undefined) millisOf(by as Duration);
  if (span !== undefined) millisOf(span as Duration);
}

const invalidMember = (kind: string, member: string, value: unknown, expected: string): TypeError =>
  new TypeError(`swfake: ${member} of fault '${kind}' was given as ${quoted(value)}; expected ${expected}`);

/** The longest list of names that a message has. */
const LONGEST_LIST = 20;

function unknownName(what: string, name: unknown, known: readonly string[]): TypeError {
  const near = typeof name === 'string' ? nearest(name, known) : undefined;
  const expected =
    known.length > LONGEST_LIST ? `the name of one, such as ${quoted(known[0])}` : `one of ${quotedNames(known)}`;
  const hint = near ? `did you mean '${near.name}'?` : `expected ${expected}`;
  return new TypeError(`swfake: unknown ${what} ${quoted(name)}; ${hint}`);
}
