import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { ConsoleCall, ConsoleChanges, ConsolePlace, ConsoleRun } from '../../../render/html/consoleData.js';
import type { Known } from './api.js';

/** The run that is shown, as far as the page has it. */
export interface WatchedRun {
  readonly number: number;
  readonly events: readonly HistoryEvent[];
  readonly explanation: string | undefined;
}

/** A fake, as far as the page has it. */
export interface Model extends Omit<ConsoleChanges, 'runs' | 'calls' | 'run' | 'runCount'> {
  /** By their number, oldest first. */
  readonly runs: ReadonlyMap<number, ConsoleRun>;
  /** The last calls, oldest first. */
  readonly calls: readonly ConsoleCall[];
  readonly watched: WatchedRun | undefined;
}

const MOST_CALLS = 1000;

/** Returns what to ask for next. `run` is the number of the run that is shown. */
export function knownOf(model: Model | undefined, place: ConsolePlace | undefined, run: number | undefined): Known {
  const events = model?.watched?.number === run ? (model?.watched?.events.length ?? 0) : 0;
  return { place, since: model?.number ?? 0, calls: model?.calls.at(-1)?.number ?? 0, run, events };
}

/** Returns what the page has after an answer. `asked` is what it had before. */
export function merged(model: Model | undefined, asked: Known, changes: ConsoleChanges): Model {
  const { runs: changed, calls, run, runCount, ...others } = changes;
  const isNew = asked.since === 0 || !model;
  const runs = changed.length === 0 && !isNew ? model.runs : withRuns(isNew ? [] : model.runs, changed);
  // A run that the page has and the server has no more was deleted: all runs are asked for again.
  const number = runs.size === runCount ? changes.number : 0;
  const allCalls = calls.length === 0 ? (model?.calls ?? []) : [...(model?.calls ?? []), ...calls].slice(-MOST_CALLS);
  return { ...others, number, runs, calls: allCalls, watched: grown(model?.watched, run) };
}

const withRuns = (
  runs: Iterable<readonly [number, ConsoleRun]>,
  changed: readonly ConsoleRun[],
): ReadonlyMap<number, ConsoleRun> => new Map([...runs, ...changed.map((run) => [run.number, run] as const)]);

function grown(watched: WatchedRun | undefined, run: ConsoleChanges['run']): WatchedRun | undefined {
  if (!run) return undefined;
  const { number, known, events, explanation } = run;
  const old = watched?.number === number && watched.events.length === known ? watched.events : [];
  const isSame = events.length === 0 && watched?.explanation === explanation && watched?.number === number;
  if (isSame) return watched;
  return { number, explanation, events: events.length === 0 && known > 0 ? old : [...old, ...events] };
}
