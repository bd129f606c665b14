import type {
  HistoryEvent,
  RespondDecisionTaskCompletedInput,
  Decision as SdkDecision,
  DecisionTask as SdkDecisionTask,
} from '@aws-sdk/client-swf';

/** A decision in the form of the SDK: its type, and its attributes in the member for that type. */
export type Decision = SdkDecision;

/** A decision task as PollForDecisionTask returns it, with the events of all its pages. */
export interface DecisionTask extends Omit<SdkDecisionTask, 'events' | 'nextPageToken'> {
  /** The history of the run up to this task, oldest event first. */
  readonly events: readonly HistoryEvent[];
}

/**
 * The answer of a decider: a list of decisions, or the input of RespondDecisionTaskCompleted without its task token,
 * for example `{ decisions, executionContext }`.
 */
export type DeciderAnswer =
  | readonly Decision[]
  | (Omit<RespondDecisionTaskCompletedInput, 'taskToken' | 'decisions'> & { readonly decisions: readonly Decision[] });

/**
 * A function that makes the decisions for a task. It must be deterministic: the same history gives the same decisions.
 */
export type Decider = (task: DecisionTask) => DeciderAnswer | Promise<DeciderAnswer>;
