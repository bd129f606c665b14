import { type Minimized, minimize, type SimulationResult, simulate } from '../../../src/simulation/index.js';
import { failureOf } from '../../../src/simulation/minimize/failure.js';
import type { FailingSample } from './failing.js';
import { ranTest } from './printedTest.js';

/** A failing result of a sample. */
export interface FailingResult {
  readonly sample: FailingSample;
  readonly seed: number;
  readonly result: SimulationResult;
}

/** Returns the failing results of a sample, of the seeds from 1 to `seeds` in order: at most so many. */
export async function failingResults(sample: FailingSample, seeds: number, most: number): Promise<FailingResult[]> {
  const { definition, ...options } = sample.module;
  const found: FailingResult[] = [];
  for (let seed = 1; seed <= seeds && found.length < most; seed += 1) {
    const result = await simulate(definition, { ...options, seed });
    if (!result.ok) found.push({ sample, seed, result });
  }
  return found;
}

/** A failing result, minimized, and what is wrong with that. */
export interface Judged {
  readonly minimized: Minimized;
  readonly problems: readonly string[];
}

/** Minimizes a failing result, runs the printed test, and tries to leave out each fault and each event from outside alone. */
export async function judged({ sample, seed, result }: FailingResult): Promise<Judged> {
  const minimized = await minimize(result);
  const { definition, rules } = sample.module;
  const failure = failureOf(result);
  const problems: string[] = [];
  const blame = (text: string): void => void problems.push(`${sample.name}, seed ${seed}: ${text}`);
  const { result: again, error } = await ranTest(minimized.result.reproduction(), definition, { rules });
  if (failureOf(again) !== failure || !error) blame('the printed test does not fail in the same way');
  if (again.timeline !== minimized.result.timeline) blame('the printed test has another history');
  if (!minimized.complete) blame('the runs are used up');
  for (const [left, options] of smaller(sample, minimized))
    if (failureOf(await simulate(definition, options)) === failure) blame(`it does not need ${left}`);
  return { minimized, problems };
}

/** Returns the options without each fault, and without each event from outside. */
function smaller({ module }: FailingSample, { faults, events, waits, result }: Minimized) {
  const { definition: _, ...given } = module;
  const seeds = /\n {4}seed: (\d+),\n/.exec(result.reproduction());
  const options = { ...given, ...(seeds && { seed: Number(seeds[1]) }), plan: faults, schedule: waits };
  const { events: _events, ...start } = module.start;
  const without = <T>(all: readonly T[], one: number): T[] => all.filter((_one, i) => i !== one);
  return [
    ...faults.map(
      (fault, i) => [fault.fault, { ...options, start: { ...start, events }, plan: without(faults, i) }] as const,
    ),
    ...events.map(
      (event, i) => [JSON.stringify(event), { ...options, start: { ...start, events: without(events, i) } }] as const,
    ),
  ];
}

/** Returns the median: the upper one of an even number. */
export const medianOf = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
