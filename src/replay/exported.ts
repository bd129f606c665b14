import { Impossible } from './impossible.js';
import { type HistoryLike, type Recorded, readHistory } from './recorded.js';

/** What `aws swf get-workflow-execution-history` or the SDK answers: a page of a history, or all of it. */
export interface HistoryPage {
  readonly events?: readonly HistoryLike[] | undefined;
  /** There is more of the history. */
  readonly nextPageToken?: string | undefined;
  /** Whose history it is, where somebody noted it: no event says so. */
  readonly workflowExecution?:
    | { readonly workflowId?: string | undefined; readonly runId?: string | undefined }
    | undefined;
}

/** A history as it was exported: its events, or its pages, in order or newest first. */
export type ExportedHistory = readonly HistoryLike[] | HistoryPage | readonly HistoryPage[];

export interface Exported {
  readonly history: readonly Recorded[];
  readonly workflowExecution: HistoryPage['workflowExecution'];
  /** Whether events follow that were not exported. */
  readonly goesOn: boolean;
}

/**
 * Puts the pages of a history together, whichever way round they are.
 *
 * @throws TypeError if it is no history.
 * @throws Impossible if events are missing from it, or stand in it twice.
 */
export function readExport(exported: ExportedHistory): Exported {
  const pages = pagesOf(exported);
  const events = pages.flatMap(({ events = [] }) => events);
  const history = readHistory(events).toSorted((a, b) => a.id - b.id);
  const stray = history.findIndex(({ id }, index) => id !== index + 1);
  if (stray >= 0) throw new Impossible(strayText(history, stray));
  return {
    history,
    workflowExecution: pages.find(({ workflowExecution }) => workflowExecution)?.workflowExecution,
    goesOn: pages.length > 0 && pages.every(({ nextPageToken }) => Boolean(nextPageToken)),
  };
}

function pagesOf(exported: ExportedHistory): readonly HistoryPage[] {
  if (!isList(exported)) return [pageOf(exported)];
  const isPages = exported.some((entry) => Array.isArray((entry as HistoryPage | undefined)?.events));
  return isPages ? (exported as readonly HistoryPage[]).map(pageOf) : [{ events: exported as readonly HistoryLike[] }];
}

function pageOf(page: HistoryPage): HistoryPage {
  if (Array.isArray(page?.events)) return page;
  throw new TypeError('swfake: a history is a list of events, or pages that have events, but this is neither');
}

const isList = (exported: ExportedHistory): exported is readonly HistoryLike[] | readonly HistoryPage[] =>
  Array.isArray(exported);

function strayText(history: readonly Recorded[], index: number): string {
  const { id } = history[index] as Recorded;
  return id > index + 1 ? `events are missing before event ${id}` : `event ${id} stands in it twice`;
}
