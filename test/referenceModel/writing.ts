import type { EventType } from '@aws-sdk/client-swf';
import { initiatedIdOf, openChildRuns, parentOf, policyOf, wordOf } from './family.js';
import {
  type Attributes,
  CLOSE_STATUS,
  decisionList,
  type Entry,
  entriesOf,
  firstOf,
  isClosed,
  lastOf,
  present,
  type Run,
  waitingTask,
} from './history.js';
import type { World } from './world.js';

/** Appends an event; in the place of the one beyond the limit of a history stands its end (docs/swf.md 6.10). */
export function append<T extends EventType>(world: World, run: Run, type: T, attributes: Attributes<T>): number {
  if (run.entries.length < world.limits.historyEvents) return write(world, run, type, attributes);
  const { childPolicy } = firstOf(run).attributes;
  return write(world, run, 'WorkflowExecutionTerminated', { childPolicy, cause: 'EVENT_LIMIT_EXCEEDED' });
}

function write<T extends EventType>(world: World, run: Run, type: T, attributes: Attributes<T>): number {
  const id = run.entries.length + 1;
  const entry = {
    id,
    type,
    at: world.now,
    order: world.log.length,
    attributes: present(attributes),
  } as unknown as Entry;
  run.entries.push(entry);
  world.log.push({ run, entry });
  if (CLOSE_STATUS[type]) followClose(world, run);
  return id;
}

/** Called after each event that needs a decision, except while a batch is applied (docs/swf.md 6.1). */
export function needDecision(world: World, run: Run): void {
  if (isClosed(run) || waitingTask(run)) return;
  const { taskStartToCloseTimeout, taskPriority } = firstOf(run).attributes;
  append(world, run, 'DecisionTaskScheduled', {
    ...decisionList(run),
    startToCloseTimeout: taskStartToCloseTimeout,
    taskPriority,
  });
}

/** Writes what needs a decision, and the task for it: nothing in a closed run. */
export function tell<T extends EventType>(world: World, run: Run, type: T, attributes: Attributes<T>): void {
  if (isClosed(run)) return;
  append(world, run, type, attributes);
  needDecision(world, run);
}

/** A new run, with its first event and its first decision task (docs/swf.md 2.4). */
export function begin(world: World, workflowId: string, started: Attributes<'WorkflowExecutionStarted'>): Run {
  const run: Run = { workflowId, runId: world.runIdOf(world.runs.length), entries: [], beats: [] };
  world.runs.push(run);
  append(world, run, 'WorkflowExecutionStarted', started);
  needDecision(world, run);
  return run;
}

export const executionOf = ({ workflowId, runId }: Run) => ({ workflowId, runId });

/** The successor first, so that the workflow id is never free; then the children, then the parent (docs/swf.md 6.9). */
function followClose(world: World, run: Run): void {
  const close = lastOf(run);
  if (close.type === 'WorkflowExecutionContinuedAsNew') succeed(world, run, close);
  // Nobody has measured whether this close does so (docs/swf.md, doubt 3).
  const spares =
    close.type === 'WorkflowExecutionContinuedAsNew' && world.assumptions.childPolicyOnContinueAsNew === 'ignored';
  for (const child of spares ? [] : openChildRuns(world, run)) applyPolicy(world, run, child);
  tellParent(world, run, close);
}

function succeed(world: World, run: Run, { attributes }: Entry<'WorkflowExecutionContinuedAsNew'>): void {
  const { newExecutionRunId: _, decisionTaskCompletedEventId: __, ...settings } = attributes;
  const { parentWorkflowExecution, parentInitiatedEventId } = firstOf(run).attributes;
  const continuedExecutionRunId = run.runId;
  const link = { parentWorkflowExecution, parentInitiatedEventId, continuedExecutionRunId };
  begin(world, run.workflowId, { ...settings, ...link });
}

// The policy is the parent's; what the event shows is what the child does to its own children (docs/swf.md 7.6).
function applyPolicy(world: World, parent: Run, child: Run): void {
  const cause = 'CHILD_POLICY_APPLIED';
  const policy = policyOf(parent);
  if (policy === 'TERMINATE') {
    const { childPolicy } = firstOf(child).attributes;
    append(world, child, 'WorkflowExecutionTerminated', { childPolicy, cause });
  }
  if (policy === 'REQUEST_CANCEL') {
    const externalWorkflowExecution = executionOf(parent);
    const requested = { cause, externalWorkflowExecution, externalInitiatedEventId: 0 } as const;
    tell(world, child, 'WorkflowExecutionCancelRequested', requested);
  }
}

// A child whose start the parent was never told of cannot name it: only the limit of a history keeps it from being told,
// and that closes the parent.
function tellParent(world: World, child: Run, close: Entry): void {
  const parent = parentOf(world, child);
  if (!parent) return;
  const initiatedEventId = initiatedIdOf(child);
  const startedEventId = entriesOf(parent, 'ChildWorkflowExecutionStarted').find(
    ({ attributes }) => attributes.initiatedEventId === initiatedEventId,
  )?.id;
  const { workflowType } = firstOf(child).attributes;
  const ids = { workflowExecution: executionOf(child), workflowType, initiatedEventId, startedEventId };
  const word = wordOf(close, ids);
  if (word) tell(world, parent, word.type, word.attributes);
}
