import type { CoverageListener } from '../coverage/coverage.js';
import { pointsOf } from '../simulation/crashPoints.js';
import type { Plan } from '../simulation/faults/faultKinds.js';
import { faultText } from '../simulation/faults/faultText.js';
import type { FinishedSimulation } from '../simulation/run/result.js';
import { runSimulation } from '../simulation/run/simulate.js';
import { checkSimulationModule, definitionOf, type SimulationModule } from '../simulation/simulationModule.js';
import type { CampaignDescription, CampaignSetup } from './messages.js';

/** The plays of a campaign, by number. */
export interface Plays {
  readonly description: CampaignDescription;
  /** Returns the name of a play. */
  nameOf(number: number): string;
  /** Returns the plan of a play. */
  planOf(number: number): Plan;
  /** Runs a play. `coverage` notes its facts. */
  run(number: number, plan: Plan, coverage: CoverageListener): Promise<FinishedSimulation<unknown>>;
}

/**
 * Checks the export of a module, and returns its plays.
 *
 * @throws TypeError if it is no simulation module, or if the plan is none.
 */
export async function playsOf(exported: unknown, setup: Pick<CampaignSetup, 'plan' | 'crashPoints'>): Promise<Plays> {
  const given = exported as SimulationModule;
  const isReplaced = setup.plan !== undefined && typeof given === 'object' && given !== null;
  const module = isReplaced ? { ...given, plan: setup.plan as Plan } : given;
  checkSimulationModule(module);
  return setup.crashPoints ? crashPointsOf(module) : seedsOf(module);
}

function seedsOf(module: SimulationModule): Plays {
  const { definition: _, ...options } = module;
  const plan = options.plan ?? [];
  return {
    description: { plan: plan.map(faultText), options: optionsText(module) },
    nameOf: (number) => `seed ${number}`,
    planOf: () => plan,
    run: (seed, _plan, coverage) => runSimulation(module.definition, { ...options, plan, seed }, false, coverage),
  };
}

/** The number of the play without a loss. The points follow it. */
const UNDISTURBED = 0;

async function crashPointsOf(module: SimulationModule): Promise<Plays> {
  const { definition: _, plan: _plan, ...options } = module;
  // As for `everyCrashPoint`: no choice is random.
  const settings = { ...options, schedule: [] };
  const points = pointsOf(await runSimulation(module.definition, settings, true));
  return {
    description: {
      plan: [],
      options: optionsText({ ...module, plan: [] }),
      range: { from: UNDISTURBED, to: points.length },
    },
    nameOf(number) {
      const point = points[number - 1];
      return point ? `${point.loss} at ${point.call}` : 'the run without a loss';
    },
    planOf(number) {
      const point = points[number - 1];
      return point ? [{ fault: point.loss, at: point.address }] : [];
    },
    run: (_number, plan, coverage) =>
      runSimulation(module.definition, { ...settings, plan }, plan.length === 0, coverage),
  };
}

/** Returns what decides the results of a module, as far as it is data. */
function optionsText(module: SimulationModule): string {
  const { definition: _, ...options } = module;
  const { workflows, activities = {}, workers = {}, domain, defaults } = definitionOf(module);
  const names = [workflows, activities, workers].map((functions) => Object.keys(functions).toSorted());
  return JSON.stringify({ ...options, names, domain, defaults });
}
