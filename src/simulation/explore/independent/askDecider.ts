import { type CoreEvent, type Run, settingsOf, typeName } from '../../../core/index.js';
import { checkedAnswer } from '../../../deciders/answer.js';
import { type DeciderAnswer, type DecisionTask, taskMetadata } from '../../../deciders/decider.js';
import { canonical } from '../state/canonical.js';
import { errorMessage, sdkEvents } from '../state/display.js';
import { isIdle } from '../state/node.js';
import type { PreparedScenario } from '../state/preparedScenario.js';

/** Returns the decider's answer to a history of a run, which ends with the start of a task, as text. */
export function answerText<W>(prepared: PreparedScenario<W>, run: Run, events: readonly CoreEvent[]): string {
  try {
    return canonical(askDecider(prepared, run, events));
  } catch (error) {
    return `throws ${errorMessage(error)}`;
  }
}

/** Returns a function that is true for a history to which the decider's answer is no decision. */
export const leadsToNothing =
  <W>(prepared: PreparedScenario<W>, run: Run) =>
  (events: readonly CoreEvent[]): boolean => {
    try {
      return isIdle(askDecider(prepared, run, events));
    } catch {
      return false;
    }
  };

function askDecider<W>(prepared: PreparedScenario<W>, run: Run, events: readonly CoreEvent[]): DeciderAnswer {
  const { workflowType } = settingsOf(run);
  const task: DecisionTask = {
    $metadata: taskMetadata(),
    // The token of a task that no decider has: only its form is as it should be.
    taskToken: run.runId,
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
    workflowType: { ...workflowType },
    startedEventId: events.length,
    previousStartedEventId: previousStarted(prepared, events),
    events: sdkEvents(events),
  };
  return checkedAnswer((prepared.deciderOf(typeName(workflowType))(task) ?? []) as DeciderAnswer);
}

/** Returns the start of the last task that counts as the previous one, or 0 (docs/swf.md 6.6). */
function previousStarted<W>({ started }: PreparedScenario<W>, events: readonly CoreEvent[]): number {
  const { previousStartedAfterTimeout } = started.config.assumptions;
  return events.reduce((previous, { type, attributes }) => {
    const counts =
      type === 'DecisionTaskCompleted' ||
      (type === 'DecisionTaskTimedOut' &&
        attributes.timeoutType === 'START_TO_CLOSE' &&
        previousStartedAfterTimeout === 'started');
    return counts ? attributes.startedEventId : previous;
  }, 0);
}
