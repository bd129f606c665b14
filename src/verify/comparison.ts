import { type ExportedHistory, joinPages } from '../history/historyPages.js';
import type { Recorded } from '../history/readHistory.js';
import { type ComparedHistory, comparisonsPage } from '../render/html/comparisons.js';
import { readForPage } from '../render/html/html.js';
import type { PageHistory } from '../render/html/pageData.js';
import { type Viewable, withPage } from '../results/report.js';

const comparisons = new WeakMap<object, () => ComparedHistory>();

/** Adds `html()` to a result of one history. `compared` is called for the page. */
export function withComparison<R extends object>(result: R, compared: () => ComparedHistory): R & Viewable {
  const viewable = withPage(result, () => {
    const one = compared();
    return comparisonsPage(one.name, [one]);
  });
  comparisons.set(viewable, compared);
  return viewable;
}

/** Returns what the page of a result has, for a page of many results. */
export const comparisonOf = (result: object): ComparedHistory | undefined => comparisons.get(result)?.();

/** Returns the name of an exported history for a page: its workflow id, if the export has it. */
export const nameOfExport = (exported: ExportedHistory): string =>
  joinPages(exported).workflowExecution?.workflowId ?? 'recorded history';

/**
 * Reads an exported history, and returns a function that returns it for a page: the page has the events of now. `read` has
 * the events, if they were read before.
 */
export const recordedSide = (exported: ExportedHistory, read?: readonly Recorded[]): (() => PageHistory) =>
  readForPage({ name: 'recorded', history: exported }, 0, read);
