import { checkFunction, checkNames } from '../../args/checkOptions.js';
import type { Plan, PlannedFault } from '../faults/faultKinds.js';
import { addressedPlan } from '../faults/faults.js';
import { checkCallback } from '../model/checkCallback.js';
import { checkCount } from '../model/checkValues.js';
import type { OutsideEvent, Start } from '../model/definition.js';
import type { HeldStep, Schedule } from '../order/schedule.js';
import {
  type ChangedOptions,
  type FinishedSimulation,
  type Repeat,
  repeatOf,
  type SimulationResult,
} from '../run/result.js';
import { atFirstAttempt } from './attempts.js';
import { atEarlierTask } from './earlierTask.js';
import { failureOf } from './failure.js';
import { leaveOut } from './leaveOut.js';
import { type Minimized, minimizedOf } from './minimized.js';
import { MINIMIZE_RUNS } from './runs.js';

/** Options of `minimize()`. */
export interface MinimizeOptions {
  /** The largest number of simulations. Default 500. */
  readonly maxRuns?: number;
  /** Called after each simulation, with the number of those that are done and the largest number. */
  readonly onProgress?: (done: number, atMost: number) => void;
}

/**
 * Minimizes a simulation that failed: it leaves out faults, events from outside and waits of steps while the same failure
 * stays. The same failure is the same kind of end, with the same rule, invariant, error or refused call; numbers in its
 * message can differ. In the result no fault, event or wait can be left out alone, if `complete` is true.
 * A fault that struck a later attempt of a call, or a later task, moves to an earlier one if a fault is needless then.
 *
 * @throws TypeError if the simulation passed, is of `harness()` or of `minimize()`, or an option has a wrong value.
 *
 * @example
 * ```ts
 * import { deepEqual } from 'node:assert/strict';
 * import { type Decider, minimize, simulate } from 'swfake/simulation';
 *
 * const decider: Decider = ({ events }) => {
 *   if (events.some(({ eventType }) => eventType === 'ActivityTaskCompleted'))
 *     return [{ decisionType: 'CompleteWorkflowExecution' }];
 *   const attributes = { activityId: `charge-${events.length}`, activityType: { name: 'Charge', version: '1' } };
 *   return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
 * };
 * const result = await simulate<string[]>(
 *   {
 *     workflows: { 'Order@1': decider },
 *     activities: { 'Charge@1': (_task, { world }) => void world.push('42.00') },
 *     defaults: {
 *       workflows: { 'Order@1': { timeouts: { decision: '1m' } } },
 *       activities: { 'Charge@1': { timeouts: { startToClose: '1m' } } },
 *     },
 *     world: () => [],
 *     invariant: ({ world }) => world.length <= 1 || `charged ${world.length} times`,
 *   },
 *   {
 *     start: { workflow: 'Order@1' },
 *     plan: [{ fault: 'throttle' }, { fault: 'empty poll' }, { fault: 'crash after' }],
 *   },
 * );
 * const { faults, events, waits } = await minimize(result);
 * const at = "RespondActivityTaskCompleted for activity 'charge-3'";
 * deepEqual([faults, events, waits], [[{ fault: 'crash after', at }], [], []]);
 * ```
 */
export async function minimize<W>(result: SimulationResult<W>, options: MinimizeOptions = {}): Promise<Minimized<W>> {
  checkNames('minimize()', options, { maxRuns: true, onProgress: true });
  checkFunction('onProgress', options.onProgress);
  checkCount('maxRuns', options.maxRuns ?? MINIMIZE_RUNS, 1);
  const repeat = repeatOf(result);
  if (!repeat)
    throw new TypeError(
      'swfake: minimize() cannot repeat this result; expected one of simulate(), sweep(), everyCrashPoint() or everyUpgradePoint()',
    );
  if (result.ok) throw new TypeError('swfake: minimize() got a simulation that passed; expected one that failed');
  return new Minimization(result as FinishedSimulation<W>, repeat, options).run();
}

/** Minimizes a result that failed and that can be repeated; returns `undefined` for any other, or without runs. */
export async function minimizedIfFailed<W>(
  result: SimulationResult<W> | undefined,
  maxRuns = MINIMIZE_RUNS,
  onProgress: (done: number) => void = () => undefined,
): Promise<Minimized<W> | undefined> {
  const isFailed = result && !result.ok && repeatOf(result) !== undefined;
  return isFailed && maxRuns > 0 ? minimize(result, { maxRuns, onProgress }) : undefined;
}

/** The parts of a simulation that its failure may need. */
interface Parts {
  readonly faults: Plan;
  readonly events: readonly OutsideEvent[];
  readonly waits: Schedule;
}

/** A fault or an event from outside. */
type Cause = { readonly fault: PlannedFault } | { readonly event: OutsideEvent };

class Minimization<W> {
  #runs = 0;
  #best: FinishedSimulation<W>;
  #parts: Parts;
  readonly #whole: FinishedSimulation<W>;
  readonly #failure: string | undefined;
  readonly #start: Start;
  readonly #repeat: Repeat<W>;
  readonly #maxRuns: number;
  readonly #onProgress: MinimizeOptions['onProgress'];
  #seed: number | undefined;

  constructor(
    result: FinishedSimulation<W>,
    repeat: Repeat<W>,
    { maxRuns = MINIMIZE_RUNS, onProgress }: MinimizeOptions,
  ) {
    this.#whole = result;
    this.#best = result;
    this.#failure = failureOf(result);
    this.#start = result.givenStart;
    this.#seed = result.givenSeed;
    this.#repeat = repeat;
    this.#maxRuns = maxRuns;
    this.#onProgress = onProgress;
    this.#parts = {
      faults: addressedPlan(result.fired),
      events: result.givenStart.events ?? [],
      waits: result.schedule,
    };
  }

  async run(): Promise<Minimized<W>> {
    const before = this.#parts;
    const repeats = await this.#stays(before);
    if (repeats) await this.#leaveOutAll();
    const complete = repeats && this.#runs < this.#maxRuns;
    const { faults, events, waits } = this.#parts;
    const result = this.#best;
    return minimizedOf({
      result,
      whole: this.#whole,
      faults,
      events,
      waits,
      before,
      runs: this.#runs,
      complete,
      repeats,
    });
  }

  async #leaveOutAll(): Promise<void> {
    await this.#stays({ ...this.#parts, waits: [] });
    for (let size = Number.POSITIVE_INFINITY; this.#size() < size && this.#runs < this.#maxRuns; ) {
      size = this.#size();
      await this.#leaveOutCauses();
      await this.#leaveOutAttempts();
      await this.#leaveOutEarlierTasks();
      await this.#leaveOutWaits();
    }
    if (this.#seed !== undefined) await this.#leaveOutSeed();
  }

  #size(): number {
    const { faults, events, waits } = this.#parts;
    return faults.length + events.length + waits.length;
  }

  async #leaveOutCauses(): Promise<void> {
    const { faults, events } = this.#parts;
    const causes: Cause[] = [...faults.map((fault) => ({ fault })), ...events.map((event) => ({ event }))];
    await leaveOut(causes, (left) =>
      this.#stays({
        ...this.#parts,
        faults: left.flatMap((cause) => ('fault' in cause ? [cause.fault] : [])),
        events: left.flatMap((cause) => ('event' in cause ? [cause.event] : [])),
      }),
    );
  }

  // A lost request before a crash is needless if the crash can strike the first attempt.
  async #leaveOutAttempts(): Promise<void> {
    for (const fault of this.#parts.faults) {
      const faults = atFirstAttempt(this.#parts.faults, fault);
      if (faults) await this.#stays({ ...this.#parts, faults });
    }
  }

  // A task that was lost before the one that matters is needless if the fault can strike the first of them.
  async #leaveOutEarlierTasks(): Promise<void> {
    const { faults } = this.#parts;
    for (const later of faults.toReversed())
      for (const earlier of faults.slice(0, faults.indexOf(later))) {
        const moved = atEarlierTask(this.#parts, earlier, later);
        if (moved && (await this.#stays({ ...this.#parts, ...moved }))) return;
      }
  }

  async #leaveOutWaits(): Promise<void> {
    await leaveOut<HeldStep>(this.#parts.waits, (waits) => this.#stays({ ...this.#parts, waits }));
  }

  // The seed decides the run ids alone, as soon as faults have addresses and the order is given.
  async #leaveOutSeed(): Promise<void> {
    const seed = this.#seed;
    this.#seed = undefined;
    if (!(await this.#stays(this.#parts))) this.#seed = seed;
  }

  /** Returns true if the same failure stays with these parts, which are kept then. */
  async #stays(parts: Parts): Promise<boolean> {
    if (this.#runs >= this.#maxRuns) return false;
    this.#runs += 1;
    const { events: _, ...start } = this.#start;
    const { faults: plan, events, waits: schedule } = parts;
    const seed = this.#seed === undefined ? {} : { seed: this.#seed };
    const changed = { start: events.length > 0 ? { ...start, events } : start, plan, schedule, ...seed };
    const result = await this.#repeated(changed);
    checkCallback('onProgress()', this.#onProgress?.(this.#runs, this.#maxRuns));
    if (!result || failureOf(result) !== this.#failure) return false;
    this.#best = result;
    this.#parts = parts;
    return true;
  }

  // Code that hangs with other choices has another failure.
  async #repeated(changed: ChangedOptions): Promise<FinishedSimulation<W> | undefined> {
    try {
      return await this.#repeat(changed);
    } catch {
      return undefined;
    }
  }
}
