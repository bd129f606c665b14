import { checkFunction, checkNames, checkValue } from '../../../args/checkOptions.js';
import { checkRules } from '../../../rules/model/rule.js';
import { checkFunctions, checkParts, checkStart } from '../../model/checkDefinition.js';
import { checkOutcomes } from '../../model/checkOutcomes.js';
import { checkCount, checkList, checkObject, wrongValue } from '../../model/checkValues.js';
import type { ExploreOptions, Scenario } from './scenario.js';

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
  rules: true,
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
  checkObject('activities', scenario.activities ?? {}, "an object with the names of types, such as { 'Charge@1': {} }");
  checkOutcomes(scenario.outcomes ?? {}, { texts: ['timeout', 'canceled'], members: OUTCOME });
  if (scenario.rules !== undefined) checkRules('explore()', scenario.rules);
  const { timeouts = [] } = scenario;
  checkList('timeouts', timeouts, "a list of 'decision' and 'execution'");
  for (const timeout of timeouts) checkValue("an entry of 'timeouts'", timeout ?? null, ['decision', 'execution']);
}

/**
 * Checks the options of an exploration.
 *
 * @throws TypeError if an option is unknown, or has a wrong value.
 */
export function checkExplore(options: ExploreOptions): void {
  checkNames('explore()', options, { maxSteps: true, maxStates: true, path: true, independent: true });
  const { maxSteps = 1, maxStates = 1, path = '', independent = false } = options;
  checkCount('maxSteps', maxSteps, 1);
  checkCount('maxStates', maxStates, 1);
  if (typeof independent !== 'boolean') throw wrongValue('independent', independent, 'true or false');
  if (typeof path !== 'string' || !/^(\d+(\.\d+)*)?$/.test(path)) {
    throw wrongValue('path', path, "the path of a finding, such as '0.2.1'");
  }
}
