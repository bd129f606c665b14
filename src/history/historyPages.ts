import { isThenable } from '../args/isThenable.js';
import { quoted } from '../args/quoted.js';
import { foreignKindOf } from './foreignHistory.js';

/** A history event: the SDK's `HistoryEvent`, or an event that `aws swf get-workflow-execution-history` prints. */
export interface HistoryLike {
  /** The id of the event: 1 for the first event of a history. A text of digits is accepted, too. */
  readonly eventId?: number | string | undefined;
  /** The type of the event, like `ActivityTaskScheduled`. Its attributes are in a member named after it. */
  readonly eventType?: string | undefined;
  /**
   * The time of the event: a `Date`, the seconds or milliseconds since the epoch, also as text, or a text of ISO 8601.
   * A text without a zone is in UTC.
   */
  readonly eventTimestamp?: Date | number | string | null | undefined;
}

/** The ids of a run, as far as an export has them. */
export interface RunOfHistory {
  /** The workflow id. */
  readonly workflowId?: string | undefined;
  /** The run id. */
  readonly runId?: string | undefined;
}

/** A part of the output of `aws swf describe-workflow-execution`. */
interface DescribedRun {
  /** The ids of the run. */
  readonly execution?: RunOfHistory | undefined;
}

/** A page of a history, or all of it: the output of `aws swf get-workflow-execution-history`, or the SDK's response. */
export interface HistoryPage {
  /** The events of the page, oldest first or newest first. */
  readonly events?: readonly HistoryLike[] | undefined;
  /** Present if the history continues on another page. */
  readonly nextPageToken?: string | null | undefined;
  /** Present if the AWS CLI cut the history, because of `--max-items`. */
  readonly NextToken?: string | null | undefined;
  /** The run whose history it is, where the export has it: no event contains the run's own ids. */
  readonly workflowExecution?: RunOfHistory | undefined;
  /** The same, by another name. */
  readonly execution?: RunOfHistory | undefined;
  /** The same, in the output of `aws swf describe-workflow-execution`. */
  readonly executionInfo?: DescribedRun | undefined;
}

/**
 * An exported history: a list of events, one page, or a list of pages; oldest first or newest first. A page is
 * `{ events }`, or a list of events. A list of pages can have the output of `aws swf describe-workflow-execution`, too.
 */
export type ExportedHistory = readonly HistoryLike[] | HistoryPage | readonly (HistoryPage | readonly HistoryLike[])[];

/** The pages of a history as one. */
export interface JoinedPages {
  /** The events of all pages, in their order. */
  readonly events: readonly HistoryLike[];
  /** The run whose history it is, if a page has it. */
  readonly workflowExecution: RunOfHistory | undefined;
  /** True if the history has more events than were exported. */
  readonly continues: boolean;
}

/**
 * Joins the pages of an exported history.
 *
 * @throws TypeError if `exported` is no history of SWF: the message names what it is, if that is known.
 */
export function joinPages(exported: ExportedHistory): JoinedPages {
  const foreign = foreignKindOf(exported);
  if (foreign !== undefined) throw foreignError(foreign);
  const all = pagesOf(exported);
  const pages = all.filter(hasEvents);
  const runs = all.map(runOfPage);
  return {
    events: pages.flatMap(({ events = [] }) => events),
    workflowExecution: runs.find((run) => run !== undefined),
    continues: pages.length > 0 && pages.every(isCut),
  };
}

/** Returns true for a list of events, a page, and a list of pages. The events are not checked. */
export function isExport(content: unknown): content is ExportedHistory {
  if (Array.isArray(content)) return content.every((entry) => typeof entry === 'object' && entry !== null);
  return hasEvents(Object(content));
}

/** Returns the ids of the run that a page has; `undefined` if it has none. */
export const runOfPage = (page: HistoryPage): RunOfHistory | undefined =>
  [page.workflowExecution, page.execution, page.executionInfo?.execution].find(isRun);

const isRun = (run: unknown): run is RunOfHistory =>
  typeof run === 'object' && run !== null && ('workflowId' in run || 'runId' in run);

const isCut = ({ nextPageToken, NextToken }: HistoryPage): boolean => Boolean(nextPageToken) || Boolean(NextToken);

const hasEvents = (page: HistoryPage | undefined): boolean => Array.isArray(page?.events);

const isDescription = (page: HistoryPage | undefined): boolean =>
  typeof page === 'object' && page !== null && page.executionInfo !== undefined;

function pagesOf(exported: ExportedHistory): readonly HistoryPage[] {
  if (!Array.isArray(exported)) return [pageOf(exported as HistoryPage)];
  const entries = exported as readonly (HistoryPage | readonly HistoryLike[])[];
  const isPages = entries.some((entry) => Array.isArray(entry) || hasEvents(entry as HistoryPage));
  return isPages ? entries.map(pageOf) : [{ events: exported as readonly HistoryLike[] }];
}

function pageOf(page: HistoryPage | readonly HistoryLike[]): HistoryPage {
  if (Array.isArray(page)) return { events: page };
  const one = page as HistoryPage;
  if (hasEvents(one) || isDescription(one)) return one;
  throw new TypeError(
    `swfake: expected a history (a list of events, a page { events }, or a list of pages), but got ${quoted(page)}${adviceFor(page)}`,
  );
}

function adviceFor(page: unknown): string {
  if (typeof page === 'string') return '; read the file, and parse its text with JSON.parse()';
  return isThenable(page) ? '; await it first' : '';
}

const foreignError = (kind: string): TypeError =>
  new TypeError(
    `swfake: this is ${kind}; expected a history of Amazon SWF, as 'aws swf get-workflow-execution-history' prints it`,
  );
