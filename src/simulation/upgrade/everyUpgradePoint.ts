import { type Assertable, type Viewable, withPage, withReport } from '../../results/report.js';
import { minimizedIfFailed } from '../minimize/minimize.js';
import type { Minimized } from '../minimize/minimized.js';
import { differs, MEMORY_TEXT } from '../run/memory.js';
import type { SimulationResult } from '../run/result.js';
import { areSound, play, playAlone } from './play.js';
import { alone } from './point.js';
import { rangesOf, reportText, type UnsafeRange } from './report.js';
import { checkedSetup, type UpgradeScenario } from './scenario.js';
import { Tries, type UpgradeFailure } from './tries.js';
import { differingDefaults, madeVersions, type UpgradeVersions } from './versions.js';

/** Tasks that follow each other, at each of which the upgrade of one part fails in the same way. */
export type UnsafeTasks<W = unknown> = UnsafeRange<UpgradeFailure<W>>;

/** The result of `everyUpgradePoint`. */
export interface UpgradePoints<W = unknown> extends Assertable, Viewable {
  /** True if every point was tried and none failed, and neither version failed alone. */
  readonly ok: boolean;
  /** The number of points that were tried. None is tried if a version fails alone. */
  readonly tried: number;
  /** The number of points that were not tried, because there are more than `maxPoints`. */
  readonly left: number;
  /** The number of tasks that are taken in the undisturbed play. */
  readonly tasks: number;
  /** The unsafe tasks without a rollback, as ranges. */
  readonly unsafe: readonly UnsafeTasks<W>[];
  /** Every point that failed, with rollbacks and rolling deployments. */
  readonly failed: readonly UpgradeFailure<W>[];
  /** The first failure, with as little as it needs; `undefined` if no point failed, or with `minimizeRuns: 0`. */
  readonly minimized: Minimized<W> | undefined;
  /** The undisturbed play: `from` takes all tasks. */
  readonly undisturbed: SimulationResult<W>;
  /** The play in which `to` takes all tasks. */
  readonly upgraded: SimulationResult<W>;
  /** Facts that a reader must know: types with other defaults, a decider that remembers an earlier play. */
  readonly notes: readonly string[];
}

/**
 * Simulates a run once for each task that is taken, and upgrades there: from this task on, the other version decides and
 * works. It upgrades both, the deciders alone, and the workers alone. A task that is in hand ends under the version that took
 * it. No fault is injected, and without a seed or a schedule no choice is random.
 *
 * At each point, the run must close within `maxVirtual`, and within 10 times the events of the undisturbed play. No decision
 * may fail, except with an expected failure. No task may wait on a task list, or for a type, that no running version serves.
 * The invariants must hold, and the rules must be kept. A version serves its types on the task lists of its own defaults, and
 * on those that its own deciders name.
 *
 * @throws TypeError if an option or a member is unknown or has a wrong value, or as `simulate` does.
 * @throws Error as `simulate` does.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { type Decider, everyUpgradePoint } from 'swfake/simulation';
 *
 * const orderWith = (timerId: string): Decider => ({ events }) => {
 *   const fired = events.some(({ timerFiredEventAttributes }) => timerFiredEventAttributes?.timerId === timerId);
 *   if (fired) return [{ decisionType: 'CompleteWorkflowExecution' }];
 *   if (events.some(({ eventType }) => eventType === 'TimerStarted')) return [];
 *   const attributes = { timerId, startToFireTimeout: '3600' };
 *   return [{ decisionType: 'StartTimer', startTimerDecisionAttributes: attributes }];
 * };
 * const points = await everyUpgradePoint(
 *   {
 *     from: () => ({ workflows: { 'Order@1': orderWith('remind') } }),
 *     to: () => ({ workflows: { 'Order@1': orderWith('reminder') } }),
 *   },
 *   { start: { workflow: 'Order@1' } },
 * );
 * // A run whose timer has the old name is stuck, since the new decider waits for the new name.
 * deepEqual(
 *   points.unsafe.map(({ upgraded, first, last }) => [upgraded, first, last]),
 *   [
 *     ['both', 2, 2],
 *     ['deciders', 2, 2],
 *   ],
 * );
 * ```
 */
export async function everyUpgradePoint<W>(
  versions: UpgradeVersions<W>,
  scenario: UpgradeScenario<W>,
): Promise<UpgradePoints<W>> {
  const setup = checkedSetup(versions, scenario);
  const plays = await playAlone(setup);
  const { undisturbed, upgraded } = plays;
  const again = await play(setup, { running: alone('from') });
  const memory = differs(undisturbed.outcome, again.outcome) ? [MEMORY_TEXT] : [];
  const tries = new Tries(setup, scenario, plays);
  const isSound = areSound(plays);
  if (isSound) await tries.makeAll();
  const { tried, left, failed } = tries;
  const found = {
    ok: isSound && failed.length === 0 && left === 0,
    tried,
    left,
    tasks: undisturbed.takenBy.length,
    unsafe: rangesOf(failed),
    failed,
    minimized: await minimizedIfFailed(failed[0]?.outcome, scenario.minimizeRuns),
    undisturbed: undisturbed.outcome,
    upgraded: upgraded.outcome,
    notes: [...differingDefaults(madeVersions(versions)), ...memory],
  };
  return resultOf(found);
}

type FoundPoints<W> = Omit<UpgradePoints<W>, keyof Assertable | keyof Viewable>;

function resultOf<W>(found: FoundPoints<W>): UpgradePoints<W> {
  const { failed, undisturbed, upgraded } = found;
  const report = (): string => reportText(found);
  const result = withReport(found, report, () => !found.ok);
  const shown = undisturbed.ok && !upgraded.ok ? upgraded : undisturbed;
  return withPage(result, () => (failed[0]?.outcome ?? shown).html());
}
