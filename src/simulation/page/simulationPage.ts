import type { Run, RunNumber, State } from '../../core/index.js';
import { documentOf } from '../../render/html/document.js';
import type { Happening, MadeCall } from '../faults/callLog.js';
import { lanesOf } from './lanes.js';
import { pageHistories, runsFrom } from './pageRuns.js';

/** The parts of a result that its page shows. */
export interface SimulationPage {
  readonly title: string;
  /** The problem, and the faults that did not strike. */
  readonly note: string | undefined;
  /** The state after the simulation. */
  readonly state: State;
  /** The run that was started; `undefined` if none was. */
  readonly first: RunNumber | undefined;
  /** The last run that continued it as new. */
  readonly main: Run | undefined;
  /** The explanation of the state of that run. */
  readonly why: string | undefined;
  readonly calls: readonly MadeCall[];
  readonly happened: readonly Happening[];
}

/** Returns the page of a simulation: its runs, the calls of all actors, and what struck them. */
export function simulationPage(page: SimulationPage): string {
  const { title, note, state, first, main, why, calls, happened } = page;
  const runs = first !== undefined && main ? runsFrom(state, first, main.number) : [];
  const explanation = main && why !== undefined ? { run: main.number, text: why } : undefined;
  const run = Math.max(
    0,
    runs.findIndex(({ number }) => number === main?.number),
  );
  const started = first === undefined ? 0 : state.runs.length - first;
  const cut = started > runs.length ? `This page has ${runs.length} runs; more were started.` : undefined;
  const shown = [note, cut].filter((text) => text !== undefined).join('\n\n');
  return documentOf({
    title,
    ...(shown !== '' && { note: shown }),
    histories: pageHistories(runs, explanation),
    lanes: lanesOf({ state, runs, main: run, calls, happened }),
    first: { run },
  });
}
