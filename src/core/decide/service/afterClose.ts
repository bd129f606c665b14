import { timeoutTypeOf } from '../../../tables/timeouts.js';
import { type Attributes, type NewEvent, newEvent } from '../../model/events.js';
import { type EventId, NO_EVENT } from '../../model/ids.js';
import type { ChildLink } from '../../model/openTasks.js';
import { policyOf, type Run, settingsOf } from '../../model/run.js';
import { runAt, type State } from '../../model/state.js';
import { inSequence, type Steps } from '../plan.js';
import { record, recordForDecider } from '../record.js';
import { executionOf, openRun, type Settings } from './startRun.js';

/**
 * Returns the steps that follow the close of a run, at the same time and in this order (docs/swf.md 6.9, 7.6), or
 * `undefined` if there are none:
 *
 * 1. The successor starts, if the run continues as new.
 * 2. The child policy is applied to each open child.
 * 3. The parent gets its event.
 */
export function afterClose(closed: Run): Steps | undefined {
  const close = closed.events[closed.length - 1];
  const alone = closed.children.byId.size === 0 && !closed.parent;
  if (alone && close?.type !== 'WorkflowExecutionContinuedAsNew') return undefined;
  const startNext = (s: State): Steps | undefined =>
    close?.type === 'WorkflowExecutionContinuedAsNew' ? startSuccessor(s, closed, close.attributes) : undefined;
  const children = [...closed.children.byId.values()].map((child) => (s: State) => applyPolicy(s, closed, child));
  return inSequence(startNext, ...children, (s) => notifyParent(s, closed));
}

function startSuccessor(s: State, closed: Run, attributes: Attributes<'WorkflowExecutionContinuedAsNew'>): Steps {
  const { domain, workflowId, runId, parent } = closed;
  const { workflowType } = attributes;
  return openRun(s, { domain, workflowId, workflowType, settings: attributes as Settings, parent, continued: runId });
}

// The policy of the parent decides. The policy that the decision gave to the child is for the child's own children
// (recorded: Start Child Workflow Execution with result of Started; reconstructed: …CancelRequested#childFull).
function applyPolicy(s: State, parent: Run, { run: number }: ChildLink): Steps | undefined {
  const child = number === undefined ? undefined : runAt(s, number);
  if (!child || child.closed) return undefined;
  const policy = policyOf(parent);
  if (policy === 'ABANDON' || sparesChildren(s, parent)) return undefined;
  if (policy === 'TERMINATE') {
    const { childPolicy } = settingsOf(child);
    const terminated = newEvent('WorkflowExecutionTerminated', { childPolicy }, { cause: 'CHILD_POLICY_APPLIED' });
    return { changes: record(s, child, terminated) };
  }
  const requested = {
    cause: 'CHILD_POLICY_APPLIED',
    externalWorkflowExecution: executionOf(parent),
    externalInitiatedEventId: NO_EVENT,
  } as const;
  return { changes: recordForDecider(s, child, newEvent('WorkflowExecutionCancelRequested', {}, requested)) };
}

// This close is not measured. Cadence, which descends from SWF, applies the policy (docs/swf.md 12, doubt 3).
const sparesChildren = ({ config }: State, parent: Run): boolean =>
  parent.closed?.status === 'CONTINUED_AS_NEW' && config.assumptions.childPolicyOnContinueAsNew === 'ignored';

// The parent gets no event of a run that continues as new: it gets the one of the successor (docs/swf.md 3.6,
// measured). A closed parent gets none.
function notifyParent(s: State, closed: Run): Steps | undefined {
  const parent = closed.parent && runAt(s, closed.parent.run);
  const link = parent?.children.byId.get(String(closed.parent?.initiatedId));
  if (!parent || parent.closed || link?.startedId === undefined) return undefined;
  const event = childClosed(closed, link.initiatedId, link.startedId);
  return event && { changes: recordForDecider(s, parent, event) };
}

function childClosed(child: Run, initiatedEventId: EventId, startedEventId: EventId): NewEvent | undefined {
  const close = child.events[child.length - 1];
  const { workflowType } = settingsOf(child);
  const ids = { workflowExecution: executionOf(child), workflowType, initiatedEventId, startedEventId };
  switch (close?.type) {
    case 'WorkflowExecutionCompleted':
      return newEvent('ChildWorkflowExecutionCompleted', ids, { result: close.attributes.result });
    case 'WorkflowExecutionFailed':
      return newEvent('ChildWorkflowExecutionFailed', ids, reasonAndDetails(close.attributes));
    case 'WorkflowExecutionCanceled':
      return newEvent('ChildWorkflowExecutionCanceled', ids, { details: close.attributes.details });
    case 'WorkflowExecutionTerminated':
      return newEvent('ChildWorkflowExecutionTerminated', ids);
    case 'WorkflowExecutionTimedOut':
      return newEvent('ChildWorkflowExecutionTimedOut', { ...ids, timeoutType: timeoutTypeOf('execution') });
    default:
      return undefined;
  }
}

const reasonAndDetails = ({ reason, details }: Attributes<'WorkflowExecutionFailed'>) => ({ reason, details });
