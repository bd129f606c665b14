import { type Recorded, readEvents } from '../../history/readHistory.js';
import type { PageHistory } from '../../render/html/pageData.js';
import { type Row, rowsOf } from '../../render/model/rows.js';

/** A history of the page, with what its views are made from. */
export interface LoadedRun {
  readonly name: string;
  readonly workflowId: string | undefined;
  readonly runId: string | undefined;
  readonly explanation: string | undefined;
  /** True if the run has more events than the page. Default `false`. */
  readonly continues?: boolean | undefined;
  /** The events, oldest first. */
  readonly events: readonly Recorded[];
  /** The index in `events` of each event id. */
  readonly indexOf: ReadonlyMap<number, number>;
  readonly rows: readonly Row[];
  /** The time of the first event in milliseconds; NaN if the history has no times. */
  readonly began: number;
}

/** Returns a history of the page with its rows. */
export function loadedRun(history: PageHistory): LoadedRun {
  const { name, workflowId, runId, explanation, continues } = history;
  const events = readEvents(history.events);
  const indexOf = new Map(events.map(({ id }, index) => [Number(id), index]));
  const began = events[0]?.at ?? Number.NaN;
  return { name, workflowId, runId, explanation, continues, events, indexOf, rows: rowsOf(events), began };
}
