import { checkFunction, checkNames } from '../args/checkOptions.js';
import { quoted } from '../args/quoted.js';
import { type ExportedHistory, type HistoryPage, type RunOfHistory, runOfPage } from '../history/historyPages.js';
import { withHistoryName } from '../history/withHistoryName.js';
import { MOST_COMPARED } from '../render/html/comparisons.js';
import { type Assertable, counted, withPage, withReport } from '../results/report.js';
import { comparisonOf, withComparison } from '../verify/comparison.js';
import { checkDeciders } from './checkDeciders.js';
import { type Progress, progressMeter } from './progress.js';
import { replay } from './replay.js';
import type { Deciders, Replayed, ReplayOptions } from './replayed.js';
import { resultsPage } from './replayPage.js';
import { replayText } from './replayText.js';

/** One of many histories. Results name it by its `id`, else by its workflow id, else by its place in the list. */
export type ReplayAllHistory =
  | ExportedHistory
  | (HistoryPage & { readonly id?: string })
  | { readonly id?: string; readonly pages: ExportedHistory; readonly workflowExecution?: RunOfHistory };

/** The progress of `replayAll()`, counted in histories. */
export interface ReplayAllProgress extends Progress {
  /** The number of histories so far that were replayed to other decisions. */
  readonly differing: number;
}

/** Options of `replayAll()`. They apply to every history. */
export interface ReplayAllOptions extends Omit<ReplayOptions, 'workflowExecution' | 'onProgress'> {
  /** Receives the number of finished histories, the rate and the time remaining: at most five times per second. */
  readonly onProgress?: (progress: ReplayAllProgress) => void;
}

/** The result of one of many replays. */
export interface NamedReplay extends Replayed {
  /** The `id` of the history, else its workflow id, else its place: `history 3`. */
  readonly id: string;
}

/** The result of many replays. */
export interface ReplayAllResult extends Assertable {
  /** The number of histories that were replayed to the same decisions. */
  readonly same: number;
  /** The histories that were replayed to other decisions, each with its first difference. */
  readonly differing: readonly NamedReplay[];
  /** The histories that could not be replayed, each with the reason. */
  readonly skipped: readonly NamedReplay[];
  /** The number of decision tasks that were replayed, over all histories. */
  readonly tasks: number;
  /**
   * Returns a page of HTML, to look at in a browser: the first 100 histories with other decisions, each beside the history
   * with the decisions of now. The page is one file.
   */
  html(): string;
}

/**
 * Replays many histories, one after the other. `histories` is a list, or an iterable such as an async generator: then
 * only one history at a time is in memory.
 *
 * @throws TypeError if an entry is no history of SWF: the message names the entry. As `replay()`, if `deciders` is no
 * decider, or `tolerate` returns something else than true or false.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { SwfFake } from 'swfake';
 * import { replayAll } from 'swfake/replay';
 *
 * const swf = new SwfFake();
 * swf.register({ domain: 'shop', workflows: { 'Order@1': {} } });
 * const client = swf.client();
 * const domain = 'shop';
 * for (const workflowId of ['order-1', 'order-2']) {
 *   await client.startWorkflowExecution({ domain, workflowId, workflowType: { name: 'Order', version: '1' } });
 *   const { taskToken } = await client.pollForDecisionTask({ domain, taskList: { name: 'default' } });
 *   await client.respondDecisionTaskCompleted({
 *     taskToken,
 *     decisions: [{ decisionType: 'CompleteWorkflowExecution' }],
 *   });
 * }
 * const histories = ['order-1', 'order-2'].map((id) => ({ id, pages: swf.history({ workflowId: id }) }));
 *
 * const decider = () => [{ decisionType: 'CompleteWorkflowExecution' as const }];
 * const { same, differing } = await replayAll(histories, { 'Order@1': decider });
 * deepEqual([same, differing], [2, []]);
 * ```
 */
export async function replayAll(
  histories: Iterable<ReplayAllHistory> | AsyncIterable<ReplayAllHistory>,
  deciders: Deciders,
  allOptions: ReplayAllOptions = {},
): Promise<ReplayAllResult> {
  checkNames('replayAll()', allOptions, { stopAt: true, tolerate: true, onProgress: true });
  const { onProgress, ...options } = allOptions;
  checkFunction('onProgress', onProgress);
  checkDeciders('replayAll()', deciders);
  const differing: NamedReplay[] = [];
  const skipped: NamedReplay[] = [];
  let [count, tasks] = [0, 0];
  const total = Array.isArray(histories) ? histories.length : undefined;
  const progress = progressMeter(total, onProgress && ((one) => onProgress({ ...one, differing: differing.length })));
  for await (const history of histories) {
    count += 1;
    const name = nameOf(history, count);
    const outcome = await replayNamed(name, history, deciders, options);
    tasks += outcome.tasks;
    const list = { same: undefined, differs: differing, skipped }[outcome.verdict];
    list?.push(namedReplay(name, outcome, outcome.verdict === 'differs' && differing.length < MOST_COMPARED));
    await progress.countOne();
  }
  await progress.finish();
  return replayAllResult({ same: count - differing.length - skipped.length, differing, skipped, tasks });
}

// Only one history at a time shall be in memory, so the pages of few have theirs.
function namedReplay(id: string, outcome: Replayed, keepsHistory: boolean): NamedReplay {
  const { verdict } = outcome;
  const text = replayText(outcome);
  const named = withReport(
    { id, ...outcome },
    () => `${quoted(id)}: ${text}`,
    () => verdict !== 'same',
  );
  const comparison = keepsHistory ? comparisonOfLater(outcome) : noComparison;
  return withComparison(named, () => ({ note: text, ...comparison(), name: id }));
}

// A function of its own: a closure beside others would hold what they hold.
const comparisonOfLater = (outcome: Replayed) => () => comparisonOf(outcome);
const noComparison = (): undefined => undefined;

type FoundAll = Omit<ReplayAllResult, keyof Assertable | 'html'>;

function replayAllResult(found: FoundAll): ReplayAllResult {
  const result = withReport(
    found,
    () => replayAllText(found),
    () => found.differing.length > 0 || found.same === 0,
  );
  const page = (): string => {
    const [head = '', ...skipped] = [replayAllHead(found), ...found.skipped.map(String)];
    return resultsPage(
      head,
      found.differing.map((one) => ({ id: one.id, result: one })),
      skipped,
    );
  };
  return withPage(result, page);
}

const replayAllHead = ({ same, differing, skipped, tasks }: FoundAll): string =>
  `${same} same, ${differing.length} differing, ${skipped.length} skipped (${counted(tasks, 'decision task')})`;

const replayAllText = (found: FoundAll): string =>
  [replayAllHead(found), ...found.differing.map(String), ...found.skipped.map(String)].join('\n');

async function replayNamed(
  name: string,
  history: ReplayAllHistory,
  deciders: Deciders,
  options: ReplayOptions,
): Promise<Replayed> {
  try {
    return await replay(exportOf(history), deciders, { ...options, ...runOption(history) });
  } catch (error) {
    throw withHistoryName(name, error);
  }
}

const exportOf = (history: ReplayAllHistory): ExportedHistory =>
  typeof history === 'object' && history !== null && 'pages' in history ? history.pages : history;

// Of a list of pages, the ids of the run stand beside the list.
function runOption(history: ReplayAllHistory): Pick<ReplayOptions, 'workflowExecution'> {
  const run = Object.hasOwn(Object(history), 'pages') ? runOfPage(history as HistoryPage) : undefined;
  return run ? { workflowExecution: run } : {};
}

function nameOf(history: ReplayAllHistory | undefined, place: number): string {
  const { id, ...page } = (history ?? {}) as HistoryPage & { readonly id?: string };
  return id ?? runOfPage(page)?.workflowId ?? `history ${place}`;
}
