import type { Run } from './history.js';

/** A refusal: the name and the text of the fault. */
export interface Refusal {
  readonly fault: string;
  readonly message: string;
}

export const refuse = (fault: string, message: string): Refusal => ({ fault, message });

const unknown = (what: string): Refusal => refuse('UnknownResourceFault', what);

export const unknownDomain = (name: string | undefined): Refusal => unknown(`Unknown domain: ${name}`);
export const unknownActivity = (id: number): Refusal => unknown(`Unknown activity, scheduledEventId = ${id}`);
export const unknownDecision = (id: number): Refusal => unknown(`Unknown decision task, scheduledEventId = ${id}`);
export const noOpenRun = (workflowId: string | undefined): Refusal =>
  unknown(`Unknown execution, workflowId = ${workflowId}`);
export const unknownRun = ({ workflowId, runId }: Partial<Pick<Run, 'workflowId' | 'runId'>>): Refusal =>
  unknown(`Unknown execution: WorkflowExecution=[workflowId=${workflowId}, runId=${runId}]`);
