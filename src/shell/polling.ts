import type { ListKey, Reply } from '../core/index.js';
import { isFault } from '../core/index.js';
import type { Answer } from './answer.js';

/** What a shell sees of a call without deciding anything: who polls where, which task is meant. */

export type PollName = 'PollForActivityTask' | 'PollForDecisionTask';
export type Task = Reply<PollName>;

export const isIdle = (answer: Answer): boolean => 'startedEventId' in answer && answer.startedEventId === 0;

// The core has accepted the input, so these members are what the model says.
export const listIn = (op: PollName, input: unknown): ListKey => {
  const { domain, taskList } = input as { domain: string; taskList: { name: string } };
  return { kind: op === 'PollForActivityTask' ? 'activity' : 'decision', domain, name: taskList.name };
};

export const holderIn = (input: unknown): string =>
  (input as { identity?: string }).identity ?? 'somebody without identity';

export function tokenIn(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('taskToken' in input)) return undefined;
  return typeof input.taskToken === 'string' ? input.taskToken : undefined;
}

export const heldTask = (task: Task) => ({
  token: task.taskToken,
  what:
    'activityId' in task
      ? `the activity ${task.activityId} of ${task.workflowExecution.workflowId}`
      : `the decision task ${task.startedEventId} of ${task.workflowExecution.workflowId}`,
});

/** Whether a call that names a task ends it. */
export const ends = (op: string, answer: Answer): boolean => op.startsWith('Respond') && !isFault(answer);

export function abortError(): Error {
  const error = new Error('Request aborted');
  error.name = 'AbortError';
  return error;
}
