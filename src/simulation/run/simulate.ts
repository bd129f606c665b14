import { checkNames } from '../../args/checkOptions.js';
import { type Duration, millisOf } from '../../args/durations.js';
import { collector } from '../../coverage/collect.js';
import type { CoverageListener } from '../../coverage/coverage.js';
import { shellOf } from '../../fake.js';
import { checkRules, type Rule } from '../../rules/model/rule.js';
import type { Shell } from '../../shell/shell.js';
import { checkPlan, type Plan } from '../faults/faultKinds.js';
import { checkDefinition, checkStart } from '../model/checkDefinition.js';
import { checkOutcomes, checkTypes } from '../model/checkOutcomes.js';
import { checkSeed } from '../model/checkValues.js';
import type { Definition, Start } from '../model/definition.js';
import { type DefinitionSource, madeDefinition } from '../model/definitionSource.js';
import type { Outcomes } from '../model/outcomes.js';
import { checkSchedule, type Schedule } from '../order/schedule.js';
import { registeredFake } from './registeredFake.js';
import { type ChangedOptions, FinishedSimulation, type SimulationResult } from './result.js';
import { copiedStart, DEFAULT_MAX_VIRTUAL, type SimulationSettings } from './settings.js';
import { Simulation } from './simulation.js';

/** The run to simulate, and how. */
export interface SimulateOptions {
  /** The run to start, and the signals and requests that it gets from outside. */
  readonly start: Start;
  /** The seed of every random choice: the order of calls, the faults with a probability, the ids. Default 1. */
  readonly seed?: number;
  /** The faults to inject. Default: none. */
  readonly plan?: Plan;
  /**
   * The order of the steps in place of a random one, from `SimulationResult.schedule`: the steps that wait for others. A step
   * that it does not name comes as soon as it can. Default: the seed decides.
   */
  readonly schedule?: Schedule;
  /** The outcomes of activity tasks that replace the activities' own code. Default: none. */
  readonly outcomes?: Outcomes;
  /** The time limit, on the fake's clock, from the start and from the last fault to the close. Default `30d`. */
  readonly maxVirtual?: Duration;
  /**
   * The rules of `swfake/rules` that all runs must keep, children included. They are judged when the simulation ends.
   * Default: none.
   */
  readonly rules?: readonly Rule[];
}

/**
 * Simulates one run: deciders and workers act together under virtual time, and the faults of a plan are injected. The same
 * seed gives the same history, byte for byte. After 1000 calls, or after `maxVirtual`, no fault is injected any more, so that
 * the run can close.
 *
 * @throws TypeError if an option or a member is unknown or has a wrong value.
 * @throws TypeError if `world` or an invariant returns a promise or another wrong answer.
 * @throws Error if SWF refuses to start the run, or if user code neither ends nor makes a call for a second of real time.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { type Definition, simulate } from 'swfake/simulation';
 *
 * const order: Definition<Set<string>> = {
 *   workflows: {
 *     'Order@1': ({ events }) => {
 *       if (events.some(({ eventType }) => eventType === 'ActivityTaskCompleted'))
 *         return [{ decisionType: 'CompleteWorkflowExecution' }];
 *       // A task that timed out is scheduled again, with an id of its own.
 *       const activityId = `charge-${events.length}`;
 *       const attributes = { activityId, activityType: { name: 'Charge', version: '1' } };
 *       return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
 *     },
 *   },
 *   activities: { 'Charge@1': ({ workflowExecution }, { world }) => void world.add(`${workflowExecution?.workflowId}`) },
 *   defaults: { activities: { 'Charge@1': { timeouts: { startToClose: '1m' } } } },
 *   world: () => new Set(),
 *   finalInvariant: ({ world }) => world.size === 1 || 'the order is not charged',
 * };
 * const result = await simulate(order, {
 *   start: { workflow: 'Order@1', workflowId: 'order-7' },
 *   seed: 7,
 *   plan: [{ fault: 'crash before' }, { fault: 'lost response', op: 'RespondActivityTaskCompleted' }],
 * });
 * result.assert();
 * deepEqual(result.unfired, []);
 * ```
 */
export async function simulate<W>(
  definition: DefinitionSource<W>,
  options: SimulateOptions,
): Promise<SimulationResult<W>> {
  const made = madeDefinition(definition);
  checkSimulate('simulate()', made, options);
  return runSimulation(definition, options, false, undefined, made);
}

/** The options of `simulate`, by name. */
export const SIMULATE_OPTIONS: { readonly [K in keyof Required<SimulateOptions>]: true } = {
  start: true,
  seed: true,
  plan: true,
  schedule: true,
  outcomes: true,
  maxVirtual: true,
  rules: true,
};
/** The members of an outcome of `SimulateOptions.outcomes`. */
const OUTCOME = { result: true, reason: true, details: true };

/**
 * Checks a definition and the options of a simulation. `more` has the options that the caller has besides; an option that
 * it does not have is `false`.
 *
 * @throws TypeError if an option or a member is unknown, or has a wrong value.
 */
export function checkSimulate<W>(
  owner: string,
  definition: Definition<W>,
  options: SimulateOptions,
  more: Readonly<Record<string, boolean>> = {},
): void {
  const names = Object.entries({ ...SIMULATE_OPTIONS, ...more }).filter(([, known]) => known);
  checkDefinition(owner, definition);
  checkNames(owner, options, Object.fromEntries(names));
  checkStart(options.start);
  const { seed, plan = [], schedule = [], outcomes = {}, maxVirtual = DEFAULT_MAX_VIRTUAL } = options;
  checkPlan(plan);
  checkSeed(seed);
  checkSchedule(schedule);
  millisOf(maxVirtual);
  if (options.rules !== undefined) checkRules(owner, options.rules);
  checkOutcomes(outcomes, { texts: ['timeout', 'canceled', 'own'], members: OUTCOME });
  checkTypes(outcomes, Object.keys(definition.activities ?? {}));
}

/**
 * Simulates one run, and records every call if `record` is true. `coverage` notes the facts of the run. `source` makes the
 * definition anew, unless it is given, and for each repetition.
 */
export async function runSimulation<W>(
  source: DefinitionSource<W>,
  options: SimulateOptions & Pick<SimulationSettings, 'variation'>,
  record: boolean,
  coverage?: CoverageListener,
  definition: Definition<W> = madeDefinition(source),
): Promise<FinishedSimulation<W>> {
  const { seed = 1 } = options;
  const swf = registeredFake(definition, seed);
  if (coverage) collectFacts(shellOf(swf), coverage);
  const settings = { ...settingsOf(options), record };
  const simulation = new Simulation(definition, swf, settings);
  const repeatOptions = { ...options, start: copiedStart(options.start) };
  const ended = await simulation.execute();
  const { variation: _variation, ...given } = repeatOptions;
  const { seed: _seed, ...same } = given;
  const repeat = (changed: ChangedOptions) => runSimulation(source, { ...same, ...changed }, record);
  const result = new FinishedSimulation(simulation, ended, given, repeat);
  swf.close();
  return result;
}

// The option `coverage` of a fake would cost its template: types that are registered once. A definition may have one besides.
function collectFacts(shell: Shell, coverage: CoverageListener): void {
  const { changed, refused } = collector(coverage, shell.state);
  const { onRefusal } = shell;
  shell.hooks.listen(changed);
  shell.onRefusal = (...refusal) => {
    onRefusal?.(...refusal);
    refused(...refusal);
  };
}

/** Returns the settings of a simulation: the options with their defaults. */
export const settingsOf = ({
  start,
  seed = 1,
  plan = [],
  schedule,
  outcomes = {},
  maxVirtual = DEFAULT_MAX_VIRTUAL,
  variation,
}: SimulateOptions & Pick<SimulationSettings, 'variation'>): SimulationSettings => ({
  start,
  seed,
  plan,
  schedule,
  outcomes,
  maxVirtual,
  variation,
});
