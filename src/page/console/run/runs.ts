import type { ConsoleRun } from '../../../render/html/consoleData.js';
import { type LoadedRun, loadedRun } from '../../shared/loadedRun.js';
import type { Model, WatchedRun } from '../source/model.js';

const EMPTY = { explanation: undefined, continues: false, events: [], indexOf: new Map(), rows: [], began: Number.NaN };

/** Returns the shown run with its rows. */
export const shownRun = (watched: WatchedRun, run: ConsoleRun | undefined): LoadedRun =>
  loadedRun({
    name: run?.workflowId ?? '',
    workflowId: run?.workflowId,
    runId: run?.runId,
    explanation: watched.explanation,
    events: watched.events,
  });

/**
 * Returns the runs for the views, each at the index of its number: views name a run by its index. All but the shown one
 * are without events, and serve as the ends of links.
 */
export function runsForViews({ runs }: Model, shown: LoadedRun, number: number): readonly LoadedRun[] {
  const last = [...runs.keys()].reduce((highest, key) => Math.max(highest, key), number);
  return Array.from({ length: last + 1 }, (_, index) => (index === number ? shown : linkedRun(runs.get(index))));
}

const linkedRun = (run: ConsoleRun | undefined): LoadedRun => ({
  ...EMPTY,
  name: run?.workflowId ?? '',
  workflowId: run?.workflowId,
  runId: run?.runId,
});
