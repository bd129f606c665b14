import { adoptRuns } from '../../src/adopt/adopt.js';
import { readRun } from '../../src/adopt/recordedRun.js';
import { linkRuns } from '../../src/adopt/skipped.js';
import { allRuns, checkInvariants, type Run, type State, toHistoryEvent } from '../../src/core/index.js';
import { expectEqual, expectNone } from '../support/everyStep.js';

/** A call or a settlement, to do again on another state. */
export type Again = (s: State) => void;

/** Returns the events of all runs, by run id, as text. */
export const writtenBy = (s: State): ReadonlyMap<string, readonly string[]> =>
  new Map([...allRuns(s)].map((run) => [run.runId, eventsOf(run).map((event) => JSON.stringify(event))]));

const eventsOf = (run: Run) => run.events.slice(0, run.length).map(toHistoryEvent);

/** Returns the histories of a state as they are exported. */
export const exported = (s: State) =>
  [...allRuns(s)].map((run) => ({
    events: JSON.parse(JSON.stringify(eventsOf(run))) as [],
    workflowExecution: { workflowId: run.workflowId, runId: run.runId },
  }));

/**
 * Makes the runs of `exports` in `base`, which has the types. Returns `undefined` if a request was on its way to a run that
 * does not exist. Expects that no history is skipped for another reason.
 */
export function adopted(base: State, exports: ReturnType<typeof exported>): State | undefined {
  const runs = exports.map(readRun);
  expectNone(runs.filter((run) => 'reason' in run));
  const { others, skipped } = linkRuns(runs.flatMap((run) => ('events' in run ? [run] : [])));
  if (skipped.some(({ reason }) => reason.includes('was on its way to'))) return undefined;
  expectNone(skipped);
  adoptRuns(base, others, { domain: 'd' });
  expectNone(checkInvariants(base));
  return base;
}

/** A point at which a walk is cut: the histories at that point, a state with the types, and the number of steps before. */
export interface Cut {
  readonly exports: ReturnType<typeof exported>;
  readonly base: State;
  readonly steps: number;
}

/**
 * Expects that the copy made at each cut goes on as the original: the same steps write the same events. Returns the number
 * of copies.
 */
export function expectSameEvents(original: State, log: readonly Again[], cuts: readonly Cut[]): number {
  const written = writtenBy(original);
  let copies = 0;
  for (const { exports, base, steps } of cuts) {
    const copy = adopted(base, exports);
    if (!copy) continue;
    copies += 1;
    for (const again of log.slice(steps)) again(copy);
    expectEqual(writtenBy(copy), written, `cut after step ${steps}`);
  }
  return copies;
}
