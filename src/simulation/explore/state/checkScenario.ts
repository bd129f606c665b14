import { checkFunction, checkNames, checkValue } from '../../../args/checkOptions.js';
import { checkFunctions, checkParts, checkStart } from '../../model/checkDefinition.js';
import type { Scenario } from './scenario.js';

const SCENARIO: { readonly [K in keyof Required<Scenario>]: true } = {
  workflows: true,
  activities: true,
  defaults: true,
  fake: true,
  world: true,
  invariant: true,
  finalInvariant: true,
  start: true,
  outcomes: true,
  clone: true,
  timeouts: true,
  expectedFailures: true,
};

/** The members of an outcome of a task. */
const OUTCOME = { result: true, reason: true, details: true, timeout: true, canceled: true, effect: true };

/**
 * Checks a scenario.
 *
 * @throws TypeError if a member of the scenario, of its start or of an outcome is unknown, or has a wrong value.
 */
export function checkScenario<W>(scenario: Scenario<W>): void {
  checkNames('the scenario of explore()', scenario, SCENARIO);
  checkFunctions('workflows', 'a decider', scenario.workflows);
  checkParts(scenario);
  checkStart(scenario.start);
  checkFunction('clone', scenario.clone);
  for (const [type, outcomes] of Object.entries(scenario.outcomes ?? {})) {
    for (const outcome of outcomes) {
      if (typeof outcome === 'string') checkValue(`an outcome of '${type}'`, outcome, ['timeout', 'canceled']);
      else checkNames(`an outcome of '${type}'`, outcome, OUTCOME);
    }
  }
  for (const timeout of scenario.timeouts ?? [])
    checkValue("an entry of 'timeouts'", timeout, ['decision', 'execution']);
}
