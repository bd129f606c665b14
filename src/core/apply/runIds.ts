import type { RunNumber } from '../model/ids.js';
import type { State } from '../model/state.js';
import { emptyTable, ownTable, put, remove } from '../store/table.js';
import { addRemoved, ownVector } from '../store/vector.js';

/** Notes the run id of a run that another account or fake opened, so that calls find the run. */
export function adoptRun(s: State, { run, runId }: { readonly run: RunNumber; readonly runId: string }): undefined {
  s.adopted = s.adopted ? ownTable(s.owner, s.adopted) : emptyTable<RunNumber>(s.owner);
  put(s.owner, s.adopted, runId, run);
}

/** Removes the run id of a run that is forgotten, if the state did not make it. */
export function forgetRunId(s: State, runId: string): void {
  if (!s.adopted) return;
  s.adopted = ownTable(s.owner, s.adopted);
  remove(s.owner, s.adopted, runId);
}

/** Leaves run numbers out. No run gets them. */
export function skipRunNumbers(s: State, count: number): undefined {
  s.runs = ownVector(s.owner, s.runs);
  addRemoved(s.owner, s.runs, count);
}
