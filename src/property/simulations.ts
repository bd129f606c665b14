import { checkNames } from '../args/checkOptions.js';
import type { Plan, PlannedFault } from '../simulation/faults/faultKinds.js';
import { minimizedIfFailed } from '../simulation/minimize/minimize.js';
import { MINIMIZE_RUNS } from '../simulation/minimize/runs.js';
import { checkCount, checkObject } from '../simulation/model/checkValues.js';
import type { Start } from '../simulation/model/definition.js';
import type { DefinitionSource } from '../simulation/model/definitionSource.js';
import { type SimulateOptions, simulate } from '../simulation/run/simulate.js';
import type { Arbitrary, FastCheck } from './draw/fastCheck.js';
import { CALLED_BY_EVERY_RUN } from './walks/operations.js';

// Few runs are long enough for a fault at a later call.
const LATEST = 40;
const SPANS = ['1s', '1m', '1h', '1d'] as const;

/**
 * Returns an arbitrary of plans with at most `maxFaults` faults (default 4) of any kind. Plans shrink to fewer and
 * earlier faults.
 */
export function plans(fc: FastCheck, options: { readonly maxFaults?: number } = {}): Arbitrary<Plan> {
  checkNames('plans()', options, { maxFaults: true });
  const { maxFaults = 4 } = options;
  checkCount('maxFaults', maxFaults, 0);
  const nth = fc.integer({ min: 1, max: LATEST });
  const span = fc.constantFrom(...SPANS);
  const anywhere = fc.constantFrom('throttle', 'lost request', 'lost response', 'duplicate delivery', 'crash');
  const polls = fc.constantFrom('empty poll', 'abandoned poll', 'crash before');
  const answers = fc.constantFrom('crash after', 'zombie worker', 'slow decider');
  const fault = fc.oneof(
    fc.record({ fault: anywhere, nth }),
    fc.record({ fault: anywhere, op: fc.constantFrom(...CALLED_BY_EVERY_RUN), nth }),
    fc.record({ fault: polls, nth }),
    fc.record({ fault: answers, nth }),
    fc.record({ fault: fc.constant('clock jump'), nth, by: span }),
    fc.record({ fault: fc.constant('many timers'), nth }),
  );
  return fc.array(fault as Arbitrary<PlannedFault>, { maxLength: maxFaults });
}

/** Options of `simulate()` that are drawn together: the start, the seed, the plan of faults, and whether the order is the default one. */
export type Simulated = Omit<SimulateOptions, 'maxVirtual' | 'rules'>;

/** Options of `simulations()`. */
export interface ArbitraryOptions {
  /** The run to start, or an arbitrary of runs, which shrink together with the plan. */
  readonly start: Start | Arbitrary<Start>;
  /** The largest number of faults in a plan. Default 4. */
  readonly maxFaults?: number;
}

/**
 * Returns an arbitrary of simulations of one run. Start, plan and seed shrink together, to a run without faults in the
 * default order. A fault that is left out changes no other choice, so that shrinking keeps what matters.
 */
export function simulations(fc: FastCheck, arbitraryOptions: ArbitraryOptions): Arbitrary<Simulated> {
  checkNames('simulations()', arbitraryOptions, { start: true, maxFaults: true });
  const { start, ...options } = arbitraryOptions;
  checkObject('start', start, "a run, such as { workflow: 'Order@1' }, or an arbitrary of runs");
  const starts = 'workflow' in start ? fc.constant(start) : start;
  // A failure that needs no special order shrinks to the default order.
  const isDefaultOrder = fc.constantFrom(true, false, false, false);
  const parts = fc.record({ start: starts, seed: fc.nat(), plan: plans(fc, options), isDefaultOrder });
  return parts.map(({ isDefaultOrder: first, ...simulated }) => (first ? { ...simulated, schedule: [] } : simulated));
}

/** Options of `mustFinish()`. */
export interface FinishOptions extends Pick<SimulateOptions, 'maxVirtual' | 'rules'> {
  /** The largest number of runs in which a failure is minimized; 0: it is not. Default 500. */
  readonly minimizeRuns?: number;
}

/**
 * Runs a simulation as the body of a property, and minimizes a failure. fast-check prints the seed and the path of a failure.
 * The message of the error tells what happens, and contains a test that repeats it.
 *
 * @throws Error with the report, if the simulation finds a failure.
 */
export async function mustFinish<W>(
  definition: DefinitionSource<W>,
  simulated: Simulated,
  { minimizeRuns = MINIMIZE_RUNS, ...options }: FinishOptions = {},
): Promise<void> {
  checkCount('minimizeRuns', minimizeRuns, 0);
  const result = await simulate(definition, { ...simulated, ...options });
  const minimized = await minimizedIfFailed(result, minimizeRuns);
  (minimized ?? result).assert();
}
