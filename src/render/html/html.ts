import { checkNames } from '../../args/checkOptions.js';
import { quoted } from '../../args/quoted.js';
import { checkPages } from '../../history/checkPages.js';
import { explanationOf } from '../../history/explanation.js';
import { type ExportedHistory, joinPages, type RunOfHistory } from '../../history/historyPages.js';
import { type Recorded, readHistory, sdkEvent } from '../../history/readHistory.js';
import { documentOf } from './document.js';
import { historyNames } from './historyNames.js';
import type { PageHistory } from './pageData.js';

/** A history for a page, with its name. */
export interface NamedHistory {
  /**
   * The name in the page. Default: the workflow id if the export has it, else `run 1`, `run 2`. Several histories of one
   * workflow id are numbered: `order-7 (run 1 of 2)`.
   */
  readonly name?: string | undefined;
  /** The history. */
  readonly history: ExportedHistory;
}

/** Options of a page. */
export interface HtmlOptions {
  /** The title of the page. Default: the name of the first history. */
  readonly title?: string | undefined;
  /** `true` opens the page with the first two histories side by side. Default `false`. */
  readonly compare?: boolean | undefined;
}

/**
 * Returns histories as a page of HTML, to look at in a browser. It has a timeline, the events with a search, the state at
 * each event, and two histories side by side. The page is one file. It loads nothing, and shows texts of a history as texts.
 *
 * `histories` is one history, or a list of `{ name, history }`. A history is what `timeline()` takes: events of the SDK, the
 * output of the AWS CLI, or pages.
 *
 * @throws TypeError if an option is unknown or has a wrong value, or if `compare` has one history.
 * @throws TypeError if a history is none of SWF, or if its pages have an event twice.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { html } from 'swfake/render';
 *
 * const swf = new SwfFake();
 * const run = swf.scheduleActivity({ activity: 'Charge@1' });
 * // writeFileSync('order.html', page)
 * const page = html([{ name: 'order-7', history: swf.history(run) }]);
 * match(page, /^<!doctype html>/);
 * ```
 */
export function html(histories: ExportedHistory | readonly NamedHistory[], options: HtmlOptions = {}): string {
  checkNames('html()', options, { title: true, compare: true });
  checkText('title', options.title);
  if (options.compare !== undefined && typeof options.compare !== 'boolean')
    throw wrongValue('compare', options.compare, 'true or false');
  const named = namedHistories(histories);
  const pages = withNames(named, named.map(pageHistory));
  for (const { history } of named) checkPages(history, 'give [{ history }, { history }]');
  const { title = pages[0]?.name ?? 'no history', compare = false } = options;
  if (compare && pages.length < 2) throw needsTwo(pages.length);
  return documentOf({ title, histories: pages, ...(compare && { view: 'compare' }) });
}

/** Returns the pages with a name of their own each. A name that was given stays. */
function withNames(named: readonly NamedHistory[], pages: readonly PageHistory[]): readonly PageHistory[] {
  const names = historyNames(pages.map(({ name }) => name));
  return pages.map((page, index) => ({ ...page, name: named[index]?.name ?? names[index] ?? page.name }));
}

function namedHistories(histories: ExportedHistory | readonly NamedHistory[]): readonly NamedHistory[] {
  if (!isNamed(histories)) return [{ history: histories }];
  for (const [index, one] of histories.entries()) {
    if (!hasHistory(one)) throw needsHistory(index);
    checkText(`the name of history ${index + 1}`, one.name);
  }
  return histories;
}

const isNamed = (histories: ExportedHistory | readonly NamedHistory[]): histories is readonly NamedHistory[] =>
  Array.isArray(histories) && histories.some(hasHistory);

const hasHistory = (one: unknown): boolean => typeof one === 'object' && one !== null && 'history' in one;

function checkText(option: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string') throw wrongValue(option, value, 'a text');
}

const wrongValue = (option: string, value: unknown, expected: string): TypeError =>
  new TypeError(`swfake: ${option} was given as ${quoted(value)}; expected ${expected}`);

const needsHistory = (index: number): TypeError =>
  new TypeError(`swfake: entry ${index + 1} of html()'s list has no history; expected { name, history }`);

const needsTwo = (count: number): TypeError =>
  new TypeError(
    `swfake: html() was given compare and ${count} history; expected two histories or more: html([{ name, history }, { name, history }], { compare: true })`,
  );

/** Returns a history in the form of a page. `index` numbers one without a name, from 0. */
export const pageHistory = (named: NamedHistory, index = 0): PageHistory => readForPage(named, index)();

/**
 * Reads a history, and returns a function that returns it in the form of a page: a change of the list after this call does not
 * change the page. `index` numbers one without a name, from 0. `read` has its events, if they were read before.
 */
export function readForPage(
  { name, history }: NamedHistory,
  index = 0,
  read: readonly Recorded[] = readHistory(history),
): () => PageHistory {
  const { workflowExecution, continues } = joinPages(history);
  const { workflowId, runId }: RunOfHistory = workflowExecution ?? {};
  const explanation = explanationOf(history);
  const events = read.toSorted((a, b) => a.id - b.id);
  return () => ({
    name: name ?? workflowId ?? `run ${index + 1}`,
    ...(workflowId !== undefined && { workflowId }),
    ...(runId !== undefined && { runId }),
    ...(explanation !== undefined && { explanation }),
    ...(continues && { continues }),
    events: events.map(sdkEvent),
  });
}
