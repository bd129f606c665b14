import { invariant } from '../bug.js';
import type { EventOf } from '../events.js';
import type { EventId } from '../ids.js';
import type { ChildLink, Run } from '../run.js';
import type { State } from '../state.js';
import { deliver, writableOpen } from './write.js';

/** What events mean that tell of other runs. */

export function childInitiated(s: State, run: Run, { id }: EventOf<'StartChildWorkflowExecutionInitiated'>): undefined {
  writableChildren(s, run).set(String(id), { initiatedId: id, startedId: undefined, run: undefined });
  deliver(s, run, 'start child', id);
}

export function childStarted(
  s: State,
  run: Run,
  { id, attributes }: EventOf<'ChildWorkflowExecutionStarted'>,
): undefined {
  const key = String(attributes.initiatedEventId);
  const child = run.children.byId.get(key);
  invariant(child, () => `${id} starts a child that was not initiated`);
  writableChildren(s, run).set(key, { initiatedId: child.initiatedId, startedId: id, run: child.run });
}

export function childStartFailed(s: State, run: Run, event: EventOf<'StartChildWorkflowExecutionFailed'>): undefined {
  if (event.attributes.initiatedEventId !== 0) childEnded(s, run, event);
}

export function childEnded(
  s: State,
  run: Run,
  { attributes }: { readonly attributes: { readonly initiatedEventId: number } },
): undefined {
  const ended = writableChildren(s, run).delete(String(attributes.initiatedEventId));
  invariant(ended, () => `a child of ${run.workflowId} ended that was not open`);
}

export function signalInitiated(
  s: State,
  run: Run,
  { id }: EventOf<'SignalExternalWorkflowExecutionInitiated'>,
): undefined {
  deliver(s, run, 'signal external', id);
}

export function cancelInitiated(
  s: State,
  run: Run,
  { id }: EventOf<'RequestCancelExternalWorkflowExecutionInitiated'>,
): undefined {
  deliver(s, run, 'cancel external', id);
}

/** The child, or its successor, is this run from now on. */
export function linkChild(s: State, parent: Run, initiatedId: EventId, child: Run): void {
  const link = parent.children.byId.get(String(initiatedId));
  if (link) writableChildren(s, parent).set(String(initiatedId), { ...link, run: child.number });
}

function writableChildren(s: State, run: Run): Map<string, ChildLink> {
  run.children = writableOpen(s.owner, run.children);
  return run.children.byId;
}
