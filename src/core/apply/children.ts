import { invariant } from '../model/bug.js';
import type { EventOf } from '../model/events.js';
import type { EventId } from '../model/ids.js';
import type { ChildLink } from '../model/openTasks.js';
import type { Run } from '../model/run.js';
import type { State } from '../model/state.js';
import { addDelivery, writableOpen } from './write.js';

/** Opens a child that is not started yet. It starts in an after-batch step (docs/swf.md 3.12). */
export function childInitiated(s: State, run: Run, { id }: EventOf<'StartChildWorkflowExecutionInitiated'>): undefined {
  writableChildren(s, run).set(String(id), { initiatedId: id, startedId: undefined, run: undefined });
  addDelivery(s, run, 'start child', id);
}

/** Notes the ChildWorkflowExecutionStarted event of an open child. */
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

/** Closes a child that could not start. With `initiatedEventId` 0 none was opened (docs/swf.md 3.12). */
export function childStartFailed(s: State, run: Run, event: EventOf<'StartChildWorkflowExecutionFailed'>): undefined {
  if (event.attributes.initiatedEventId !== 0) childEnded(s, run, event);
}

/** Closes a child, in its parent. */
export function childEnded(
  s: State,
  run: Run,
  { attributes }: { readonly attributes: { readonly initiatedEventId: number } },
): undefined {
  const ended = writableChildren(s, run).delete(String(attributes.initiatedEventId));
  invariant(ended, () => `a child of ${run.workflowId} ended that was not open`);
}

/** Adds the after-batch step that delivers a signal (docs/swf.md 3.10). */
export function signalInitiated(
  s: State,
  run: Run,
  { id }: EventOf<'SignalExternalWorkflowExecutionInitiated'>,
): undefined {
  addDelivery(s, run, 'signal external', id);
}

/** Adds the after-batch step that delivers a cancel request (docs/swf.md 3.11). */
export function cancelInitiated(
  s: State,
  run: Run,
  { id }: EventOf<'RequestCancelExternalWorkflowExecutionInitiated'>,
): undefined {
  addDelivery(s, run, 'cancel external', id);
}

/** Links an open child of a parent to its run: the first run, or the successor that continues it (docs/swf.md 3.6). */
export function linkChild(s: State, parent: Run, initiatedId: EventId, child: Run): void {
  const link = parent.children.byId.get(String(initiatedId));
  if (link) writableChildren(s, parent).set(String(initiatedId), { ...link, run: child.number });
}

function writableChildren(s: State, run: Run): Map<string, ChildLink> {
  run.children = writableOpen(s.owner, run.children);
  return run.children.byId;
}
