import type { Decision } from '@aws-sdk/client-swf';
import { type Entry, entriesOf, type Run, runningTask } from './history.js';
import { type Refusal, refuse } from './reply.js';
import type { World } from './world.js';

/** What depends on an assumption alone (docs/swf.md 12). */

/** From when a decision task waits to be started: one that was queued perhaps not before it can be taken (doubt 33). */
export function waitsFrom({ assumptions }: World, run: Run, scheduled: Entry<'DecisionTaskScheduled'>): number {
  if (assumptions.queuedStickyTask !== 'whenReady') return scheduled.at;
  if (runningTask(run)) return Number.POSITIVE_INFINITY;
  const ended = entriesOf(run, 'DecisionTaskCompleted', 'DecisionTaskTimedOut')
    .filter(({ id, attributes }) => id > scheduled.id && attributes.startedEventId !== 0)
    .at(-1);
  return ended?.at ?? scheduled.at;
}

/** The start of the last decision task that completed, or that ended by a response or a timeout (doubt 7). */
export function previousStartedId({ assumptions }: World, run: Run): number {
  const ends =
    assumptions.previousStartedAfterTimeout === 'started'
      ? entriesOf(run, 'DecisionTaskCompleted', 'DecisionTaskTimedOut')
      : entriesOf(run, 'DecisionTaskCompleted');
  return Math.max(0, ...ends.map(({ attributes }) => attributes.startedEventId ?? 0));
}

const malformed = (path: string, value: string, constraint: string): Refusal =>
  refuse(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must ${constraint}`,
  );

/** Whether the characters of a workflow id count, or its length alone (doubt 13). */
export function malformedId({ assumptions }: World, path: string, id = ''): Refusal | undefined {
  if (assumptions.workflowIdCharacters !== 'refused' || !/[:/|]/.test(id)) return undefined;
  return malformed(path, id, 'not contain a colon, slash, vertical bar or control character, and must not be arn');
}

/** Whether a run that a decision starts may be without end (doubt 11). */
function malformedSpan({ assumptions }: World, path: string, span: string | undefined): Refusal | undefined {
  if (assumptions.unlimitedSuccessors !== 'refused' || span !== 'NONE') return undefined;
  return malformed(path, span, 'be a whole number of seconds, at most 31536000');
}

/** The first fault of a batch, which refuses all of it. */
export function malformedIn(world: World, decisions: readonly Decision[]): Refusal | undefined {
  for (const [index, decision] of decisions.entries()) {
    const child = decision.startChildWorkflowExecutionDecisionAttributes;
    const next = decision.continueAsNewWorkflowExecutionDecisionAttributes;
    const path = `decisions.${index + 1}.member.${child ? 'startChild' : 'continueAsNew'}WorkflowExecutionDecisionAttributes`;
    const found =
      malformedId(world, `${path}.workflowId`, child?.workflowId) ??
      malformedSpan(world, `${path}.executionStartToCloseTimeout`, (child ?? next)?.executionStartToCloseTimeout);
    if (found) return found;
  }
  return undefined;
}
