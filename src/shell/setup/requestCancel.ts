import type { Reply } from '../../core/index.js';
import { findRun } from '../runSummaries.js';
import type { Shell } from '../shell.js';
import { callOrThrow } from './callOrThrow.js';

/** An activity task that `scheduleActivity()` scheduled. */
interface Scheduled {
  readonly domain: string;
  readonly activityId: string;
  readonly workflowId: string;
  readonly runId: string;
}

/**
 * Requests the cancellation of an activity task, as a decider does. The run gets a cancel request, and its decider
 * responds to the decision task with one RequestCancelActivityTask.
 *
 * @throws Error if the activity or its run is closed.
 */
export function requestCancel(
  shell: Shell,
  { domain, activityId, workflowId, runId }: Scheduled,
  decider: string,
): void {
  shell.checkOpen('requestCancel()');
  const run = findRun(shell.state, { domain, workflowId, runId });
  if (run.closed || !run.activities.byId.has(activityId)) {
    throw new Error(
      `swfake: requestCancel() was called, but the activity '${activityId}' of run '${workflowId}' is closed; call it before the ` +
        'worker responds, and before the timeout of the task',
    );
  }
  callOrThrow(shell, 'RequestCancelWorkflowExecution', { domain, workflowId, runId });
  const poll = { domain, taskList: { name: workflowId }, identity: decider };
  const { taskToken } = callOrThrow(shell, 'PollForDecisionTask', poll) as Reply<'PollForDecisionTask'>;
  const decision = {
    decisionType: 'RequestCancelActivityTask' as const,
    requestCancelActivityTaskDecisionAttributes: { activityId },
  };
  callOrThrow(shell, 'RespondDecisionTaskCompleted', { taskToken, decisions: [decision] });
}
