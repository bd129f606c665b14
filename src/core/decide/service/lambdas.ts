import { timeoutTypeOf } from '../../../tables/timeouts.js';
import type { Change } from '../../model/changes.js';
import { newEvent } from '../../model/events.js';
import type { EventId, Instant } from '../../model/ids.js';
import type { Effect, LambdaOutcome, LambdaRef } from '../../model/lambdas.js';
import { allRuns } from '../../model/lookups.js';
import { eventOfType, lambdaOf, type Run, settingsOf } from '../../model/run.js';
import { runAt, type State } from '../../model/state.js';
import type { Steps } from '../plan.js';
import { record, recordForDecider } from '../record.js';

// The text of the live service (recorded: Schedule Lambda Function with result of StartFailed).
const NO_ROLE = 'No IAM role is attached to the current workflow execution.';

/** Returns the step that starts a Lambda function. Without a role the start fails (docs/swf.md 3.13). */
export function startLambda(s: State, run: Run, scheduledEventId: EventId): Steps {
  if (settingsOf(run).lambdaRole !== undefined) {
    return { changes: record(s, run, newEvent('LambdaFunctionStarted', { scheduledEventId })) };
  }
  const failed = { scheduledEventId, cause: 'ASSUME_ROLE_FAILED', message: NO_ROLE } as const;
  return { changes: recordForDecider(s, run, newEvent('StartLambdaFunctionFailed', {}, failed)) };
}

/** Returns the effect of a change: the start of a Lambda function has one, every other change none. */
export function effectOf(s: State, change: Change): Effect | undefined {
  if (change.kind !== 'event' || change.event.type !== 'LambdaFunctionStarted') return undefined;
  const scheduledId = change.event.attributes.scheduledEventId as EventId;
  return invocation(runAt(s, change.run) as Run, scheduledId);
}

function invocation(run: Run, scheduledId: EventId): Effect {
  const { attributes } = eventOfType(run, scheduledId, 'LambdaFunctionScheduled');
  const { name, input = '{}' } = attributes;
  return { kind: 'invoke lambda', lambda: { run: run.number, scheduledId }, name, input };
}

/**
 * Returns the effects of the Lambda functions that have started and not ended, each with the time of its start: a state
 * that was loaded has no caller that waits for them.
 */
export const runningLambdas = (s: State): readonly { readonly effect: Effect; readonly at: Instant }[] =>
  // A close ends the Lambda functions of its run.
  [...allRuns(s)].flatMap((run) =>
    [...run.lambdas.byId.values()].flatMap(({ scheduledId, startedId }) =>
      startedId === undefined
        ? []
        : [{ effect: invocation(run, scheduledId), at: eventOfType(run, startedId, 'LambdaFunctionStarted').at }],
    ),
  );

/**
 * Returns the changes for the result of a Lambda function. There are none after its timeout, or after the close of its
 * run.
 */
export function endLambda(s: State, { lambda, outcome }: LambdaOutcome): readonly Change[] {
  const ids = startedIds(s, lambda);
  if (!ids) return [];
  const event =
    'reason' in outcome
      ? newEvent('LambdaFunctionFailed', ids, outcome)
      : newEvent('LambdaFunctionCompleted', ids, outcome);
  return recordForDecider(s, runAt(s, lambda.run) as Run, event);
}

/** Returns the changes for the timeout of a Lambda function (docs/swf.md 7.1). */
export function lambdaTimedOut(s: State, run: Run, scheduledId: EventId): readonly Change[] {
  const ids = startedIds(s, { run: run.number, scheduledId });
  if (!ids) return [];
  return recordForDecider(
    s,
    run,
    newEvent('LambdaFunctionTimedOut', ids, { timeoutType: timeoutTypeOf('lambda start-to-close') }),
  );
}

function startedIds(s: State, { run: number, scheduledId }: LambdaRef) {
  const run = runAt(s, number);
  const startedId = run && !run.closed ? lambdaOf(run, scheduledId)?.startedId : undefined;
  return startedId === undefined ? undefined : { scheduledEventId: scheduledId, startedEventId: startedId };
}
