import type { DeciderAnswer } from '../deciders/decider.js';
import type { RunOfHistory } from '../history/historyPages.js';

/** The result of a call of a decider: its answer, or the error that it threw. */
export type Outcome = { readonly decided: DeciderAnswer } | { readonly error: unknown };

/** The ids of the run whose history is replayed. */
export interface ReplayedIds {
  /** The ids, as the decider sees them. */
  readonly workflowExecution: { readonly workflowId: string; readonly runId: string };
  /** The names of the ids that are unknown, so that a placeholder stands for them. */
  readonly unknown: readonly string[];
}

// No event contains the ids of its own run.
const PLACEHOLDER = 'replayed';

/** Returns the ids of a run, with a placeholder for each one that is unknown. */
export function idsOf(known: RunOfHistory): ReplayedIds {
  const { workflowId = PLACEHOLDER, runId = PLACEHOLDER } = known;
  const unknown = (['workflowId', 'runId'] as const).filter((name) => known[name] === undefined);
  return { workflowExecution: { workflowId, runId }, unknown };
}

/**
 * Returns a line that says that the decider made an id of the placeholder; no line if it did not. `recorded` has the
 * recorded decisions.
 */
export function placeholderLines({ unknown }: ReplayedIds, recorded: unknown, outcome: Outcome): readonly string[] {
  const made = 'error' in outcome ? String(outcome.error) : JSON.stringify(outcome.decided);
  if (unknown.length === 0 || !made.includes(PLACEHOLDER) || JSON.stringify(recorded).includes(PLACEHOLDER)) return [];
  return [
    `  '${PLACEHOLDER}' stands for the unknown ${unknown.join(' and ')} of the run: no event contains the ids of its own run. ` +
      'Give them as workflowExecution: { workflowId, runId }, or by --workflow-id and --run-id',
  ];
}
