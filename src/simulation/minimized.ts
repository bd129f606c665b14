import { type Assertable, counted, withReport } from '../results/report.js';
import type { Plan } from './faults/faultKinds.js';
import { faultText } from './faults/faultText.js';
import { MEMORY_TEXT } from './memory.js';
import type { OutsideEvent } from './model/definition.js';
import type { Schedule } from './order/schedule.js';
import { storyOf } from './page/story.js';
import type { FinishedSimulation, SimulationResult } from './result.js';

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
    ...needs(facts),
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

function leftText<W>({ faults, events, waits, before, runs, complete }: MinimizedFacts<W>): string {
  const of = (left: readonly unknown[], all: readonly unknown[], noun: string): string =>
    `${left.length} of ${counted(all.length, noun)}`;
  const parts = [
    of(faults, before.faults, 'fault'),
    `${of(events, before.events, 'event')} from outside`,
    of(waits, before.waits, 'wait'),
  ];
  return `minimized in ${counted(runs, 'run')}: ${parts.join(', ')}${complete ? '' : ' (more can be left out)'}`;
}

const needs = <W>({ faults, waits }: MinimizedFacts<W>): readonly string[] => [
  ...faults.map((fault) => `it needs the fault ${faultText(fault)}`),
  ...waits.map(({ step, after }) => `it needs this order: ${after}; then ${step}`),
];
