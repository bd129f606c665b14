import type {
  RequestCancelExternalWorkflowExecutionDecisionAttributes,
  SignalExternalWorkflowExecutionDecisionAttributes,
} from '@aws-sdk/client-swf';
import { type Batch, DENIED, failed } from './batch.js';
import { type Entry, isClosed, type Run } from './history.js';
import { openRun, type Step, type World } from './world.js';
import { append, executionOf, tell } from './writing.js';

/** Nothing is checked: whether there is such a run shows at the step (docs/swf.md 3.10). */
export function initiateSignal(batch: Batch, wanted: SignalExternalWorkflowExecutionDecisionAttributes): boolean {
  const { workflowId, runId, signalName, input, control } = wanted;
  const { world, run, completedId: decisionTaskCompletedEventId } = batch;
  const said = { workflowId, runId: given(runId), control, decisionTaskCompletedEventId };
  if (batch.denied) {
    return failed(batch, 'SignalExternalWorkflowExecutionFailed', { ...said, cause: DENIED, initiatedEventId: 0 });
  }
  const id = append(world, run, 'SignalExternalWorkflowExecutionInitiated', { ...said, signalName, input });
  return follow(world, run, id);
}

/** The same for a cancel (docs/swf.md 3.11). */
export function initiateCancel(
  batch: Batch,
  wanted: RequestCancelExternalWorkflowExecutionDecisionAttributes,
): boolean {
  const { workflowId, runId, control } = wanted;
  const { world, run, completedId: decisionTaskCompletedEventId } = batch;
  const said = { workflowId, runId: given(runId), control, decisionTaskCompletedEventId };
  if (batch.denied) {
    const failure = { ...said, cause: DENIED, initiatedEventId: 0 } as const;
    return failed(batch, 'RequestCancelExternalWorkflowExecutionFailed', failure);
  }
  const id = append(world, run, 'RequestCancelExternalWorkflowExecutionInitiated', said);
  return follow(world, run, id);
}

/** An empty one means that none was given (docs/swf.md, doubt 18). */
const given = (runId: string | undefined): string | undefined => runId || undefined;

function follow(world: World, run: Run, id: number): true {
  if (!isClosed(run)) world.steps.push({ kind: 'external', run, id });
  return true;
}

/** The target's event first; the sender's is a step of its own, the very next (docs/swf.md 3.10, 6.9). */
export function reach(world: World, { run: sender, id }: Step): void {
  const initiated = sender.entries.find((entry) => entry.id === id) as Initiated;
  const target = targetOf(world, initiated.attributes);
  if (target) deliver(world, sender, initiated, target);
  else unreached(world, sender, initiated);
}

function deliver(world: World, sender: Run, initiated: Initiated, target: Run): void {
  const { id } = initiated;
  const from = { externalWorkflowExecution: executionOf(sender), externalInitiatedEventId: id };
  if (initiated.type === 'SignalExternalWorkflowExecutionInitiated') {
    const { signalName, input } = initiated.attributes;
    tell(world, target, 'WorkflowExecutionSignaled', { signalName, input, ...from });
  } else {
    tell(world, target, 'WorkflowExecutionCancelRequested', from);
  }
  world.steps.unshift({ kind: 'told', run: sender, id, reached: target });
}

type Initiated = Entry<'SignalExternalWorkflowExecutionInitiated' | 'RequestCancelExternalWorkflowExecutionInitiated'>;

/** With a run id that run and no other, without one the open run (docs/swf.md 6.9). */
function targetOf(world: World, { workflowId, runId }: Initiated['attributes']): Run | undefined {
  const open = openRun(world, workflowId);
  return !runId || open?.runId === runId ? open : undefined;
}

function unreached(world: World, sender: Run, { id, type, attributes }: Initiated): void {
  const { workflowId, runId, control, decisionTaskCompletedEventId } = attributes;
  const said = { workflowId, runId, control, decisionTaskCompletedEventId, initiatedEventId: id };
  const failure = { ...said, cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION' } as const;
  if (type === 'SignalExternalWorkflowExecutionInitiated') {
    tell(world, sender, 'SignalExternalWorkflowExecutionFailed', failure);
  } else {
    tell(world, sender, 'RequestCancelExternalWorkflowExecutionFailed', failure);
  }
}

/** What a delivered event shows is the run that was reached, with its run id (docs/swf.md 6.9). */
export function tellSender(world: World, { run: sender, id, reached }: Step): void {
  const told = { workflowExecution: executionOf(reached!), initiatedEventId: id };
  const initiated = sender.entries.find((entry) => entry.id === id);
  if (initiated?.type === 'SignalExternalWorkflowExecutionInitiated') {
    tell(world, sender, 'ExternalWorkflowExecutionSignaled', told);
  } else {
    tell(world, sender, 'ExternalWorkflowExecutionCancelRequested', told);
  }
}
