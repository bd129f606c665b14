import { checkFunction } from '../args/checkOptions.js';
import { type Assertable, counted, withReport } from '../results/report.js';
import type { MadeCall } from './faults/callLog.js';
import type { PlannedFault } from './faults/faultKinds.js';
import { minimizedIfFailed } from './minimize/minimize.js';
import type { Minimized } from './minimize/minimized.js';
import { MINIMIZE_RUNS } from './minimize/runs.js';
import { checkCallback } from './model/checkCallback.js';
import { checkCount } from './model/checkValues.js';
import { type DefinitionSource, madeDefinition } from './model/definitionSource.js';
import { differs, MEMORY_TEXT } from './run/memory.js';
import type { FinishedSimulation, SimulationResult } from './run/result.js';
import { checkSimulate, runSimulation, type SimulateOptions } from './run/simulate.js';

/** The loss at a call: the request, the response, or the caller. */
export type CrashPointFault = 'lost request' | 'lost response' | 'crash';

/** One call of the run, the loss at it, and the result. */
export interface CrashPoint<W = unknown> {
  /** The address of the call. */
  readonly address: string;
  /** The operation and the caller: `RespondActivityTaskCompleted of worker-1`. */
  readonly call: string;
  /** The loss at the call. */
  readonly loss: CrashPointFault;
  /** The result of the run with this loss. */
  readonly outcome: SimulationResult<W>;
}

/** The result of `everyCrashPoint`. */
export interface CrashPoints<W = unknown> extends Assertable {
  /** True if every point was tried and none failed, and the run without a loss did not fail either. */
  readonly ok: boolean;
  /** The number of points that were tried. */
  readonly tried: number;
  /** The number of points that were not tried, because there are more than `maxPoints`. */
  readonly left: number;
  /** The points at which the run failed. */
  readonly failed: readonly CrashPoint<W>[];
  /**
   * The first failure, with as little as it needs: that of the run without a loss, or else of the first point. `undefined` if
   * nothing failed, or with `minimizeRuns: 0`.
   */
  readonly minimized: Minimized<W> | undefined;
  /** The result of the run without a loss. */
  readonly undisturbed: SimulationResult<W>;
  /** True if the run without a loss gave another history the second time: code of the definition remembers the first. */
  readonly remembers: boolean;
}

/** Options of `everyCrashPoint`, besides those of `simulate`. */
export interface CrashPointOptions extends Omit<SimulateOptions, 'start' | 'plan'> {
  /** The largest number of points to try. Default 10,000. */
  readonly maxPoints?: number;
  /** The largest number of runs in which the first failure is minimized; 0: it is not. Default 500. */
  readonly minimizeRuns?: number;
  /** Called after each point, with the number of points that are done and of all that are tried. */
  readonly onProgress?: (done: number, all: number) => void;
}

const MAX_POINTS = 10_000;
const CRASH_POINT_OPTIONS = { maxPoints: true, minimizeRuns: true, onProgress: true, plan: false };

/**
 * Simulates a run once for each of its calls and each loss: the request is lost, the response is lost, or the caller
 * crashes. Up to the loss, each simulation equals the run without a loss. Without a seed or a schedule no choice is random:
 * the first possibility is taken.
 *
 * @throws TypeError as `simulate` does, or if `onProgress` returns a promise.
 * @throws Error as `simulate` does.
 *
 * @example
 * ```ts
 * import { equal, match } from 'node:assert/strict';
 * import { type Decider, everyCrashPoint } from 'swfake/simulation';
 *
 * const decider: Decider = ({ events }) => {
 *   if (events.some(({ eventType }) => eventType === 'ActivityTaskCompleted'))
 *     return [{ decisionType: 'CompleteWorkflowExecution' }];
 *   const attributes = { activityId: `charge-${events.length}`, activityType: { name: 'Charge', version: '1' } };
 *   return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
 * };
 * const points = await everyCrashPoint<string[]>(
 *   {
 *     workflows: { 'Order@1': decider },
 *     // The fault of this worker: after a crash, the next worker charges again.
 *     activities: { 'Charge@1': (_task, { world }) => void world.push('42.00') },
 *     defaults: {
 *       workflows: { 'Order@1': { timeouts: { decision: '1m' } } },
 *       activities: { 'Charge@1': { timeouts: { startToClose: '1m' } } },
 *     },
 *     world: () => [],
 *     invariant: ({ world }) => world.length <= 1 || `charged ${world.length} times`,
 *   },
 *   { workflow: 'Order@1' },
 * );
 * equal(points.ok, false);
 * equal(points.failed.length, 1);
 * match(String(points), /crash at RespondActivityTaskCompleted of worker-1: invariant violated: charged 2 times/);
 * ```
 */
export async function everyCrashPoint<W>(
  definition: DefinitionSource<W>,
  start: SimulateOptions['start'],
  { maxPoints = MAX_POINTS, minimizeRuns = MINIMIZE_RUNS, onProgress, ...options }: CrashPointOptions = {},
): Promise<CrashPoints<W>> {
  checkSimulate('everyCrashPoint()', madeDefinition(definition), { start, ...options }, CRASH_POINT_OPTIONS);
  checkFunction('onProgress', onProgress);
  checkCount('maxPoints', maxPoints, 1);
  checkCount('minimizeRuns', minimizeRuns, 0);
  const settings = options.seed === undefined ? { schedule: [], ...options } : options;
  const undisturbed = await runSimulation(definition, { start, ...settings }, true);
  const again = await runSimulation(definition, { start, ...settings }, false);
  const points = pointsOf(undisturbed);
  const failed: CrashPoint<W>[] = [];
  const selected = points.slice(0, maxPoints);
  for (const [i, { address, loss, call }] of selected.entries()) {
    const plan: PlannedFault[] = [{ fault: loss, at: address }];
    const outcome = await runSimulation(definition, { start, ...settings, plan }, false);
    if (!outcome.ok) failed.push({ address, loss, call, outcome });
    checkCallback('onProgress()', onProgress?.(i + 1, selected.length));
  }
  const left = points.length - selected.length;
  const ok = undisturbed.ok && failed.length === 0 && left === 0;
  const remembers = differs(undisturbed, again);
  const minimized = await minimizedIfFailed(firstFailed({ undisturbed, failed }), minimizeRuns);
  const summary = { ok, tried: selected.length, left, failed, minimized, undisturbed, remembers };
  return withReport(
    summary,
    () => reportText(summary),
    () => !ok,
  );
}

/** A point of a run that was simulated without a loss. */
export type PlannedPoint = Pick<CrashPoint, 'address' | 'call' | 'loss'>;

/** Returns the points of a run, in the order of its calls. The run was simulated without a loss, and recorded its calls. */
export const pointsOf = ({ madeCalls }: Pick<FinishedSimulation<unknown>, 'madeCalls'>): readonly PlannedPoint[] =>
  madeCalls.flatMap(pointsAt);

// The outside caller starts and signals the run. It cannot crash, because then there is no run.
function pointsAt({ op, caller, outside, address }: MadeCall): PlannedPoint[] {
  const call = `${op} of ${caller}`;
  const lost: PlannedPoint[] = [
    { address, call, loss: 'lost request' },
    { address, call, loss: 'lost response' },
  ];
  return outside ? lost : [...lost, { address, call, loss: 'crash' }];
}

type Found<W> = Omit<CrashPoints<W>, keyof Assertable>;

const firstFailed = <W>({ undisturbed, failed }: Pick<Found<W>, 'undisturbed' | 'failed'>) =>
  undisturbed.ok ? failed[0]?.outcome : undisturbed;

function reportText<W>(found: Found<W>): string {
  const { tried, left, failed, minimized, undisturbed, remembers } = found;
  const untried = left > 0 ? `, ${left} not tried (maxPoints is ${tried})` : '';
  const head = `tried ${counted(tried, 'crash point')}, ${failed.length} failed${untried}`;
  const memory = remembers ? [`note: ${MEMORY_TEXT}`] : [];
  const report = minimized?.toString() ?? firstFailed(found)?.report();
  const first = report === undefined ? [] : ['', report];
  if (!undisturbed.ok) return [`${head}; the run without a loss failed:`, ...memory, ...first].join('\n');
  const lines = failed.map(({ call, loss, outcome }) => `  ${loss} at ${call}: ${outcome.problem?.split('\n')[0]}`);
  return [head, ...lines, ...memory, ...first].join('\n');
}
