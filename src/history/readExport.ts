import { quoted } from '../args/quoted.js';
import { HistoryError } from './historyError.js';
import { type HistoryLike, type Recorded, readHistory } from './readHistory.js';

/** A page of a history, or all of it: the output of `aws swf get-workflow-execution-history`, or the SDK's response. */
export interface HistoryPage {
  /** The events of the page, oldest first or newest first. */
  readonly events?: readonly HistoryLike[] | undefined;
  /** Present if the history continues on another page. */
  readonly nextPageToken?: string | undefined;
  /** The run whose history it is, where the export has it: no event contains the run's own ids. */
  readonly workflowExecution?:
    | { readonly workflowId?: string | undefined; readonly runId?: string | undefined }
    | undefined;
}

/** An exported history: a list of events, one page, or a list of pages; oldest first or newest first. */
export type ExportedHistory = readonly HistoryLike[] | HistoryPage | readonly HistoryPage[];

/** An exported history after its pages were joined. */
export interface Exported {
  /** All events, oldest first. */
  readonly history: readonly Recorded[];
  /** The run whose history it is, if the export has it. */
  readonly workflowExecution: HistoryPage['workflowExecution'];
  /** True if the run has more events than were exported. */
  readonly continues: boolean;
}

/**
 * Joins the pages of a history into one list of events, oldest first.
 *
 * @throws TypeError if `exported` is no history.
 * @throws HistoryError if events are missing, or are in it twice.
 */
export function readExport(exported: ExportedHistory): Exported {
  const pages = pagesOf(exported);
  const events = pages.flatMap(({ events = [] }) => events);
  const history = readHistory(events).toSorted((a, b) => a.id - b.id);
  const stray = history.findIndex(({ id }, index) => id !== index + 1);
  if (stray >= 0) throw new HistoryError(strayText(history, stray));
  return {
    history,
    workflowExecution: pages.find(({ workflowExecution }) => workflowExecution)?.workflowExecution,
    continues: pages.length > 0 && pages.every(({ nextPageToken }) => Boolean(nextPageToken)),
  };
}

function pagesOf(exported: ExportedHistory): readonly HistoryPage[] {
  if (!isList(exported)) return [pageOf(exported)];
  const isPages = exported.some((entry) => Array.isArray((entry as HistoryPage | undefined)?.events));
  return isPages ? (exported as readonly HistoryPage[]).map(pageOf) : [{ events: exported as readonly HistoryLike[] }];
}

function pageOf(page: HistoryPage): HistoryPage {
  if (Array.isArray(page?.events)) return page;
  throw new TypeError(
    `swfake: expected a history (a list of events, a page { events }, or a list of pages), but got ${quoted(page)}`,
  );
}

const isList = (exported: ExportedHistory): exported is readonly HistoryLike[] | readonly HistoryPage[] =>
  Array.isArray(exported);

function strayText(history: readonly Recorded[], index: number): string {
  const { id } = history[index] as Recorded;
  return id > index + 1
    ? `events are missing before event ${id}; export every page`
    : `event ${id} is in the history twice`;
}
