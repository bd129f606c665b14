import { sharedSdkEvent } from '../../adapters/sdkForm.js';
import { allRuns, type Run, type RunNumber, type State } from '../../core/index.js';
import { historyNames } from '../../render/html/historyNames.js';
import type { PageHistory } from '../../render/html/pageData.js';

/** The most histories that a page gets: a run can start thousands of children. */
export const MOST_RUNS = 100;

/** Returns the runs from `first` on, and always `main`; at most 100. */
export function runsFrom(state: State, first: RunNumber, main: RunNumber): readonly Run[] {
  const runs = [...allRuns(state)].filter(({ number }) => number >= first);
  const place = runs.findIndex(({ number }) => number === main);
  const mainRun = runs.slice(place, place + 1);
  return place < MOST_RUNS ? runs.slice(0, MOST_RUNS) : [...runs.slice(0, MOST_RUNS - 1), ...mainRun];
}

/** The runs of a page. */
export interface PageRuns {
  /** The runs, in the order of the page. */
  readonly runs: readonly Run[];
  /** The index of the run that the page is about. */
  readonly main: number;
}

/** Returns the words that tell a run from the others of a page: none if it is the only one. */
export const prefixOf = ({ runs }: PageRuns, { workflowId }: Run): string => (runs.length > 1 ? `${workflowId}: ` : '');

/** Returns runs in the form of a page. `explanation` is that of one of them. */
export function pageHistories(
  runs: readonly Run[],
  explanation?: { readonly run: RunNumber; readonly text: string },
): readonly PageHistory[] {
  const names = historyNames(runs.map(({ workflowId }) => workflowId));
  return runs.map((run, index) => ({
    name: names[index] ?? run.workflowId,
    workflowId: run.workflowId,
    runId: run.runId,
    ...(explanation?.run === run.number && { explanation: explanation.text }),
    events: run.events.slice(0, run.length).map(sharedSdkEvent),
  }));
}
