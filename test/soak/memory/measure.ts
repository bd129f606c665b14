import { getHeapSpaceStatistics } from 'node:v8';
import { type Fit, fitOf, type Point } from './fit.js';
import type { Scenario } from './scenario.js';

/** How long a scenario goes on. */
export interface Length {
  /** The part of the scenario's count, above 0. */
  readonly fraction: number;
  /** The minutes of a scenario without a count. */
  readonly minutes: number;
  /** How often the heap is measured after the warm-up, which is half as long; default: 20. */
  readonly points?: number;
}

export interface Result extends Fit {
  readonly scenario: Scenario;
  readonly units: number;
  /** The heap at the points from the warm-up to the end. */
  readonly points: readonly Point[];
  readonly verdict: 'met' | 'within noise' | 'MISSED';
}

const POINTS = 20;

/** Does the units of a scenario, and fits a line through the heap at equal distances of its way after the warm-up. */
export async function measure(scenario: Scenario, length: Length): Promise<Result> {
  const work = await scenario.prepare();
  const { points: counted = POINTS } = length;
  // The first third of the way does not count: code is compiled, and what is bounded fills up.
  const warmUp = Math.ceil(counted / 2);
  try {
    const isAt = progressOf(scenario, length);
    const points: Point[] = [];
    let units = 0;
    for (let next = 1; next <= counted + warmUp; next += 1) {
      do units += await work.act();
      while (isAt(units) < next / (counted + warmUp));
      points.push({ units, bytes: await heapUsed() });
    }
    work.check();
    return judged(scenario, units, points.slice(warmUp));
  } finally {
    await work.end();
  }
}

function progressOf({ count }: Scenario, { fraction, minutes }: Length): (units: number) => number {
  if (count !== undefined) return (units) => units / (count * fraction);
  const begun = performance.now();
  return () => (performance.now() - begun) / (minutes * 60_000);
}

function judged(scenario: Scenario, units: number, points: readonly Point[]): Result {
  const { slope, error } = fitOf(points);
  const surely = slope - 2 * error;
  const verdict = slope < scenario.goal ? 'met' : surely < scenario.goal ? 'within noise' : 'MISSED';
  return { scenario, units, points, slope, error, verdict };
}

/**
 * Returns the bytes in use after everything that can be collected has been: the heap without compiled code, of which V8 makes
 * more as long as a process runs, and the buffers outside of the heap.
 */
export async function heapUsed(): Promise<number> {
  if (!gc) throw new Error('soak: run node with --expose-gc');
  // A finalizer, and a socket that closes, take turns of the event loop.
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    gc();
  }
  const { heapUsed: heap, external } = process.memoryUsage();
  const code = getHeapSpaceStatistics().filter(({ space_name: name }) => name.startsWith('code_'));
  return heap + external - code.reduce((sum, { space_used_size: size }) => sum + size, 0);
}
