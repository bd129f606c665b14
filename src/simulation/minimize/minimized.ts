import { code } from '../../render/code.js';
import { type Assertable, counted, withReport } from '../../results/report.js';
import type { Plan, PlannedFault } from '../faults/faultKinds.js';
import { faultText } from '../faults/faultText.js';
import type { OutsideEvent } from '../model/definition.js';
import type { Schedule } from '../order/schedule.js';
import { storyOf } from '../page/story.js';
import { MEMORY_TEXT } from '../run/memory.js';
import type { FinishedSimulation, SimulationResult } from '../run/result.js';

/** A failure with as little as it needs. */
export interface Minimized<W = unknown> extends Assertable {
  /** The smallest simulation with the same failure. */
  readonly result: SimulationResult<W>;
  /** The faults that it needs, each with the address that it strikes. */
  readonly faults: Plan;
  /** The events from outside that it needs. */
  readonly events: readonly OutsideEvent[];
  /** The steps that must wait for others. Without any, the failure comes in the default order. */
  readonly waits: Schedule;
  /** The number of simulations that this took. */
  readonly runs: number;
  /** True if nothing more can be left out alone. False if `maxRuns` was reached, or if the failure did not repeat. */
  readonly complete: boolean;
  /** Returns the failing simulation as numbered sentences. */
  story(): string;
}

/** The facts of a minimization. */
export interface MinimizedFacts<W> extends Omit<Minimized<W>, keyof Assertable | 'story' | 'result'> {
  readonly result: FinishedSimulation<W>;
  /** The simulation before. */
  readonly whole: FinishedSimulation<W>;
  readonly before: Pick<Minimized<W>, 'faults' | 'events' | 'waits'>;
  /** False if the failure did not repeat with everything that it had. */
  readonly repeats: boolean;
}

/** Returns the result of a minimization. */
export function minimizedOf<W>(facts: MinimizedFacts<W>): Minimized<W> {
  const { result, faults, events, waits, runs, complete } = facts;
  const story = (): string => storyOf(result.told).join('\n');
  const found = { result, faults, events, waits, runs, complete, story };
  return withReport(
    found,
    () => reportText(facts, story()),
    () => true,
  );
}

function reportText<W>(facts: MinimizedFacts<W>, story: string): string {
  const { result, repeats } = facts;
  const note = repeats ? [] : [`note: ${MEMORY_TEXT}`];
  return [
    result.problem ?? '',
    '',
    leftText(facts),
    ...(repeats ? needs(facts) : []),
    ...note,
    '',
    'What happens:',
    '',
    story,
    '',
    'Reproduce with:',
    '',
    result.reproduction(),
  ].join('\n');
}

function leftText<W>({ faults, events, waits, before, runs, complete, repeats }: MinimizedFacts<W>): string {
  if (!repeats) return 'not minimized: the failure did not come again with the same faults, events and waits';
  const limit = complete ? '' : '; no run is left, so more can be needless';
  const parts = [
    partText(faults, before.faults, 'fault'),
    partText(events, before.events, 'outside event'),
    partText(waits, before.waits, 'wait'),
  ].filter((text) => text !== '');
  if (parts.length === 0) return 'it comes without a fault, an outside event or a wait of a step';
  return `minimized in ${counted(runs, 'run')} to ${parts.join(', ')}${limit}`;
}

const partText = (left: readonly unknown[], all: readonly unknown[], noun: string): string =>
  all.length === 0 ? '' : `${left.length} of ${counted(all.length, noun)}`;

const needs = <W>({ faults, events, waits }: MinimizedFacts<W>): readonly string[] => [
  ...faults.map((fault) => `it needs the fault ${faultAtText(fault)}`),
  ...events.map((event) => `it needs the event ${code(event)}`),
  ...waits.map(({ step, after }) => `it needs this order: ${after}; then ${step}`),
];

const faultAtText = ({ at, fault, ...how }: PlannedFault): string =>
  `${faultText({ ...how, fault: `'${fault}'` } as unknown as PlannedFault)} at ${at}`;
