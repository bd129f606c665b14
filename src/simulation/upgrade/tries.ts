import { checkCallback } from '../model/checkCallback.js';
import type { SimulationResult } from '../run/result.js';
import { firstDifference } from './difference.js';
import { type AlonePlays, type Play, type PlaySetup, playPoint } from './play.js';
import { rollbacksOf, rollingPoints, type SwitchPoint, switchPoints, takenPart, type UpgradePoint } from './point.js';
import type { FailedPoint } from './report.js';
import type { UpgradeScenario } from './scenario.js';

/** A point at which the upgrade failed. */
export interface UpgradeFailure<W = unknown> extends FailedPoint {
  /** The result of the play. */
  readonly outcome: SimulationResult<W>;
}

type Choice = Pick<UpgradeScenario, 'rollback' | 'rolling' | 'maxPoints' | 'only' | 'onProgress'>;

const MAX_POINTS = 10_000;

/** The points of a scenario, one play for each. */
export class Tries<W> {
  tried = 0;
  left = 0;
  readonly failed: UpgradeFailure<W>[] = [];
  readonly #setup: PlaySetup<W>;
  readonly #choice: Choice;
  readonly #alone: AlonePlays<W>;
  /** The number of tasks that were taken at each point. */
  readonly #tasks = new Map<UpgradePoint, number>();

  constructor(setup: PlaySetup<W>, choice: Choice, alone: AlonePlays<W>) {
    this.#setup = setup;
    this.#choice = choice;
    this.#alone = alone;
  }

  get #undisturbed(): Play<W> {
    return this.#alone.undisturbed;
  }

  /** Tries every point, up to `maxPoints`. */
  async makeAll(): Promise<void> {
    const { rollback = false, rolling = false, only } = this.#choice;
    if (only) return this.#makeEach([only]);
    const tasks = this.#undisturbed.takenBy.length;
    const switches = switchPoints(tasks);
    await this.#makeEach([...switches, ...(rolling ? rollingPoints(tasks) : [])]);
    if (rollback) await this.#makeEach(switches.flatMap((point) => this.#rollbacks(point)));
  }

  // A point that was not tried has about the tasks of the undisturbed play.
  #rollbacks(point: SwitchPoint): readonly UpgradePoint[] {
    return rollbacksOf(point, this.#tasks.get(point) ?? this.#undisturbed.takenBy.length);
  }

  async #makeEach(points: readonly UpgradePoint[]): Promise<void> {
    const { maxPoints = MAX_POINTS, onProgress } = this.#choice;
    const selected = points.slice(0, maxPoints - this.tried);
    const all = this.tried + selected.length;
    this.left += points.length - selected.length;
    for (const point of selected) {
      await this.#make(point);
      checkCallback('onProgress()', onProgress?.(this.tried, all));
    }
  }

  async #make(point: UpgradePoint): Promise<void> {
    const { outcome, takenBy, decided } = await playPoint(this.#setup, point, this.#alone);
    this.tried += 1;
    this.#tasks.set(point, takenBy.length);
    if (outcome.ok) return;
    const difference = firstDifference(this.#undisturbed.decided, decided);
    this.failed.push({ point: takenPart(point, takenBy.length), takenBy, difference, outcome });
  }
}
