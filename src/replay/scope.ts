import type { Recorded } from './recorded.js';

/** What tells of other runs, whose part nobody plays here yet. */
const OF_OTHER_RUNS = /ChildWorkflowExecution|ExternalWorkflowExecution|ContinuedAsNew|ContinueAsNew|Lambda/;

/** Why the fake cannot re-enact a history yet: by name. */
export function unknownTo(history: readonly Recorded[]): string | undefined {
  const peers = [...new Set(history.map(({ type }) => type).filter((type) => OF_OTHER_RUNS.test(type)))];
  if (peers.length > 0) return `nobody plays the other runs of ${peers.join(', ')} yet`;
  const foreign = history.find(isFromAnotherRun);
  return foreign && `${foreign.type} ${foreign.id} comes from another run`;
}

function isFromAnotherRun({ type, attributes }: Recorded): boolean {
  const { externalWorkflowExecution, parentWorkflowExecution, continuedExecutionRunId, cause } = attributes as Readonly<
    Record<string, unknown>
  >;
  if (externalWorkflowExecution ?? parentWorkflowExecution ?? continuedExecutionRunId) return true;
  return type.startsWith('WorkflowExecution') && cause === 'CHILD_POLICY_APPLIED';
}
