import type { ExportedHistory } from '../history/historyPages.js';
import { joinPages } from '../history/historyPages.js';
import { type Recorded, readEvents } from '../history/readHistory.js';
import { closeStatusOf } from '../tables/closes.js';
import { durationText } from './durationText.js';
import { type Attempt, inOrder, type Row, rowsOf } from './model/rows.js';
import { cutAt, oneLine } from './plainText.js';

/** A history that is read once, for all that is shown of it. */
export interface ReadRun {
  /** The events, in the order of their ids. */
  readonly events: readonly Recorded[];
  readonly rows: readonly Row[];
  /** The workflow id. Absent if the export does not have it: no event contains the ids of its own run. */
  readonly workflowId?: string;
}

/**
 * Returns the events and rows of an exported history.
 *
 * @throws TypeError if `exported` is no history of SWF.
 */
export function readRun(exported: ExportedHistory): ReadRun {
  const { events: listed, workflowExecution } = joinPages(exported);
  const events = inOrder(readEvents(listed));
  const workflowId = workflowExecution?.workflowId;
  return { events, rows: rowsOf(events), ...(workflowId !== undefined && { workflowId }) };
}

/** The facts about a run that stand above its history. */
export interface RunSummary {
  /** The workflow id. Empty if it is unknown. */
  readonly workflowId: string;
  /** The workflow type as `Order@1`. Empty if the history is cut. */
  readonly type: string;
  /** The close status, or `OPEN`. */
  readonly status: string;
  /** The time from the first event to the last one, in milliseconds. `NaN` if the history has no times. */
  readonly millis: number;
  readonly eventCount: number;
  /** The run itself: its input, and its result or the reason of its failure. Absent if no event is about it. */
  readonly run?: Attempt;
}

/** Returns the facts that stand above a history. */
export function summaryOf({ events, rows, workflowId = '' }: ReadRun): RunSummary {
  const row = rows.find(({ kind }) => kind === 'run');
  const run = row?.attempts.find(({ status }) => status !== 'refused');
  const statuses = events.flatMap(({ type }) => closeStatusOf(type) ?? []);
  const millis = (events.at(-1)?.at ?? Number.NaN) - (events[0]?.at ?? Number.NaN);
  return {
    workflowId,
    type: row?.type ?? '',
    status: statuses.at(-1) ?? 'OPEN',
    millis,
    eventCount: events.length,
    ...(run && { run }),
  };
}

const LONGEST_ID = 100;

/** The parts of the line above a history. A part that is unknown is empty. */
export interface SummaryCells {
  readonly workflowId: string;
  readonly type: string;
  readonly status: string;
  /** The duration, as `after 3d`. */
  readonly time: string;
  readonly events: string;
}

/** Returns the parts of the line above a history. */
export function summaryCells({ workflowId, type, status, millis, eventCount }: RunSummary): SummaryCells {
  const time = Number.isNaN(millis) ? '' : `${status === 'OPEN' ? 'for' : 'after'} ${durationText(millis)}`;
  return {
    workflowId: oneLine(cutAt(workflowId, LONGEST_ID)),
    type: oneLine(cutAt(type, LONGEST_ID)),
    status,
    time,
    events: `${eventCount} ${eventCount === 1 ? 'event' : 'events'}`,
  };
}

/** Returns the parts as one line, with two spaces between them. */
export const summaryLine = ({ workflowId, type, status, time, events }: SummaryCells): string =>
  [workflowId, type, `${status} ${time}`.trimEnd(), events].filter((cell) => cell !== '').join('  ');
