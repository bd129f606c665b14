import { checkNames } from '../args/checkOptions.js';
import type { Duration } from '../args/durations.js';
import type { SwfFake } from '../fake.js';
import { checkRules, type Rule } from '../rules/model/rule.js';
import { checkDefinition, checkStart } from './model/checkDefinition.js';
import type { Start } from './model/definition.js';
import { type DefinitionSource, madeDefinition } from './model/definitionSource.js';
import { registeredFake } from './run/registeredFake.js';
import { FinishedSimulation, type SimulationResult } from './run/result.js';
import { copiedStart, DEFAULT_MAX_VIRTUAL } from './run/settings.js';
import { settingsOf } from './run/simulate.js';
import { Simulation } from './run/simulation.js';

/** A fake with the deciders and workers of a definition. */
export interface Harness<W = unknown> {
  /** The fake. Plan actions with `swf.at` and `swf.when`, and read its state at any time. */
  readonly swf: SwfFake;
  /**
   * Starts a run and lets it go on until it closes, or until nothing more can happen: `ended` of the result says why. While
   * all deciders and workers wait, the clock moves to the next deadline. No choice is random: the first possibility is taken.
   *
   * @throws TypeError if a member is unknown, a duration has no unit, or an invariant returns a wrong answer.
   * @throws Error if SWF refuses to start the run, or if user code neither ends nor makes a call for a second of real time.
   */
  run(start: Start, options?: HarnessRunOptions): Promise<SimulationResult<W>>;
}

/** Options of `run()` of a harness. */
export interface HarnessRunOptions {
  /** The time limit, on the fake's clock, from the start to the close. Default `30d`. */
  readonly maxVirtual?: Duration;
  /** The rules of `swfake/rules` that the run, and all runs that start during it, must keep. Default: none. */
  readonly rules?: readonly Rule[];
}

/**
 * Returns a new fake with the deciders and workers of a definition, to run workflows from start to close.
 *
 * @throws TypeError if a member of the definition is unknown or has a wrong value.
 *
 * @example
 * ```ts
 * import { deepEqual, equal } from 'node:assert/strict';
 * import { harness } from 'swfake/simulation';
 *
 * const attributes = { timerId: 'remind', startToFireTimeout: '259200' };
 * const { swf, run } = harness({
 *   workflows: {
 *     'Reminder@1': ({ events }) =>
 *       events.some(({ eventType }) => eventType === 'TimerFired')
 *         ? [{ decisionType: 'CompleteWorkflowExecution' }]
 *         : [{ decisionType: 'StartTimer', startTimerDecisionAttributes: attributes }],
 *   },
 *   fake: { startTime: new Date('2020-01-01T00:00:00Z') },
 * });
 * const result = await run({ workflow: 'Reminder@1', workflowId: 'order-7' });
 * deepEqual(result.ended, { how: 'closed', status: 'COMPLETED' });
 * equal(result.now.toISOString(), '2020-01-04T00:00:00.000Z');
 * equal(swf.runs()[0]?.closeStatus, 'COMPLETED');
 * ```
 */
export function harness<W>(source: DefinitionSource<W>): Harness<W> {
  const definition = madeDefinition(source);
  checkDefinition('harness()', definition);
  const swf = registeredFake(definition, definition.fake?.seed ?? 1);
  return {
    swf,
    async run(start, runOptions = {}) {
      checkStart(start);
      checkNames('run()', runOptions, { maxVirtual: true, rules: true });
      const { maxVirtual = DEFAULT_MAX_VIRTUAL, rules } = runOptions;
      if (rules !== undefined) checkRules('run()', rules);
      const options = { start, maxVirtual, schedule: [], ...(rules && { rules }) };
      const simulation = new Simulation(definition, swf, settingsOf(options));
      const repeatOptions = { ...options, start: copiedStart(start) };
      const ended = await simulation.execute();
      return new FinishedSimulation(simulation, ended, repeatOptions);
    },
  };
}
