import type {
  HistoryEvent,
  PollForDecisionTaskCommandOutput,
  RespondDecisionTaskCompletedInput,
  Decision as SdkDecision,
  WorkflowExecution,
  WorkflowType,
} from '@aws-sdk/client-swf';

/** A decision in the form of the SDK: its type, and its attributes in the member for that type. */
export type Decision = SdkDecision;

/**
 * A decision task, as the SDK's PollForDecisionTask returns it, with the events of all its pages and no `nextPageToken`. A
 * task always has these members, so their types do not include `undefined`.
 *
 * The task and its list of events belong to the decider, which can sort or reverse the list. The events are shared by the
 * tasks of a run, and frozen.
 */
export interface DecisionTask extends PollForDecisionTaskCommandOutput {
  /** The token of the task, for the response. */
  taskToken: string;
  /** The id of the DecisionTaskStarted event. */
  startedEventId: number;
  /** The ids of the run. */
  workflowExecution: WorkflowExecution;
  /** The type of the workflow. */
  workflowType: WorkflowType;
  /** The history of the run up to this task, oldest event first. */
  events: HistoryEvent[];
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
 *
 * A function that is typed with the SDK is a decider: `(task: PollForDecisionTaskCommandOutput) => Decision[]`. So is one
 * that takes a part of a task: `({ events }: { events: HistoryEvent[] }) => Decision[]`.
 */
export type Decider = (task: DecisionTask) => DeciderAnswer | Promise<DeciderAnswer>;

/** Returns the `$metadata` of a task that came over no network: one attempt, without a delay. */
export const taskMetadata = (): DecisionTask['$metadata'] => ({
  httpStatusCode: 200,
  attempts: 1,
  totalRetryDelay: 0,
});
