import { shellOf } from '../../fake.js';
import { code } from '../../render/code.js';
import type { Definition } from '../model/definition.js';
import type { Ended } from '../model/ended.js';
import { registeredFake } from '../run/registeredFake.js';
import { optionLines, type RepeatOptions } from '../run/reproduction.js';
import { type ChangedOptions, FinishedSimulation, type Repeat } from '../run/result.js';
import { copiedStart } from '../run/settings.js';
import { type SimulateOptions, settingsOf } from '../run/simulate.js';
import { Simulation } from '../run/simulation.js';
import { type Decided, MixedFleet, type NamedLists } from './mixedFleet.js';
import { PlayLimits } from './playLimits.js';
import { alone, type Deployment, deploymentOf, takenPart, type UpgradePoint } from './point.js';
import { definitionOfBoth, madeVersions, type UpgradeVersions, type VersionName } from './versions.js';

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
  /** The options that a minimization changed, which a test needs too. Default: none. */
  readonly changed?: ChangedScenario;
}

/** The options of a scenario that a minimization changes. */
type ChangedScenario = Partial<Pick<ChangedOptions, 'start' | 'schedule'>>;

/** The plays in which one version takes all tasks. */
export interface AlonePlays<W> {
  readonly undisturbed: Play<W>;
  readonly upgraded: Play<W>;
}

/** Plays the scenario with each version alone. */
export async function playAlone<W>(setup: PlaySetup<W>): Promise<AlonePlays<W>> {
  const undisturbed = await play(setup, { running: alone('from') });
  const upgraded = await play(setup, { running: alone('to'), undisturbedEvents: undisturbed.events });
  return { undisturbed, upgraded };
}

/** Returns true if neither version fails alone. */
export const areSound = <W>({ undisturbed, upgraded }: AlonePlays<W>): boolean =>
  undisturbed.outcome.ok && upgraded.outcome.ok;

/** Plays the scenario with an upgrade at a point. */
export function playPoint<W>(
  setup: PlaySetup<W>,
  point: UpgradePoint,
  { undisturbed, upgraded }: AlonePlays<W>,
  changed: ChangedScenario = {},
): Promise<Play<W>> {
  const known = { from: undisturbed.named.from, to: upgraded.named.to };
  const limits = { undisturbedEvents: undisturbed.events, known };
  return play(setup, { ...limits, running: deploymentOf(point), point, changed });
}

/** Plays the scenario once, with both versions made anew. */
export async function play<W>(setup: PlaySetup<W>, planned: PlannedPlay): Promise<Play<W>> {
  const { shared, options } = setup;
  const { running, point, undisturbedEvents, known, changed = {} } = planned;
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
  const outcome = new UpgradeSimulation(simulation, ended, repeatOptions, {
    point: repeated,
    changed,
    repeat: point && ((again) => repeatPoint(setup, point, again)),
  });
  swf.close();
  const { takenBy, decided, named } = fleet;
  return { outcome, takenBy, decided, events: limits.events, named };
}

/** Plays a point with other options. Resolves to `undefined` if a version fails alone with them: then no point is tried. */
async function repeatPoint<W>(
  setup: PlaySetup<W>,
  point: UpgradePoint,
  changed: ChangedOptions,
): Promise<FinishedSimulation<W> | undefined> {
  const { start, schedule, seed } = changed;
  // A test that changes the scenario cannot take its seed away.
  if (seed !== setup.options.seed) return undefined;
  const again = { ...setup, options: { ...setup.options, start, schedule } };
  const plays = await playAlone(again);
  if (!areSound(plays)) return undefined;
  return (await playPoint(again, point, plays, differing(setup.options, { start, schedule }))).outcome;
}

/** Returns the options that are not as they were given. */
const differing = (given: SimulateOptions, changed: ChangedScenario): ChangedScenario =>
  Object.fromEntries(
    Object.entries(changed).filter(([name, value]) => code(value) !== code(given[name as keyof ChangedScenario])),
  );

/** The parts of a play that a test repeats. */
interface Repeated<W> {
  readonly point: UpgradePoint | undefined;
  readonly changed: ChangedScenario;
  readonly repeat: Repeat<W> | undefined;
}

/** The result of a play, which a call of `everyUpgradePoint` repeats. */
class UpgradeSimulation<W> extends FinishedSimulation<W> {
  readonly #repeated: Repeated<W>;

  constructor(simulation: Simulation<W>, ended: Ended, options: RepeatOptions, repeated: Repeated<W>) {
    super(simulation, ended, options, repeated.repeat);
    this.#repeated = repeated;
  }

  override reproduction(): string {
    const { point: only, changed } = this.#repeated;
    return [
      "test('the upgrade', async () => {",
      ...scenarioLines('  const points = await everyUpgradePoint({ from, to }, ', changed, only),
      '  points.assert();',
      '});',
    ].join('\n');
  }
}

/** Returns the lines of a call. `scenario` in the test has what was given; the changed options and the point replace it. */
function scenarioLines(head: string, changed: ChangedScenario, only: UpgradePoint | undefined): readonly string[] {
  if (!only) return [`${head}scenario);`];
  const point = `only: ${code(only)}`;
  const options = optionLines(changed, '    ');
  if (options.length === 0) return [`${head}{ ...scenario, ${point} });`];
  return [`${head}{`, '    ...scenario,', ...options, `    ${point},`, '  });'];
}
