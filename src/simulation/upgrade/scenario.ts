import { checkFunction, checkNames, checkValue } from '../../args/checkOptions.js';
import { checkCount, checkList, wrongValue } from '../model/checkValues.js';
import { checkSimulate, SIMULATE_OPTIONS, type SimulateOptions } from '../run/simulate.js';
import type { PlaySetup, SharedParts } from './play.js';
import { PARTS, type RollingPoint, type SwitchPoint, type UpgradePoint } from './point.js';
import { checkVersions, definitionOfBoth, madeVersions, type UpgradeVersions } from './versions.js';

/** The run that is upgraded, and what must hold in it. */
export interface UpgradeScenario<W = unknown> extends Omit<SimulateOptions, 'plan'>, SharedParts<W> {
  /** True to try, for each point, a rollback at each of its later tasks. Default false. */
  readonly rollback?: boolean;
  /**
   * True to try a rolling deployment, in which both versions run: every assignment of tasks to versions if the undisturbed
   * play has at most 10 tasks, or else 256 random ones. Default false.
   */
  readonly rolling?: boolean;
  /** The largest number of points to try. Default 10,000. */
  readonly maxPoints?: number;
  /** The largest number of runs in which the first failure is minimized; 0: it is not. Default 500. */
  readonly minimizeRuns?: number;
  /** The only point to try: that of a failure. Default: every point. */
  readonly only?: UpgradePoint;
  /** Called after each point, with the number of points that are done and of all that are known so far. */
  readonly onProgress?: (done: number, all: number) => void;
}

const SHARED: { readonly [K in keyof SharedParts<unknown>]-?: true } = {
  domain: true,
  fake: true,
  world: true,
  invariant: true,
  finalInvariant: true,
  expectedFailures: true,
};
const OWN = { rollback: true, rolling: true, maxPoints: true, minimizeRuns: true, only: true, onProgress: true };

/**
 * Checks the arguments of `everyUpgradePoint`, and returns the parts that all plays have in common.
 *
 * @throws TypeError if a member is unknown or has a wrong value.
 */
export function checkedSetup<W>(versions: UpgradeVersions<W>, scenario: UpgradeScenario<W>): PlaySetup<W> {
  const { plan: _, ...options } = SIMULATE_OPTIONS;
  checkNames('the scenario of everyUpgradePoint()', scenario, { ...options, ...SHARED, ...OWN });
  checkVersions(versions);
  const shared = membersOf(scenario, SHARED) as SharedParts<W>;
  const given = membersOf(scenario, options) as unknown as SimulateOptions;
  checkSimulate('everyUpgradePoint()', { ...shared, ...definitionOfBoth(madeVersions(versions)) }, given);
  const { rollback, rolling, maxPoints, minimizeRuns, only, onProgress } = scenario;
  for (const [name, value] of Object.entries({ rollback, rolling })) checkFlag(name, value);
  checkFunction('onProgress', onProgress);
  if (maxPoints !== undefined) checkCount('maxPoints', maxPoints, 1);
  if (minimizeRuns !== undefined) checkCount('minimizeRuns', minimizeRuns, 0);
  if (only !== undefined) checkPoint(only);
  return { versions, shared, options: given.seed === undefined ? { schedule: [], ...given } : given };
}

const membersOf = (given: object, names: object): object =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => Object.hasOwn(names, name) && value !== undefined),
  );

function checkFlag(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'boolean') throw wrongValue(name, value, 'true or false');
}

const VERSION_NAMES = ['from', 'to'];

function checkPoint(point: UpgradePoint): void {
  if ('takenBy' in Object(point)) checkAssignment(point as RollingPoint);
  else checkSwitch(point as SwitchPoint);
}

function checkAssignment(point: RollingPoint): void {
  checkNames("'only'", point, { takenBy: true });
  checkList("'takenBy' of 'only'", point.takenBy, "a list of versions, such as ['from', 'to']");
  for (const version of point.takenBy) checkValue("an entry of 'takenBy'", version, VERSION_NAMES);
}

function checkSwitch(point: SwitchPoint): void {
  checkNames("'only'", point, { task: true, upgraded: true, backAt: true });
  checkCount("'task' of 'only'", point.task, 1);
  checkValue("'upgraded' of 'only'", point.upgraded ?? null, PARTS);
  if (point.backAt !== undefined) checkCount("'backAt' of 'only'", point.backAt, point.task + 1);
}
