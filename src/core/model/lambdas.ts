import type { EventId, RunNumber } from './ids.js';

/** One call of a Lambda function. */
export interface LambdaRef {
  /** The run. */
  readonly run: RunNumber;
  /** The id of its LambdaFunctionScheduled. */
  readonly scheduledId: EventId;
}

/** A request of the core to its caller: to call a Lambda function, and to give the result to `step`. */
export interface Effect {
  /** The kind of the effect. */
  readonly kind: 'invoke lambda';
  /** The call, to be named in the `LambdaOutcome`. */
  readonly lambda: LambdaRef;
  /** The name of the function, as the decision gave it. */
  readonly name: string;
  /** The input: JSON text, as the decision gave it, or `{}` if it gave none (docs/swf.md 3.13, measured). */
  readonly input: string;
}

/**
 * The result of a Lambda function, given to `step` in place of a command. After the timeout of the function, or after
 * the close of its run, it is dropped.
 */
export interface LambdaOutcome {
  /** The call, from the `Effect`. */
  readonly lambda: LambdaRef;
  /** The result of a function that succeeded, or the reason and the details of one that failed (docs/swf.md 3.13). */
  readonly outcome:
    | { readonly result?: string | undefined }
    | { readonly reason: string; readonly details?: string | undefined };
  /** Holds back the after-batch steps of earlier batches (docs/swf.md 6.9). Default `false`. */
  readonly hold?: boolean;
}
