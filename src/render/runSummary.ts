import { checkPages } from '../history/checkPages.js';
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
  /** True if the run has more events than the history. */
  readonly continues: boolean;
}

/**
 * Returns the events and rows of an exported history. `advice` says what to do with several histories.
 *
 * @throws TypeError if `exported` is no history of SWF, or if its pages have an event twice.
 */
export function readRun(exported: ExportedHistory, advice = 'give each by itself'): ReadRun {
  const { events: listed, workflowExecution, continues } = joinPages(exported);
  const events = inOrder(readEvents(listed));
  checkPages(exported, advice);
  const workflowId = workflowExecution?.workflowId;
  return { events, rows: rowsOf(events), continues, ...(workflowId !== undefined && { workflowId }) };
}

/** The facts about a run that stand above its history. */
export interface RunSummary {
  /** The workflow id. Empty if it is unknown. */
  readonly workflowId: string;
  /** The workflow type as `Order@1`. Empty if the history is cut. */
  readonly type: string;
  /** The close status, or `OPEN`; `cut` if the history continues on another page. */
  readonly status: string;
  /** The time from the first event to the last one, in milliseconds. `NaN` if the history has no times. */
  readonly millis: number;
  readonly eventCount: number;
  /** The run itself: its input, and its result or the reason of its failure. Absent if no event is about it. */
  readonly run?: Attempt;
}

/** Returns the facts that stand above a history. */
export function summaryOf({ events, rows, continues, workflowId = '' }: ReadRun): RunSummary {
  const row = rows.find(({ kind }) => kind === 'run');
  const run = row?.attempts.find(({ status }) => status !== 'refused');
  const statuses = events.flatMap(({ type }) => closeStatusOf(type) ?? []);
  const millis = (events.at(-1)?.at ?? Number.NaN) - (events[0]?.at ?? Number.NaN);
  return {
    workflowId,
    type: row?.type ?? '',
    status: statuses.at(-1) ?? (continues ? 'cut' : 'OPEN'),
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
  /** The duration, as `after 3d`. Of a history that is cut, its number of events. */
  readonly time: string;
  readonly events: string;
}

/** Returns the parts of the line above a history. */
export function summaryCells({ workflowId, type, status, millis, eventCount }: RunSummary): SummaryCells {
  const count = `${eventCount} ${eventCount === 1 ? 'event' : 'events'}`;
  const time = Number.isNaN(millis) ? '' : `${status === 'OPEN' ? 'for' : 'after'} ${durationText(millis)}`;
  // What the run did after the last event of the page is unknown.
  const isCut = status === 'cut';
  return {
    workflowId: oneLine(cutAt(workflowId, LONGEST_ID)),
    type: oneLine(cutAt(type, LONGEST_ID)),
    status,
    time: isCut ? `after ${count}` : time,
    events: isCut ? '' : count,
  };
}

/** Returns the parts as one line, with two spaces between them. */
export const summaryLine = ({ workflowId, type, status, time, events }: SummaryCells): string =>
  [workflowId, type, `${status} ${time}`.trimEnd(), events].filter((cell) => cell !== '').join('  ');
