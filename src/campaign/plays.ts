import type { CoverageListener } from '../coverage/coverage.js';
import { pointsOf } from '../simulation/crashPoints.js';
import type { Plan } from '../simulation/faults/faultKinds.js';
import { faultText } from '../simulation/faults/faultText.js';
import { typesText } from '../simulation/guided/document.js';
import { runVariant, withoutVariation } from '../simulation/guided/runVariants.js';
import { ofSeed } from '../simulation/guided/variant.js';
import type { FinishedSimulation } from '../simulation/run/result.js';
import { runSimulation } from '../simulation/run/simulate.js';
import { checkSimulationModule, definitionOf, type SimulationModule } from '../simulation/simulationModule.js';
import type { Trial } from './guidedSearch.js';
import type { CampaignDescription, CampaignSetup } from './messages.js';
import type { Play } from './ranges.js';

/** The plays of a campaign, by number. */
export interface Plays {
  readonly description: CampaignDescription;
  /** Returns the name of a play. */
  nameOf(number: number): string;
  /** Returns the plan of a play. */
  planOf(number: number): Plan;
  /** Runs a play. `coverage` notes its facts. */
  run(play: Play, plan: Plan, coverage?: CoverageListener): Promise<PlayResult>;
}

/** The result of a play. */
export interface PlayResult {
  readonly outcome: FinishedSimulation<unknown>;
  /** The trial from which a guided search learns. */
  readonly trial?: Trial;
  /** Plays it again, so that its report has a test that needs no corpus. Absent if the outcome has such a report. */
  again?(): Promise<FinishedSimulation<unknown>>;
}

/** Returns the outcome of a play whose report repeats it. */
export async function repeatable({ outcome, again }: PlayResult): Promise<FinishedSimulation<unknown>> {
  const repeated = await again?.();
  // Of a definition that remembers other plays, only the first outcome may have failed.
  return repeated && repeated.ok === outcome.ok ? repeated : outcome;
}

/**
 * Checks the export of a module, and returns its plays.
 *
 * @throws TypeError if it is no simulation module, or if the plan is none.
 */
export async function playsOf(
  exported: unknown,
  setup: Pick<CampaignSetup, 'plan' | 'crashPoints' | 'guided'>,
): Promise<Plays> {
  const given = exported as SimulationModule;
  const isReplaced = setup.plan !== undefined && typeof given === 'object' && given !== null;
  const module = isReplaced ? { ...given, plan: setup.plan as Plan } : given;
  checkSimulationModule(module);
  if (setup.guided) return variantsOf(module);
  return setup.crashPoints ? crashPointsOf(module) : seedsOf(module);
}

function seedsOf(module: SimulationModule): Plays {
  const { definition, ...options } = module;
  const plan = options.plan ?? [];
  return {
    description: { plan: plan.map(faultText), ...textsOf(module) },
    nameOf: (number) => `seed ${number}`,
    planOf: () => plan,
    run: async ({ number: seed }, _plan, coverage) => ({
      outcome: await runSimulation(definition, { ...options, plan, seed }, false, coverage),
    }),
  };
}

function variantsOf(module: SimulationModule): Plays {
  const { definition, ...options } = module;
  return {
    ...seedsOf(module),
    nameOf: (number) => `run ${number}`,
    async run({ number, variant = ofSeed(number) }, plan, coverage) {
      const settings = { ...options, plan };
      const ran = await runVariant(definition, settings, variant, coverage);
      return { ...ran, again: () => withoutVariation(definition, settings, ran.outcome, variant) };
    },
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
      ...textsOf({ ...module, plan: [] }),
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
    run: async (_play, plan, coverage) => ({
      outcome: await runSimulation(module.definition, { ...settings, plan }, plan.length === 0, coverage),
    }),
  };
}

/** Returns what decides the results of a module, as far as it is data, and its types. */
function textsOf(module: SimulationModule): Pick<CampaignDescription, 'options' | 'types'> {
  const { definition: _, ...options } = module;
  const definition = definitionOf(module);
  const { workflows, activities = {}, workers = {}, domain, defaults } = definition;
  const names = [workflows, activities, workers].map((functions) => Object.keys(functions).toSorted());
  return { options: JSON.stringify({ ...options, names, domain, defaults }), types: typesText(definition) };
}
