import { type Attributes, type Happening, happened } from './events.js';
import { type EventId, NO_EVENT } from './ids.js';
import { executionOf, open, type Settings } from './opening.js';
import { policyOf } from './policy.js';
import { record, recordForDecider } from './record.js';
import { type ChildLink, type Run, settingsOf } from './run.js';
import { inTurn, type Stage } from './stage.js';
import { runAt, type State } from './state.js';

/**
 * What a close leads to, at the same instant and in this order: the successor of a run that continues as new, the child
 * policy on what the run started, then word to the parent (swf-behaviour 6.9, 7.6).
 */
export function afterClose(closed: Run): Stage | undefined {
  const close = closed.events[closed.length - 1];
  const alone = closed.children.byId.size === 0 && !closed.parent;
  if (alone && close?.type !== 'WorkflowExecutionContinuedAsNew') return undefined;
  const succeed = (s: State): Stage | undefined =>
    close?.type === 'WorkflowExecutionContinuedAsNew' ? successor(s, closed, close.attributes) : undefined;
  const children = [...closed.children.byId.values()].map((child) => (s: State) => applyPolicy(s, closed, child));
  return inTurn(succeed, ...children, (s) => tellParent(s, closed));
}

function successor(s: State, closed: Run, attributes: Attributes<'WorkflowExecutionContinuedAsNew'>): Stage {
  const { domain, workflowId, runId, parent } = closed;
  const { workflowType } = attributes;
  return open(s, { domain, workflowId, workflowType, settings: attributes as Settings, parent, continued: runId });
}

// The parent's policy decides, not the one that the decision gave the child for its own children (recorded: Start Child
// Workflow Execution with result of Started; reconstructed: …CancelRequested#childFull).
function applyPolicy(s: State, parent: Run, { run: number }: ChildLink): Stage | undefined {
  const child = number === undefined ? undefined : runAt(s, number);
  if (!child || child.closed) return undefined;
  const policy = policyOf(parent);
  if (policy === 'ABANDON' || isSpared(s, parent)) return undefined;
  if (policy === 'TERMINATE') {
    const { childPolicy } = settingsOf(child);
    const terminated = happened('WorkflowExecutionTerminated', { childPolicy }, { cause: 'CHILD_POLICY_APPLIED' });
    return { changes: record(s, child, terminated) };
  }
  const requested = {
    cause: 'CHILD_POLICY_APPLIED',
    externalWorkflowExecution: executionOf(parent),
    externalInitiatedEventId: NO_EVENT,
  } as const;
  return { changes: recordForDecider(s, child, happened('WorkflowExecutionCancelRequested', {}, requested)) };
}

// Nobody has measured this close; what descends from SWF applies the policy (swf-behaviour 12, doubt 3).
const isSpared = ({ config }: State, parent: Run): boolean =>
  parent.closed?.status === 'CONTINUED_AS_NEW' && config.choices.childPolicyOnContinueAsNew === 'ignored';

// A run that continues as new tells nothing: its successor will (swf-behaviour 3.6, measured). A closed parent is told
// nothing any more.
function tellParent(s: State, closed: Run): Stage | undefined {
  const parent = closed.parent && runAt(s, closed.parent.run);
  const link = parent?.children.byId.get(String(closed.parent?.initiatedId));
  if (!parent || parent.closed || link?.startedId === undefined) return undefined;
  const happening = childClosed(closed, link.initiatedId, link.startedId);
  return happening && { changes: recordForDecider(s, parent, happening) };
}

function childClosed(child: Run, initiatedEventId: EventId, startedEventId: EventId): Happening | undefined {
  const close = child.events[child.length - 1];
  const { workflowType } = settingsOf(child);
  const ids = { workflowExecution: executionOf(child), workflowType, initiatedEventId, startedEventId };
  switch (close?.type) {
    case 'WorkflowExecutionCompleted':
      return happened('ChildWorkflowExecutionCompleted', ids, { result: close.attributes.result });
    case 'WorkflowExecutionFailed':
      return happened('ChildWorkflowExecutionFailed', ids, pick(close.attributes));
    case 'WorkflowExecutionCanceled':
      return happened('ChildWorkflowExecutionCanceled', ids, { details: close.attributes.details });
    case 'WorkflowExecutionTerminated':
      return happened('ChildWorkflowExecutionTerminated', ids);
    case 'WorkflowExecutionTimedOut':
      return happened('ChildWorkflowExecutionTimedOut', { ...ids, timeoutType: 'START_TO_CLOSE' });
    default:
      return undefined;
  }
}

const pick = ({ reason, details }: Attributes<'WorkflowExecutionFailed'>) => ({ reason, details });
