import { type Attributes, type EventOf, happened } from './events.js';
import type { EventId } from './ids.js';
import { executionOf, open, type Settings } from './opening.js';
import { recordForDecider } from './record.js';
import type { Run } from './run.js';
import { inTurn, type Stage } from './stage.js';
import { type Delivery, openRunOf, runAt, runOfId, type State } from './state.js';

/** The steps between runs that follow a batch. Each looks again at what it is about when its turn comes (swf-behaviour 6.9). */

export function startChild(s: State, parent: Run, initiatedId: EventId): Stage {
  const { attributes } = parent.events[initiatedId - 1] as EventOf<'StartChildWorkflowExecutionInitiated'>;
  const { workflowId, workflowType, decisionTaskCompletedEventId, control } = attributes;
  if (openRunOf(s, parent.domain, workflowId)) {
    const cause = 'WORKFLOW_ALREADY_RUNNING';
    const ids = { initiatedEventId: initiatedId, decisionTaskCompletedEventId };
    const failed = happened(
      'StartChildWorkflowExecutionFailed',
      { workflowType, workflowId, cause, ...ids },
      { control },
    );
    return tell(s, parent, failed);
  }
  const link = { run: parent.number, initiatedId, execution: executionOf(parent) };
  const opened = open(s, {
    domain: parent.domain,
    workflowId,
    workflowType,
    settings: attributes as Settings,
    parent: link,
  });
  const workflowExecution = Object.freeze({ workflowId, runId: opened.runId });
  const started = { workflowExecution, workflowType, initiatedEventId: initiatedId };
  return inTurn(
    () => opened,
    (after) => tell(after, runAt(after, parent.number) as Run, happened('ChildWorkflowExecutionStarted', started)),
  );
}

export function signalExternal(s: State, sender: Run, initiatedId: EventId): Stage {
  const { attributes } = sender.events[initiatedId - 1] as EventOf<'SignalExternalWorkflowExecutionInitiated'>;
  const { signalName, input } = attributes;
  const target = targetOf(s, sender, attributes);
  if (!target) {
    return tell(s, sender, happened('SignalExternalWorkflowExecutionFailed', ...unreached(initiatedId, attributes)));
  }
  const signaled = happened('WorkflowExecutionSignaled', { signalName }, { input, ...from(sender, initiatedId) });
  return thenTell(sender, initiatedId, target, recordForDecider(s, target, signaled));
}

export function cancelExternal(s: State, sender: Run, initiatedId: EventId): Stage {
  const { attributes } = sender.events[initiatedId - 1] as EventOf<'RequestCancelExternalWorkflowExecutionInitiated'>;
  const target = targetOf(s, sender, attributes);
  if (!target) {
    const failed = unreached(initiatedId, attributes);
    return tell(s, sender, happened('RequestCancelExternalWorkflowExecutionFailed', ...failed));
  }
  const requested = happened('WorkflowExecutionCancelRequested', {}, from(sender, initiatedId));
  return thenTell(sender, initiatedId, target, recordForDecider(s, target, requested));
}

/** The second step of a signal or a cancel: the sender learns which run was reached. */
export function tellSender(s: State, sender: Run, initiatedId: EventId, reached: Delivery['reached']): Stage {
  const initiated = sender.events[initiatedId - 1];
  const told = { workflowExecution: reached as NonNullable<typeof reached>, initiatedEventId: initiatedId };
  return initiated?.type === 'SignalExternalWorkflowExecutionInitiated'
    ? tell(s, sender, happened('ExternalWorkflowExecutionSignaled', told))
    : tell(s, sender, happened('ExternalWorkflowExecutionCancelRequested', told));
}

const from = (sender: Run, externalInitiatedEventId: EventId) => ({
  externalWorkflowExecution: executionOf(sender),
  externalInitiatedEventId,
});

/** What either `*Failed` event says: what must be there, then what may be (swf-behaviour 3.11, 3.12). */
function unreached(
  initiatedEventId: EventId,
  initiated: Attributes<'SignalExternalWorkflowExecutionInitiated' | 'RequestCancelExternalWorkflowExecutionInitiated'>,
) {
  const { workflowId, runId, decisionTaskCompletedEventId, control } = initiated;
  const cause = 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION';
  return [
    { workflowId, cause, initiatedEventId, decisionTaskCompletedEventId },
    { runId, control },
  ] as const;
}

// With a run id that run and no other, without one the open run (swf-behaviour 6.9).
function targetOf(
  s: State,
  { domain }: Run,
  { workflowId, runId }: { workflowId: string; runId?: string | undefined },
) {
  const run = runId ? runOfId(s, domain, { workflowId, runId }) : openRunOf(s, domain, workflowId);
  return run?.closed ? undefined : run;
}

function thenTell(sender: Run, eventId: EventId, target: Run, changes: Stage['changes']): Stage {
  const reached = executionOf(target);
  const delivery = { kind: 'tell sender', run: sender.number, eventId, reached } as const;
  // What a closed run did still reaches its target, and nothing is written in it any more (swf-behaviour 12, doubt 8).
  // The limit of its history may close the target: the close comes last, so that what follows from it is done
  // (swf-behaviour 6.9, 6.10).
  return { changes: sender.closed ? changes : [{ kind: 'to deliver', delivery }, ...changes] };
}

const tell = (s: State, run: Run, happening: Parameters<typeof recordForDecider>[2]): Stage => ({
  changes: run.closed ? [] : recordForDecider(s, run, happening),
});
