import { quoted } from '../args/quoted.js';
import { type Fault, type Grants, isFault, type ListKey, type Reply, type SdkInput } from '../core/index.js';

/** The core's answer to a call, before a client gives it its own form. */
export type Answer = Reply | Fault;

/** The time that a poll waits if there is no task. */
export type Polls =
  /** Returns an empty response after one turn of the event loop: for tests that poll once. */
  | 'immediate'
  /** Waits for a task, an abort, 60 seconds of the fake's clock, or `close()`: for poll loops. */
  | 'long';

/** The client that makes a call: how its polls wait, its permissions, and its abort signal. */
export interface Caller {
  readonly polls: Polls;
  readonly grants: Grants;
  readonly signal?: AbortSignal | undefined;
}

/** The operations that poll a task list. */
export type PollName = 'PollForActivityTask' | 'PollForDecisionTask';
/** The reply to a poll: a task, or a reply without one. */
export type PollReply = Reply<PollName>;
type Poll = SdkInput<'PollForDecisionTask'>;

/** Returns true for the reply to a poll that found no task. */
export const isEmptyAnswer = (answer: Answer): boolean => 'startedEventId' in answer && answer.startedEventId === 0;

/** Returns the task list that a poll is for. The input must be one that the core has accepted. */
export const polledList = (op: PollName, input: unknown): ListKey => {
  const { domain, taskList } = input as { domain: string; taskList: { name: string } };
  return { kind: op === 'PollForActivityTask' ? 'activity' : 'decision', domain, name: taskList.name };
};

/**
 * Returns a copy of a poll's input, for a poll that waits: the caller may change the original. It has the members of the API
 * model only, because others may not be clonable.
 */
export function pollInput(input: unknown): Poll {
  const { domain, taskList, identity, maximumPageSize, reverseOrder, startAtPreviousStartedEvent } = input as Poll;
  const list = { name: taskList?.name };
  return { domain, taskList: list, identity, maximumPageSize, reverseOrder, startAtPreviousStartedEvent };
}

/** Returns the name of the poller in messages: its identity, if it has one. */
export const pollerName = (input: unknown): string =>
  (input as { identity?: string }).identity ?? 'a poller without identity';

/** Returns the message for a call of a fake that is closed. A poll is most likely of a loop that outlives its test. */
export function closedText(call: string, input: unknown): string {
  if (!call.startsWith('Poll')) {
    return `swfake: this fake is closed, and '${call}' was called; create a new fake for each test`;
  }
  const list = (input as { readonly taskList?: { readonly name?: unknown } } | undefined)?.taskList?.name;
  return (
    `swfake: this fake is closed, but a loop still polls the task list ${quoted(list)}; the test has ended: stop the loop in a ` +
    'fixture that depends on the fake'
  );
}

/** Returns the task token of an input, if it has one. */
export function taskTokenIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('taskToken' in input)) return undefined;
  return typeof input.taskToken === 'string' ? input.taskToken : undefined;
}

/** Returns the token of a task, the ids of its start, and its description for messages. */
export const describedTask = (task: PollReply) => ({
  token: task.taskToken,
  runId: task.workflowExecution.runId,
  startedId: task.startedEventId,
  what:
    'activityId' in task
      ? `the activity '${task.activityId}' of run '${task.workflowExecution.workflowId}'`
      : `the decision task ${task.startedEventId} of run '${task.workflowExecution.workflowId}'`,
});

/** Returns true if a call with a task token has closed the task. */
export const endsTask = (op: string, answer: Answer): boolean => op.startsWith('Respond') && !isFault(answer);

/** Creates the error of a call that its abort signal ends, as the SDK throws it. */
export function abortError(): Error {
  const error = new Error('Request aborted');
  error.name = 'AbortError';
  return error;
}

/**
 * The reason of an abort that ends a long poll with an empty response, as its 60 seconds do, and not with an error. It is a
 * global symbol, because the fake and the server can be of two copies of this package.
 */
export const RELEASED = Symbol.for('swfake.released');

/** Returns true if a signal ends the poll with an empty response. */
export const isReleased = (signal: AbortSignal | undefined): boolean => signal?.reason === RELEASED;

/** Returns true if the caller waits no longer for its response. */
export const hasDisconnected = (signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && !isReleased(signal);
