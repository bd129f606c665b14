import type { Recorded } from '../../history/readHistory.js';
import { type EventAttributes, textIn } from '../../render/model/identity.js';
import type { LoadedRun } from '../shared/loadedRun.js';

/** The ids of a run, as far as an event has them. */
export interface RunIds {
  readonly workflowId?: string | undefined;
  readonly runId?: string | undefined;
}

/** Another run that a history names. */
export interface Relation extends RunIds {
  /** The relation: `parent`, `child`, `continued as`. */
  readonly as: string;
  /** The event that names it. */
  readonly event: number;
  /** The index of its history in the page; absent if the page has none. */
  readonly index?: number;
}

type Named = RunIds & { readonly as: string };
type Reader = (attributes: EventAttributes, own: RunIds) => Named | undefined;

const idsIn = (value: unknown): RunIds => {
  const attributes: EventAttributes = Object(value);
  return { workflowId: textIn(attributes, 'workflowId'), runId: textIn(attributes, 'runId') };
};

const isNamed = ({ workflowId, runId }: RunIds): boolean => Boolean(workflowId || runId);

const runIn =
  (as: string, member: string): Reader =>
  (attributes) => ({ as, ...idsIn(attributes[member]) });

const ownRun =
  (as: string, member: string): Reader =>
  (attributes, { workflowId }) => {
    const runId = textIn(attributes, member);
    return runId === undefined ? undefined : { as, workflowId, runId };
  };

const initiated =
  (as: string): Reader =>
  (attributes) => ({ as, ...idsIn(attributes) });

const READERS: Readonly<Record<string, readonly Reader[]>> = {
  WorkflowExecutionStarted: [
    runIn('parent', 'parentWorkflowExecution'),
    ownRun('continues', 'continuedExecutionRunId'),
  ],
  WorkflowExecutionContinuedAsNew: [ownRun('continued as', 'newExecutionRunId')],
  StartChildWorkflowExecutionInitiated: [initiated('child')],
  ChildWorkflowExecutionStarted: [runIn('child', 'workflowExecution')],
  WorkflowExecutionSignaled: [runIn('signal from', 'externalWorkflowExecution')],
  SignalExternalWorkflowExecutionInitiated: [initiated('signal to')],
  ExternalWorkflowExecutionSignaled: [runIn('signal to', 'workflowExecution')],
  RequestCancelExternalWorkflowExecutionInitiated: [initiated('cancel request to')],
  ExternalWorkflowExecutionCancelRequested: [runIn('cancel request to', 'workflowExecution')],
  WorkflowExecutionCancelRequested: [runIn('cancel request from', 'externalWorkflowExecution')],
};

/** Returns the other runs that a history names, each relation once, with the histories that the page has of them. */
export function relationsOf(run: LoadedRun, runs: readonly LoadedRun[]): readonly Relation[] {
  const found = run.events.flatMap((event) => relationsIn(event, run));
  const withRun = new Set(found.filter(({ runId }) => runId).map(({ as, workflowId }) => keyOf(as, workflowId)));
  // An event that says which run it is says more than the one that asked for it.
  const best = found.filter(({ as, workflowId, runId }) => runId || !withRun.has(keyOf(as, workflowId)));
  const distinct = new Map(best.map((one) => [keyOf(one.as, one.workflowId, one.runId), one]));
  return [...distinct.values()].map((relation) => {
    const index = indexOfRun(relation, runs);
    return { ...relation, ...(index !== undefined && { index }) };
  });
}

const keyOf = (...parts: readonly (string | undefined)[]): string => JSON.stringify(parts);

function relationsIn({ id, type, attributes }: Recorded, run: LoadedRun): readonly Relation[] {
  const readers = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  const named = (readers ?? []).flatMap((read) => read(attributes, run) ?? []);
  return named.filter(isNamed).map((one) => ({ ...one, event: id }));
}

/** Returns the index of a run in a page: by its run id, or by its workflow id where a run id is unknown. */
export function indexOfRun({ workflowId, runId }: RunIds, runs: readonly LoadedRun[]): number | undefined {
  const exact = runs.findIndex((run) => runId !== undefined && run.runId === runId);
  if (exact >= 0) return exact;
  const same = runs.findIndex(
    (run) =>
      workflowId !== undefined && run.workflowId === workflowId && (runId === undefined || run.runId === undefined),
  );
  return same >= 0 ? same : undefined;
}
