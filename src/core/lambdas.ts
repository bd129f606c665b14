import type { Change } from './changes.js';
import { type EventOf, happened } from './events.js';
import type { EventId, RunNumber } from './ids.js';
import { record, recordForDecider } from './record.js';
import { lambdaOf, type Run, settingsOf } from './run.js';
import type { Stage } from './stage.js';
import { runAt, type State } from './state.js';

/** Names one call of a Lambda function: the run, and the LambdaFunctionScheduled in it. */
export interface LambdaRef {
  readonly run: RunNumber;
  readonly scheduledId: EventId;
}

/** Something that the core asks its shell to do: to call a Lambda function, and to bring what comes of it. */
export interface Effect {
  readonly kind: 'invoke lambda';
  readonly lambda: LambdaRef;
  readonly name: string;
  /** JSON text, as the decider wrote it; `{}` where it wrote none (swf-behaviour 3.13, measured). */
  readonly input: string;
}

/**
 * What came of a Lambda function, given to `step` in the place of an operation. It is dropped if nobody waits for it any
 * more: after its timeout, or when the run is closed.
 */
export interface LambdaOutcome {
  readonly lambda: LambdaRef;
  readonly outcome:
    | { readonly result?: string | undefined }
    | { readonly reason: string; readonly details?: string | undefined };
  /** Leaves the deliveries of earlier batches waiting. */
  readonly hold?: boolean;
}

// The text is the live service's (recorded: Schedule Lambda Function with result of StartFailed).
const NO_ROLE = 'No IAM role is attached to the current workflow execution.';

/** The step after a batch that calls a function; without a role it ends there (swf-behaviour 3.13). */
export function startLambda(s: State, run: Run, scheduledEventId: EventId): Stage {
  if (settingsOf(run).lambdaRole !== undefined) {
    return { changes: record(s, run, happened('LambdaFunctionStarted', { scheduledEventId })) };
  }
  const failed = { scheduledEventId, cause: 'ASSUME_ROLE_FAILED', message: NO_ROLE } as const;
  return { changes: recordForDecider(s, run, happened('StartLambdaFunctionFailed', {}, failed)) };
}

/** What a change asks of the shell. */
export function effectOf(s: State, change: Change): Effect | undefined {
  if (change.kind !== 'event' || change.event.type !== 'LambdaFunctionStarted') return undefined;
  const scheduledId = change.event.attributes.scheduledEventId as EventId;
  const run = runAt(s, change.run) as Run;
  const { attributes } = run.events[scheduledId - 1] as EventOf<'LambdaFunctionScheduled'>;
  const { name, input = '{}' } = attributes;
  return { kind: 'invoke lambda', lambda: { run: change.run, scheduledId }, name, input };
}

/** Writes what came of a function that is still waited for. */
export function endLambda(s: State, { lambda, outcome }: LambdaOutcome): readonly Change[] {
  const ids = startedIds(s, lambda);
  if (!ids) return [];
  const happening =
    'reason' in outcome
      ? happened('LambdaFunctionFailed', ids, outcome)
      : happened('LambdaFunctionCompleted', ids, outcome);
  return recordForDecider(s, runAt(s, lambda.run) as Run, happening);
}

export function lambdaTimedOut(s: State, run: Run, scheduledId: EventId): readonly Change[] {
  const ids = startedIds(s, { run: run.number, scheduledId });
  if (!ids) return [];
  return recordForDecider(s, run, happened('LambdaFunctionTimedOut', ids, { timeoutType: 'START_TO_CLOSE' }));
}

function startedIds(s: State, { run: number, scheduledId }: LambdaRef) {
  const run = runAt(s, number);
  const startedId = run && !run.closed ? lambdaOf(run, scheduledId)?.startedId : undefined;
  return startedId === undefined ? undefined : { scheduledEventId: scheduledId, startedEventId: startedId };
}
