import type { EventType } from '@aws-sdk/client-swf';
import { type Attributes, type Entry, entriesOf, firstOf, isClosed, lastOf, type Run } from './history.js';
import type { World } from './world.js';

/** Who started whom, as the histories tell it. */

/** The run that started this one, or that started the first of the runs which it continues (docs/swf.md 3.6). */
export function parentOf({ runs }: World, run: Run): Run | undefined {
  const { parentWorkflowExecution } = firstOf(run).attributes;
  return parentWorkflowExecution && runs.find(({ runId }) => runId === parentWorkflowExecution.runId);
}

/** The open runs that a run started, or their successors, in the order of initiation (docs/swf.md 6.9). */
export const openChildRuns = (world: World, parent: Run): readonly Run[] =>
  world.runs
    .filter((run) => !isClosed(run) && parentOf(world, run) === parent)
    .toSorted((a, b) => initiatedIdOf(a) - initiatedIdOf(b));

export const initiatedIdOf = (child: Run): number => firstOf(child).attributes.parentInitiatedEventId ?? 0;

/** The children of a run that have not closed: those that are to start are among them (docs/swf.md 6.10). */
export function initiatedChildren(run: Run): readonly Entry<'StartChildWorkflowExecutionInitiated'>[] {
  const ended = entriesOf(
    run,
    'StartChildWorkflowExecutionFailed',
    'ChildWorkflowExecutionCompleted',
    'ChildWorkflowExecutionFailed',
    'ChildWorkflowExecutionCanceled',
    'ChildWorkflowExecutionTerminated',
    'ChildWorkflowExecutionTimedOut',
  );
  return entriesOf(run, 'StartChildWorkflowExecutionInitiated').filter(
    ({ id }) => !ended.some(({ attributes }) => attributes.initiatedEventId === id),
  );
}

/** What a closed run does to its children: what its close shows, else its own policy (docs/swf.md 7.6). */
export function policyOf(closed: Run) {
  const { type, attributes } = lastOf(closed);
  const shows = type === 'WorkflowExecutionTerminated' || type === 'WorkflowExecutionTimedOut';
  return shows ? attributes.childPolicy : firstOf(closed).attributes.childPolicy;
}

/** What a parent learns of the close of its child; nothing of one that continues as new (docs/swf.md 3.12, 3.6). */
export function wordOf(close: Entry, ids: Attributes<'ChildWorkflowExecutionTerminated'>): Word | undefined {
  switch (close.type) {
    case 'WorkflowExecutionCompleted':
      return word('ChildWorkflowExecutionCompleted', { ...ids, result: close.attributes.result });
    case 'WorkflowExecutionFailed': {
      const { reason, details } = close.attributes;
      return word('ChildWorkflowExecutionFailed', { ...ids, reason, details });
    }
    case 'WorkflowExecutionCanceled':
      return word('ChildWorkflowExecutionCanceled', { ...ids, details: close.attributes.details });
    case 'WorkflowExecutionTerminated':
      return word('ChildWorkflowExecutionTerminated', ids);
    case 'WorkflowExecutionTimedOut':
      return word('ChildWorkflowExecutionTimedOut', { ...ids, timeoutType: 'START_TO_CLOSE' });
    default:
      return undefined;
  }
}

interface Word {
  readonly type: EventType;
  readonly attributes: Attributes<EventType>;
}

const word = <T extends EventType>(type: T, attributes: Attributes<T>): Word => ({ type, attributes });
