import { executionOf } from '../../src/core/decide/service/startRun.js';
import {
  allRuns,
  type CoreEvent,
  type EventOf,
  type EventType,
  type Run,
  runAt,
  type State,
} from '../../src/core/index.js';

/** What holds between runs that concern each other, read off their histories alone. Each says what is broken. */

export const runsOf = (s: State): readonly Run[] => [...allRuns(s)];
export const eventsOf = (run: Run): readonly CoreEvent[] => run.events.slice(0, run.length);

const eventsOfType = <T extends EventType>(run: Run, type: T): readonly EventOf<T>[] =>
  eventsOf(run).filter((event): event is EventOf<T> => event.type === type);

function startOf(run: Run) {
  const { attributes } = run.events[0] as EventOf<'WorkflowExecutionStarted'>;
  // Always there, though the model does not say so (docs/swf.md 4).
  return { ...attributes, parentInitiatedEventId: attributes.parentInitiatedEventId as number };
}
const closeOf = (run: Run): CoreEvent => run.events[run.length - 1] as CoreEvent;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How a child's close shows in its parent, and what of it (docs/swf.md 3.12). */
const SHOWN = {
  ChildWorkflowExecutionCompleted: ['WorkflowExecutionCompleted', 'result'],
  ChildWorkflowExecutionFailed: ['WorkflowExecutionFailed', 'reason', 'details'],
  ChildWorkflowExecutionCanceled: ['WorkflowExecutionCanceled', 'details'],
  ChildWorkflowExecutionTerminated: ['WorkflowExecutionTerminated'],
  ChildWorkflowExecutionTimedOut: ['WorkflowExecutionTimedOut', 'timeoutType'],
} as const;

const isShown = (event: CoreEvent): event is EventOf<keyof typeof SHOWN> => event.type in SHOWN;

/** The Initiated events that are not done with: the count that Describe has to show (docs/swf.md 6.10). */
export function openChildren(run: Run): ReadonlySet<number> {
  const open = new Set<number>();
  for (const event of eventsOf(run)) {
    if (event.type === 'StartChildWorkflowExecutionInitiated') open.add(event.id);
    else if (isShown(event) || event.type === 'StartChildWorkflowExecutionFailed')
      open.delete(event.attributes.initiatedEventId);
  }
  return open;
}

/** What a run's history says of its children and of its parent. */
export function historyLaws(s: State, run: Run): readonly string[] {
  const broken: string[] = [];
  const expect = (holds: boolean, law: string): unknown =>
    holds || broken.push(`${run.workflowId}#${run.number}: ${law}`);
  const { parentInitiatedEventId, parentWorkflowExecution } = startOf(run);
  const parent = runsOf(s).find(({ runId }) => runId === parentWorkflowExecution?.runId);
  const initiated = parent?.events[parentInitiatedEventId - 1];
  if (parentInitiatedEventId === 0) expect(!parentWorkflowExecution, 'a root names no parent');
  else expect(initiated?.type === 'StartChildWorkflowExecutionInitiated', 'a child names what initiated it');
  for (const event of eventsOf(run)) if (isShown(event)) expect(showsClose(s, run, event), `${event.id} shows a close`);
  for (const event of eventsOfType(run, 'WorkflowExecutionContinuedAsNew'))
    expect(isContinued(s, run, event), 'a successor is like what it continues');
  for (const event of eventsOf(run)) expect(isSent(s, run, event), `${event.id} names what sent it`);
  for (const event of eventsOf(run)) expect(isDelivered(s, run, event), `${event.id} was delivered`);
  return broken;
}

function showsClose(s: State, parent: Run, { type, attributes }: EventOf<keyof typeof SHOWN>): boolean {
  const child = runsOf(s).find(({ runId }) => runId === attributes.workflowExecution.runId);
  const started = parent.events[attributes.startedEventId - 1];
  if (!child?.closed || started?.type !== 'ChildWorkflowExecutionStarted') return false;
  const { initiatedEventId } = attributes;
  const [closed, ...members] = SHOWN[type];
  const shown = attributes as unknown as Readonly<Record<string, unknown>>;
  const said = closeOf(child).attributes as unknown as Readonly<Record<string, unknown>>;
  return (
    closeOf(child).type === closed &&
    members.every((member) => said[member] === shown[member]) &&
    started.attributes.initiatedEventId === initiatedEventId &&
    startOf(child).parentInitiatedEventId === initiatedEventId &&
    same(startOf(child).parentWorkflowExecution, executionOf(parent)) &&
    same(attributes.workflowType, startOf(child).workflowType) &&
    same(attributes.workflowExecution, executionOf(child))
  );
}

function isContinued(s: State, run: Run, { at, attributes }: EventOf<'WorkflowExecutionContinuedAsNew'>): boolean {
  const next = runsOf(s).find(({ runId }) => runId === attributes.newExecutionRunId);
  if (!next || next.workflowId !== run.workflowId || next.startedAt !== at) return false;
  const start = startOf(next);
  const { childPolicy, taskList, executionStartToCloseTimeout, input } = attributes;
  return (
    start.continuedExecutionRunId === run.runId &&
    start.parentInitiatedEventId === startOf(run).parentInitiatedEventId &&
    same(start.parentWorkflowExecution, startOf(run).parentWorkflowExecution) &&
    same(
      [childPolicy, taskList, executionStartToCloseTimeout, input],
      [start.childPolicy, start.taskList, start.executionStartToCloseTimeout, start.input],
    )
  );
}

const INITIATED = {
  WorkflowExecutionSignaled: 'SignalExternalWorkflowExecutionInitiated',
  WorkflowExecutionCancelRequested: 'RequestCancelExternalWorkflowExecutionInitiated',
} as const;

/** A signal or cancel that names its sender was initiated there; one by policy comes from the closed parent. */
function isSent(s: State, run: Run, event: CoreEvent): boolean {
  if (event.type !== 'WorkflowExecutionSignaled' && event.type !== 'WorkflowExecutionCancelRequested') return true;
  const { externalInitiatedEventId: id, externalWorkflowExecution: from } = event.attributes;
  const byPolicy = 'cause' in event.attributes && event.attributes.cause === 'CHILD_POLICY_APPLIED';
  if (byPolicy) return id === 0 && same(from, startOf(run).parentWorkflowExecution);
  if (id === 0) return from === undefined;
  const sender = runsOf(s).find(({ runId }) => runId === from?.runId);
  const initiated = sender?.events[Number(id) - 1];
  if (initiated?.type !== INITIATED[event.type]) return false;
  const { workflowId, runId } = initiated.attributes as { workflowId: string; runId?: string };
  return workflowId === run.workflowId && (runId ?? run.runId) === run.runId;
}

const DELIVERED = {
  ExternalWorkflowExecutionSignaled: 'WorkflowExecutionSignaled',
  ExternalWorkflowExecutionCancelRequested: 'WorkflowExecutionCancelRequested',
} as const;

/** What the sender is told of stands in the target once, unless the limit of its history stands there instead. */
function isDelivered(s: State, sender: Run, event: CoreEvent): boolean {
  if (event.type !== 'ExternalWorkflowExecutionSignaled' && event.type !== 'ExternalWorkflowExecutionCancelRequested')
    return true;
  const { initiatedEventId, workflowExecution } = event.attributes;
  const target = runsOf(s).find(({ runId }) => runId === workflowExecution.runId);
  if (!target) return false;
  const arrived = eventsOfType(target, DELIVERED[event.type]).filter(
    ({ attributes }) =>
      attributes.externalInitiatedEventId === initiatedEventId &&
      attributes.externalWorkflowExecution?.runId === sender.runId,
  );
  return arrived.length === 1 || (arrived.length === 0 && isCut(closeOf(target)));
}

const isCut = (event: CoreEvent): boolean =>
  event.type === 'WorkflowExecutionTerminated' && event.attributes.cause === 'EVENT_LIMIT_EXCEEDED';

/** What a close does to the children and says to the parent (docs/swf.md 3.12, 6.9, 7.6). */
export function closeLaws(s: State): readonly string[] {
  const broken: string[] = [];
  const openIds = runsOf(s).flatMap(({ closed, workflowId }) => (closed ? [] : [workflowId]));
  if (new Set(openIds).size < openIds.length) broken.push('a workflow id is open once');
  for (const run of runsOf(s)) {
    const parent = run.parent && runAt(s, run.parent.run);
    if (parent?.closed && !run.closed && !outlives(s, run, parent)) broken.push(`${run.number}: the policy spared it`);
    if (!run.closed && !same(startedChildren(run), openRunsBelow(s, run)))
      broken.push(`${run.workflowId}#${run.number}: a parent knows which children are open`);
  }
  return broken;
}

/** Terminate's override, else the run's own. */
function policyShown(closed: Run): string {
  const close = closeOf(closed);
  const shows = close.type === 'WorkflowExecutionTerminated' || close.type === 'WorkflowExecutionTimedOut';
  return shows ? close.attributes.childPolicy : startOf(closed).childPolicy;
}

function outlives(s: State, run: Run, parent: Run): boolean {
  const policy = policyShown(parent);
  const asked = chainOf(s, run).flatMap((one) =>
    eventsOfType(one, 'WorkflowExecutionCancelRequested').filter(
      ({ attributes }) => attributes.cause === 'CHILD_POLICY_APPLIED',
    ),
  );
  return policy === 'ABANDON' ? asked.length === 0 : policy === 'REQUEST_CANCEL' && asked.length === 1;
}

/** A run, and those that it continues. */
function chainOf(s: State, run: Run): readonly Run[] {
  const before = runsOf(s).find(({ runId }) => runId === startOf(run).continuedExecutionRunId);
  return before ? [run, ...chainOf(s, before)] : [run];
}

function startedChildren(run: Run): readonly number[] {
  const open = openChildren(run);
  const started = eventsOfType(run, 'ChildWorkflowExecutionStarted').map(
    ({ attributes }) => attributes.initiatedEventId,
  );
  return started.filter((id) => open.has(id)).toSorted((a, b) => a - b);
}

const openRunsBelow = (s: State, parent: Run): readonly number[] =>
  runsOf(s)
    .filter(({ closed }) => !closed)
    .map(startOf)
    .filter(({ parentWorkflowExecution }) => parentWorkflowExecution?.runId === parent.runId)
    .map(({ parentInitiatedEventId }) => parentInitiatedEventId)
    .toSorted((a, b) => a - b);
