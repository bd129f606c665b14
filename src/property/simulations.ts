import type { OperationName } from '../core/index.js';
import type { Definition, Start } from '../simulation/definition.js';
import type { Plan, PlannedFault } from '../simulation/plan.js';
import { type SimulateOptions, simulate } from '../simulation/simulate.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';

/** Calls that every run makes; a fault without `op` strikes any. */
const OPS: readonly OperationName[] = [
  'PollForDecisionTask',
  'RespondDecisionTaskCompleted',
  'PollForActivityTask',
  'RespondActivityTaskCompleted',
];
// A fault that comes later than this strikes few runs.
const LATEST = 40;
const SPANS = ['1s', '1m', '1h', '1d'] as const;

/** Plans of up to `maxFaults` (default 4) faults of every kind, each at one place. They shrink to fewer and earlier ones. */
export function plans(fc: FastCheck, { maxFaults = 4 }: { readonly maxFaults?: number } = {}): Arbitrary<Plan> {
  const nth = fc.integer({ min: 1, max: LATEST });
  const span = fc.constantFrom(...SPANS);
  const anywhere = fc.constantFrom('throttle', 'lost request', 'lost response', 'duplicate delivery', 'crash');
  const polls = fc.constantFrom('empty poll', 'crash before');
  const answers = fc.constantFrom('crash after', 'zombie worker', 'slow decider');
  const fault = fc.oneof(
    fc.record({ fault: anywhere, nth }),
    fc.record({ fault: anywhere, op: fc.constantFrom(...OPS), nth }),
    fc.record({ fault: polls, nth }),
    fc.record({ fault: answers, nth }),
    fc.record({ fault: fc.constant('clock jump'), nth, by: span }),
    fc.record({ fault: fc.constant('many timers'), nth }),
  );
  return fc.array(fault as Arbitrary<PlannedFault>, { maxLength: maxFaults });
}

/** What a simulation is made of, shrinking together. */
export type Simulated = Omit<SimulateOptions, 'maxVirtual'>;

export interface ArbitraryOptions {
  /** The run to start, or an arbitrary of them: inputs shrink with the rest. */
  readonly start: Start | Arbitrary<Start>;
  readonly maxFaults?: number;
}

/** Simulations of a run: plan, schedule and start shrink together, towards what happens where nobody interferes. */
export function simulations(fc: FastCheck, { start, ...options }: ArbitraryOptions): Arbitrary<Simulated> {
  const starts = 'workflow' in start ? fc.constant(start) : start;
  // What stands behind the end of the list is 0, so that a short list is a quiet run.
  const schedule = fc.array(fc.nat(99), { maxLength: 200 });
  return fc.record({ start: starts, seed: fc.nat(), plan: plans(fc, options), schedule });
}

/**
 * Simulates, and throws unless all is well: what a property does with each `Simulated`. fast-check prints seed and path;
 * the error holds the timeline and the test that repeats it.
 *
 * @throws Error with the report.
 */
export async function mustFinish<W>(
  definition: Definition<W>,
  simulated: Simulated,
  options: Pick<SimulateOptions, 'maxVirtual'> = {},
): Promise<void> {
  const outcome = await simulate(definition, { ...simulated, ...options });
  if (!outcome.ok) throw new Error(outcome.report());
}
