import { type EventOf, foldHistory, missingAttribute } from '../core/index.js';
import { incompleteReason } from '../history/completeness.js';
import type { ExportedHistory } from '../history/historyPages.js';
import { readExport } from '../history/readExport.js';
import { isTimed, type Recorded } from '../history/readHistory.js';
import { closeStatusOf } from '../tables/closes.js';

/** A run as its exported history shows it. */
export interface RecordedRun {
  /** The place of the history in the list that was given: the first has 0. */
  readonly index: number;
  /** The workflow id, or `history-1` for the first history, if the export has none. */
  readonly workflowId: string;
  /** The run id, if the export has one. */
  readonly runId: string | undefined;
  /** The events, oldest first. They are copies, and frozen. */
  readonly events: readonly Recorded[];
  /** True if the history ends with the close of the run. */
  readonly isClosed: boolean;
}

/** A history of which no run can be made. */
export interface SkippedHistory {
  /** The place of the history in the list that was given: the first has 0. */
  readonly index: number;
  /** The workflow id, or `history-1` for the first history, if the export has none. */
  readonly id: string;
  /** The reason, in a sentence. */
  readonly reason: string;
}

/**
 * Reads an exported history. Returns the run, or the reason why no run can be made of it.
 *
 * @throws TypeError if `exported` is no history of SWF.
 */
export function readRun(exported: ExportedHistory, index: number): RecordedRun | SkippedHistory {
  const read = readExport(exported);
  const unnamed = `history-${index + 1}`;
  if (typeof read === 'string') return { index, id: unnamed, reason: read };
  const { workflowId = unnamed, runId } = read.workflowExecution ?? {};
  const reason = read.continues ? CUT : unusable(read.history);
  if (reason !== undefined) return { index, id: workflowId, reason };
  const events = read.history.map(frozenCopy);
  return { index, workflowId, runId, events, isClosed: isClosed(events) };
}

const CUT = 'the export has a token for a next page; export it without --max-items';

/** Returns the attributes of the first event of a run: its settings. */
export const settingsOf = ({ events }: RecordedRun): EventOf<'WorkflowExecutionStarted'>['attributes'] =>
  (events[0] as EventOf<'WorkflowExecutionStarted'>).attributes;

function unusable(history: readonly Recorded[]): string | undefined {
  if (history.length === 0) return 'the history has no events';
  const untimed = history.find((event) => !isTimed(event));
  if (untimed) return `event ${untimed.id} ${untimed.type} has no eventTimestamp, so no deadline is known`;
  return incompleteReason(history) ?? partialEvent(history) ?? brokenRule(history) ?? runningLambda(history);
}

function partialEvent(history: readonly Recorded[]): string | undefined {
  for (const { id, type, attributes } of history) {
    const missing = missingAttribute(type, attributes);
    if (missing !== undefined) return `event ${id} ${type} has no complete ${missing}`;
  }
  return undefined;
}

function brokenRule(history: readonly Recorded[]): string | undefined {
  const broken: string[] = [];
  foldHistory(history, ({ rule, detail }) => broken.push(`it breaks the rule '${rule}' (${detail})`));
  return broken[0];
}

function runningLambda(history: readonly Recorded[]): string | undefined {
  if (isClosed(history)) return undefined;
  const { lambdas } = foldHistory(history, () => undefined);
  const [scheduledId] = lambdas.keys();
  return scheduledId === undefined
    ? undefined
    : `the Lambda function of event ${scheduledId} has not ended, and its result is not in the history`;
}

// After a close the fold has open tasks still.
const isClosed = (history: readonly Recorded[]): boolean => closeStatusOf(history.at(-1)?.type ?? '') !== undefined;

// The caller keeps its own objects, and may change them.
const frozenCopy = (event: Recorded): Recorded => frozen(structuredClone(event));

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
