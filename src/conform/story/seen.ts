import type { Assumptions } from '../../core/index.js';

/**
 * A question of undocumented behaviour: an assumption, a limit that is one, a doubt of docs/swf.md 12 without an option, or
 * a rule of docs/swf.md that is only inferred.
 */
export type Doubt = keyof Assumptions | 'pageTokenLifetime' | `doubt ${number}` | `inferred: ${string}`;

/** A difference between what a check expects and what the target did. */
export interface Difference {
  /** The thing that was compared. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

/** A fault that a check expects. Its HTTP status follows from its name. */
export interface ExpectedFault {
  readonly name: string;
  /** The text, where it is known. */
  readonly message?: string | RegExp;
}

/** A reading of undocumented behaviour. */
export interface Reading {
  readonly doubt: Doubt;
  /** The reading that the target follows. */
  readonly seen: string;
  /** The reading that the fake follows by default. */
  readonly fake: string;
}

/** The ids of a run. */
export interface RunIds {
  readonly workflowId: string;
  readonly runId: string;
}

/** The operations that hand out tasks. */
export type PollOp = 'PollForDecisionTask' | 'PollForActivityTask';

/** The answer of a poll. */
export interface Polled {
  readonly taskToken?: string | undefined;
  readonly startedEventId?: number | undefined;
  readonly workflowExecution?: { readonly workflowId?: string | undefined } | undefined;
}
