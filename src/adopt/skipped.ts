import { type EventOf, type EventType, foldHistory } from '../core/index.js';
import { OtherRuns } from './otherRuns.js';
import type { RecordedRun, SkippedHistory } from './recordedRun.js';

/** The runs that can be made, and the histories that are skipped because of other histories. */
export interface Linked {
  readonly others: OtherRuns;
  readonly skipped: readonly SkippedHistory[];
}

/**
 * Returns the runs whose children and targets are all there. A run that is skipped can leave another one without its child,
 * so the search ends when no further run is skipped.
 */
export function linkRuns(runs: readonly RecordedRun[]): Linked {
  const skipped: SkippedHistory[] = [];
  for (let left = runs; ; ) {
    const others = new OtherRuns(left);
    const found = left.flatMap((run) => skippedOf(run, others));
    if (found.length === 0) return { others, skipped };
    skipped.push(...found);
    const gone = new Set(found.map(({ index }) => index));
    left = left.filter(({ index }) => !gone.has(index));
  }
}

function skippedOf(run: RecordedRun, others: OtherRuns): readonly SkippedHistory[] {
  const reason = given(run, others) ?? (run.isClosed ? undefined : unlinked(run, others));
  return reason === undefined ? [] : [{ index: run.index, id: run.workflowId, reason }];
}

/** Returns the reason if a history is given twice, or if two runs of one workflow id are open. */
function given(run: RecordedRun, others: OtherRuns): string | undefined {
  const first = others.withRunId(run.runId) ?? run;
  if (first !== run) return `the run '${run.runId}' is among the histories twice`;
  const open = run.isClosed ? run : (others.openRun(run.workflowId) ?? run);
  return open === run ? undefined : `another open run of the workflow id '${run.workflowId}' is among the histories`;
}

function unlinked(run: RecordedRun, others: OtherRuns): string | undefined {
  const { children } = foldHistory(run.events, () => undefined);
  for (const initiatedId of children) {
    const reason = unlinkedChild(run, initiatedId, others);
    if (reason !== undefined) return reason;
  }
  return run.events.filter(isRequest).flatMap((event) => unlinkedRequest(run, event, others))[0];
}

function unlinkedChild(run: RecordedRun, initiatedId: number, others: OtherRuns): string | undefined {
  const started = run.events.find(
    (event): event is EventOf<'ChildWorkflowExecutionStarted'> =>
      event.type === 'ChildWorkflowExecutionStarted' && event.attributes.initiatedEventId === initiatedId,
  );
  if (!started) return startedEarly(run, initiatedId, others);
  const { workflowId, runId } = started.attributes.workflowExecution;
  const what = `the child '${workflowId}' of event ${initiatedId}`;
  const child = lastOf(others.withRunId(runId), others);
  if (!child) return `${what} is open, and its history, or that of a run that continues it, is not among the histories`;
  return child.isClosed ? `${what} has closed, and this history was exported before; export both again` : undefined;
}

function startedEarly(run: RecordedRun, initiatedId: number, others: OtherRuns): string | undefined {
  const isChild = ({ events: [first] }: RecordedRun): boolean => {
    if (first?.type !== 'WorkflowExecutionStarted' || run.runId === undefined) return false;
    const { parentWorkflowExecution: parent, parentInitiatedEventId } = first.attributes;
    return parent?.runId === run.runId && parentInitiatedEventId === initiatedId;
  };
  const child = others.all.find(isChild);
  return (
    child && `the child '${child.workflowId}' has started, and this history was exported before; export both again`
  );
}

/** Returns the last run of those that continue each other as new, if it was given. */
function lastOf(run: RecordedRun | undefined, others: OtherRuns): RecordedRun | undefined {
  const close = run?.events.at(-1);
  if (close?.type !== 'WorkflowExecutionContinuedAsNew') return run;
  return lastOf(others.withRunId(close.attributes.newExecutionRunId), others);
}

type Request = EventOf<'SignalExternalWorkflowExecutionInitiated' | 'RequestCancelExternalWorkflowExecutionInitiated'>;

const isRequest = (event: { readonly type: EventType }): event is Request =>
  event.type === 'SignalExternalWorkflowExecutionInitiated' ||
  event.type === 'RequestCancelExternalWorkflowExecutionInitiated';

/** Returns the reason if a signal or a cancel request was under way to a run that was not given. */
function unlinkedRequest(run: RecordedRun, { id, attributes }: Request, others: OtherRuns): readonly string[] {
  const { workflowId, runId } = attributes;
  const hasEnded = run.events.some(
    (event) =>
      ENDS.has(event.type) && 'initiatedEventId' in event.attributes && event.attributes.initiatedEventId === id,
  );
  if (hasEnded || others.received(run, id)) return [];
  if (runId ? others.withRunId(runId) : others.openRun(workflowId)) return [];
  return [`event ${id} was on its way to the workflow '${workflowId}', whose history is not among the histories`];
}

/** The events with which the sender of a signal or of a cancel request learns what became of it. */
const ENDS: ReadonlySet<EventType> = new Set([
  'ExternalWorkflowExecutionSignaled',
  'SignalExternalWorkflowExecutionFailed',
  'ExternalWorkflowExecutionCancelRequested',
  'RequestCancelExternalWorkflowExecutionFailed',
] as const);
