import type { ScheduleLambdaFunctionDecisionAttributes } from '@aws-sdk/client-swf';
import { type Batch, failed } from './batch.js';
import { type Attributes, type Entry, entriesOf, firstOf, isClosed, type Run } from './history.js';
import type { Step, World } from './world.js';
import { append, tell } from './writing.js';

export interface Lambda {
  readonly scheduled: Entry<'LambdaFunctionScheduled'>;
  readonly started: Entry<'LambdaFunctionStarted'> | undefined;
}

/** Scheduled or started (docs/swf.md 6.10). */
export function openLambdas(run: Run): readonly Lambda[] {
  const starts = entriesOf(run, 'LambdaFunctionStarted');
  const ended = entriesOf(
    run,
    'LambdaFunctionCompleted',
    'LambdaFunctionFailed',
    'LambdaFunctionTimedOut',
    'StartLambdaFunctionFailed',
  );
  return entriesOf(run, 'LambdaFunctionScheduled')
    .filter(({ id }) => !ended.some(({ attributes }) => attributes.scheduledEventId === id))
    .map((scheduled) => ({
      scheduled,
      started: starts.find(({ attributes }) => attributes.scheduledEventId === scheduled.id),
    }));
}

/** It cannot be denied: its `*Failed` event has no cause for that (docs/swf.md 3.0). */
export function scheduleLambda(batch: Batch, wanted: ScheduleLambdaFunctionDecisionAttributes): boolean {
  const { id, name, control, input, startToCloseTimeout } = wanted;
  const { world, run, completedId: decisionTaskCompletedEventId } = batch;
  const failure = (cause: Attributes<'ScheduleLambdaFunctionFailed'>['cause']): boolean =>
    failed(batch, 'ScheduleLambdaFunctionFailed', { id, name, cause, decisionTaskCompletedEventId });
  const open = openLambdas(run);
  if (open.some(({ scheduled }) => scheduled.attributes.id === id)) return failure('ID_ALREADY_IN_USE');
  if (open.length >= world.limits.openLambdaFunctions) return failure('OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED');
  const scheduled = { id, name, control, input, startToCloseTimeout, decisionTaskCompletedEventId };
  world.steps.push({ kind: 'lambda', run, id: append(world, run, 'LambdaFunctionScheduled', scheduled) });
  return true;
}

/** The step that calls the function: whether there is a role shows only then (docs/swf.md 3.13). */
export function startLambda(world: World, { run, id: scheduledEventId }: Step): void {
  if (firstOf(run).attributes.lambdaRole !== undefined) {
    append(world, run, 'LambdaFunctionStarted', { scheduledEventId });
    return;
  }
  const message = 'No IAM role is attached to the current workflow execution.';
  tell(world, run, 'StartLambdaFunctionFailed', { scheduledEventId, cause: 'ASSUME_ROLE_FAILED', message });
}

/** What a function answered. */
export type Answer = { readonly result: string } | { readonly reason: string; readonly details?: string | undefined };

/** Nobody hears what comes after the timeout, or after the close of the run (docs/swf.md 1.3). */
export function endLambda(world: World, run: Run, scheduledEventId: number, answer: Answer): void {
  const started = openLambdas(run).find(({ scheduled }) => scheduled.id === scheduledEventId)?.started;
  if (!started || isClosed(run)) return;
  const ids = { scheduledEventId, startedEventId: started.id };
  if ('reason' in answer) tell(world, run, 'LambdaFunctionFailed', { ...ids, ...answer });
  else tell(world, run, 'LambdaFunctionCompleted', { ...ids, ...answer });
}

/** The function that a step called: without input it gets an empty object (docs/swf.md 3.13). */
export function called({ runs }: World, run: Run, { attributes }: Entry<'LambdaFunctionStarted'>) {
  const scheduledId = attributes.scheduledEventId;
  const scheduled = entriesOf(run, 'LambdaFunctionScheduled').find(({ id }) => id === scheduledId);
  const { name, input = '{}' } = scheduled?.attributes ?? {};
  return { kind: 'invoke lambda', lambda: { run: runs.indexOf(run), scheduledId }, name, input };
}
