import { shellOf } from '../fake.js';
import { code } from '../render/code.js';
import type { Definition } from './model/definition.js';
import type { Ended } from './model/ended.js';
import { registeredFake } from './registeredFake.js';
import { FinishedSimulation, type RepeatOptions } from './result.js';
import { copiedStart } from './settings.js';
import { type SimulateOptions, settingsOf } from './simulate.js';
import { Simulation } from './simulation.js';
import { type Decided, MixedFleet, type NamedLists } from './upgrade/mixedFleet.js';
import { PlayLimits } from './upgrade/playLimits.js';
import { type Deployment, takenPart, type UpgradePoint } from './upgrade/point.js';
import { definitionOfBoth, madeVersions, type UpgradeVersions, type VersionName } from './upgrade/versions.js';

/** The members of a definition that both versions share. */
export type SharedParts<W> = Pick<
  Definition<W>,
  'domain' | 'fake' | 'world' | 'invariant' | 'finalInvariant' | 'expectedFailures'
>;

/** The parts that all plays have in common. */
export interface PlaySetup<W> {
  readonly versions: UpgradeVersions<W>;
  readonly shared: SharedParts<W>;
  readonly options: SimulateOptions;
}

/** A play of two versions, and what it was. */
export interface Play<W> {
  readonly outcome: FinishedSimulation<W>;
  /** The version that took each task. */
  readonly takenBy: readonly VersionName[];
  readonly decided: readonly Decided[];
  /** The number of events of all runs. */
  readonly events: number;
  readonly named: NamedLists;
}

/** A play to make. */
export interface PlannedPlay {
  readonly running: Deployment;
  /** The point, which a test needs to repeat the play; `undefined` if one version runs alone. */
  readonly point?: UpgradePoint;
  /** The number of events of the undisturbed play, which limits this one. Default: no limit. */
  readonly undisturbedEvents?: number;
  /** The lists that the versions name when they run alone. */
  readonly known?: NamedLists;
}

/** Plays the scenario once, with both versions made anew. */
export async function play<W>(setup: PlaySetup<W>, planned: PlannedPlay): Promise<Play<W>> {
  const { shared, options } = setup;
  const { running, point, undisturbedEvents, known } = planned;
  const versions = madeVersions(setup.versions);
  const definition = { ...shared, ...definitionOfBoth(versions) };
  const swf = registeredFake(definition, options.seed ?? 1);
  const limits = new PlayLimits(shared.expectedFailures ?? [], undisturbedEvents);
  limits.watch(shellOf(swf));
  const fleet = new MixedFleet(versions, running, limits, known);
  const simulation = new Simulation(definition, swf, settingsOf(options), fleet);
  const repeatOptions = { ...options, start: copiedStart(options.start) };
  const ended = await simulation.execute();
  const repeated = point && takenPart(point, fleet.takenBy.length);
  const outcome = new UpgradeSimulation(simulation, ended, repeatOptions, repeated);
  swf.close();
  const { takenBy, decided, named } = fleet;
  return { outcome, takenBy, decided, events: limits.events, named };
}

/** The result of a play, which a call of `everyUpgradePoint` repeats. */
class UpgradeSimulation<W> extends FinishedSimulation<W> {
  readonly #point: UpgradePoint | undefined;

  constructor(simulation: Simulation<W>, ended: Ended, options: RepeatOptions, point: UpgradePoint | undefined) {
    super(simulation, ended, options);
    this.#point = point;
  }

  override reproduction(): string {
    const scenario = this.#point ? `{ ...scenario, only: ${code(this.#point)} }` : 'scenario';
    return [
      "test('the upgrade', async () => {",
      `  const points = await everyUpgradePoint({ from, to }, ${scenario});`,
      '  points.assert();',
      '});',
    ].join('\n');
  }
}
