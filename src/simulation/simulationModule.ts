import { checkNames } from '../args/checkOptions.js';
import type { Definition } from './model/definition.js';
import { type DefinitionSource, madeDefinition } from './model/definitionSource.js';
import { checkSimulate, SIMULATE_OPTIONS, type SimulateOptions } from './run/simulate.js';

/**
 * The default export of a module for `swfake simulate`: a definition, and the options of its simulations. The command
 * gives the seeds.
 *
 * @example
 * ```ts
 * import { equal } from 'node:assert/strict';
 * import { type SimulationModule, simulate } from 'swfake/simulation';
 *
 * const order = {
 *   definition: {
 *     workflows: { 'Order@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] },
 *     defaults: { workflows: { 'Order@1': { timeouts: { decision: '1m' } } } },
 *   },
 *   start: { workflow: 'Order@1', workflowId: 'order-7' },
 *   plan: [{ fault: 'lost response', p: 0.1 }],
 * } satisfies SimulationModule;
 * export default order;
 *
 * // A test can play a seed of the same module.
 * const { definition, ...options } = order;
 * equal((await simulate(definition, { ...options, seed: 7 })).ok, true);
 * ```
 */
export interface SimulationModule<W = unknown> extends Omit<SimulateOptions, 'seed' | 'schedule'> {
  /**
   * The deciders and workers. A function makes them anew for each run, so that nothing that they remember reaches the next
   * run.
   */
  readonly definition: DefinitionSource<W>;
}

const OWNER = 'the module';
const HINTS = {
  seed: 'leave it out: swfake simulate gives the seeds, by --from and --seeds',
  seeds: 'leave it out: swfake simulate takes --seeds',
  from: 'leave it out: swfake simulate takes --from',
  schedule: 'leave it out: each seed makes its own choices',
  workflows: "write it into 'definition': { definition: { workflows }, start }",
};

/**
 * Checks the export of a module for `swfake simulate`.
 *
 * @throws TypeError if it is none, or as `simulate` does.
 */
export function checkSimulationModule(module: SimulationModule): void {
  const { seed: _seed, schedule: _schedule, ...options } = SIMULATE_OPTIONS;
  checkNames(OWNER, module, { definition: true, ...options }, HINTS);
  const { definition, ...given } = module;
  if (definition === undefined || given.start === undefined)
    throw new TypeError(
      `swfake: ${OWNER} has no '${definition === undefined ? 'definition' : 'start'}'; expected { definition, start, plan }`,
    );
  checkSimulate(OWNER, definitionOf(module), given);
}

/** Returns the definition of a module for one run. @throws TypeError if its function returns a promise. */
export const definitionOf = <W>({ definition }: SimulationModule<W>): Definition<W> => madeDefinition(definition);
