import { allRuns, type CoreEvent, type Run, type State } from '../../core/index.js';
import { type ExportedHistory, joinPages, type RunOfHistory } from '../../history/historyPages.js';
import { readExport } from '../../history/readExport.js';
import { JudgedRun } from './judgedRun.js';

/**
 * Reads an exported history as a run to judge. `ids` are the ids of the run, if the caller has them.
 *
 * @throws TypeError if it is no history.
 */
export function readRun(name: string, exported: ExportedHistory, ids: RunOfHistory = {}): JudgedRun {
  const read = readExport(exported);
  if (typeof read === 'string') return new JudgedRun({ ...NOTHING, name, unusable: read });
  const { history: events, workflowExecution = {}, continues: isCut } = read;
  const facts = { name, ...workflowExecution, ...ids, events, isCut };
  const resolution = isExact(exported) ? 0 : resolutionOf(events);
  return events.length === 0
    ? new JudgedRun({ ...NOTHING, name, unusable: 'the history has no events' })
    : new JudgedRun({ ...facts, resolution });
}

const NOTHING = { events: [], resolution: 0, isCut: false };

const WHOLE_SECOND = 1000;

// The SDK and the fake give dates, which have milliseconds. A file shows what its exporter wrote.
const isExact = (exported: ExportedHistory): boolean => joinPages(exported).events[0]?.eventTimestamp instanceof Date;

const resolutionOf = (events: readonly CoreEvent[]): number =>
  events.every(({ at }) => at % WHOLE_SECOND === 0) ? WHOLE_SECOND : 0;

/** Returns the runs of a state, from one on, as runs to judge. `from` is the number of the first run. Default: all runs. */
export const runsOf = (state: State, from = 0): readonly JudgedRun[] =>
  [...allRuns(state)].filter(({ number }) => number >= from).map((run) => runOfState(run));

/** Returns a run of a state as a run to judge. `events` are in place of its own. */
export function runOfState(run: Run, events?: readonly CoreEvent[]): JudgedRun {
  const { workflowId, runId } = run;
  // A fork may have appended to the list that this run shares.
  const all = events ?? run.events.slice(0, run.length);
  return new JudgedRun({ name: workflowId, workflowId, runId, events: all, resolution: 0, isCut: false });
}
