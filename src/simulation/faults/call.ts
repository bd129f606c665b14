import { type Fault, isFault, type OperationName } from '../../core/index.js';
import type { Answer, PollReply } from '../../shell/call.js';
import { statusOfFault } from '../../tables/commonFaults.js';
import type { Actor, Completion } from '../model/pendingMoves.js';

/** The result of a call for its caller: the answer of the service, or `lost` if the last attempt got no response. */
export type CallResult = Answer | 'lost';

/** A call of an actor. */
export interface Call {
  /** The address of its first attempt. */
  readonly address: string;
  readonly actor: Actor;
  readonly op: OperationName;
  readonly input: object;
  /** True if the call is retried when it is throttled or lost, as the SDK does. */
  readonly retries: boolean;
  readonly pick?: number;
  readonly isBlocked?: () => boolean;
  /** True for an event from outside that can come at any time. */
  readonly isPatient?: boolean;
  readonly onResult: (result: CallResult) => Completion;
  /** Called when the actor crashes: it can start a new one. */
  readonly onCrash?: () => Completion;
}

// The SDK's default. A caller from outside retries until it has a response, because its events must reach the run.
const ATTEMPTS = 3;

// The SDK's second attempt follows after 100 ms, here without jitter.
const FIRST_DELAY = 100;
const MAX_DELAY = 20_000;

/** Returns the milliseconds between an attempt and the next one. `tries` is the number of attempts before. */
export const retryDelay = (tries: number): number => Math.min(MAX_DELAY, FIRST_DELAY * 2 ** tries);

/** Returns true if no further attempt follows. */
export const isLastAttempt = ({ actor, retries }: Call, tries: number): boolean =>
  !retries || (!actor.outside && tries + 1 >= ATTEMPTS);

/** Returns the address of an attempt. `tries` is the number of attempts before. */
export const attemptAddress = ({ address }: Pick<Call, 'address'>, tries: number): string =>
  tries === 0 ? address : `${address}, attempt ${tries + 1}`;

/** Returns the address of a response that was held back. */
export const lateAddress = ({ address }: Pick<Call, 'address'>): string => `${address}, late`;

/** Returns true for a poll that asks for a further page of a task that its caller has. */
export const isLaterPage = (input: object): boolean => 'nextPageToken' in input && Boolean(input.nextPageToken);

/** Returns the decisions of a response. */
export const decisionsIn = (input: object): readonly unknown[] =>
  'decisions' in input && Array.isArray(input.decisions) ? input.decisions : [];

// The SDK sends a call again after these, and after every status from 500 on.
const RETRIED_FAULTS: ReadonlySet<string> = new Set(['ThrottlingException', 'RequestTimeoutException']);

/** Returns true for an answer after which the SDK sends the call again. */
export const isRetriedFault = (answer: Answer): answer is Fault =>
  isFault(answer) && (RETRIED_FAULTS.has(answer.fault) || statusOfFault(answer.fault) >= 500);

/** Returns the task that a poll got, in words. */
export const taskText = (task: PollReply): string =>
  'activityId' in task ? `the activity ${task.activityId}` : `the decision task ${task.startedEventId}`;
