import type { Definition } from './definition.js';
import type { Outcome } from './outcome.js';
import type { PlannedFault } from './plan.js';
import { type SimulateOptions, simulated } from './simulate.js';
import type { MadeCall } from './wire.js';

/** What gets lost at a call. */
export type Loss = 'lost request' | 'lost response' | 'crash';

/** One call of the scenario, and what was lost there. */
export interface CrashPoint<W = unknown> {
  /** Which call, from 1. */
  readonly nth: number;
  /** The operation and who made the call. */
  readonly call: string;
  readonly loss: Loss;
  readonly outcome: Outcome<W>;
}

export interface CrashPoints<W = unknown> {
  /** Nothing failed, nor did the scenario itself with nothing lost, and every point was tried. */
  readonly ok: boolean;
  /** How many points were tried. */
  readonly tried: number;
  /** How many were left, because there are more than `maxPoints`. */
  readonly left: number;
  readonly failed: readonly CrashPoint<W>[];
  /** The scenario with nothing lost. */
  readonly undisturbed: Outcome<W>;
  /** How many points were tried, which failed, and the test that repeats the first. */
  toString(): string;
}

export interface CrashPointOptions extends Omit<SimulateOptions, 'start' | 'plan'> {
  /** Default 10,000. */
  readonly maxPoints?: number;
  /** Told after each point: how many are done, of how many. */
  readonly onProgress?: (done: number, all: number) => void;
}

const MAX_POINTS = 10_000;

/**
 * Plays the scenario once for each of its calls and each of these: the request is lost there, or the response, or whoever
 * makes the call dies. Without a seed or a schedule, what comes first goes first. Up to its point every play is the
 * scenario itself.
 */
export async function everyCrashPoint<W>(
  definition: Definition<W>,
  start: SimulateOptions['start'],
  { maxPoints = MAX_POINTS, onProgress, ...options }: CrashPointOptions = {},
): Promise<CrashPoints<W>> {
  const chosen = options.seed === undefined ? { schedule: [], ...options } : options;
  const undisturbed = await simulated(definition, { start, ...chosen }, true);
  const points = undisturbed.made.flatMap((made, i) => lossesAt(made, i + 1));
  const failed: CrashPoint<W>[] = [];
  const wanted = points.slice(0, maxPoints);
  for (const [i, { nth, loss, call }] of wanted.entries()) {
    const plan: PlannedFault[] = [{ fault: loss, nth }];
    const outcome = await simulated(definition, { start, ...chosen, plan }, false);
    if (!outcome.ok) failed.push({ nth, loss, call, outcome });
    onProgress?.(i + 1, wanted.length);
  }
  const left = points.length - wanted.length;
  const ok = undisturbed.ok && failed.length === 0 && left === 0;
  const found = { ok, tried: wanted.length, left, failed, undisturbed };
  return { ...found, toString: () => textOf(found) };
}

interface Point {
  readonly nth: number;
  readonly call: string;
  readonly loss: Loss;
}

// Whoever starts and signals the run is no worker: without it there is no scenario. The nth call that anybody could make
// and die of is counted without those from outside.
function lossesAt({ op, by, outside, insider }: MadeCall, nth: number): Point[] {
  const call = `${op} of ${by}`;
  const lost: Point[] = [
    { nth, call, loss: 'lost request' },
    { nth, call, loss: 'lost response' },
  ];
  return outside ? lost : [...lost, { nth: insider, call, loss: 'crash' }];
}

function textOf<W>({ tried, left, failed, undisturbed }: Omit<CrashPoints<W>, 'toString'>): string {
  const head = `${tried} points tried, ${failed.length} failed${left > 0 ? `, ${left} left` : ''}`;
  if (!undisturbed.ok) return [`${head}; with nothing lost:`, undisturbed.report()].join('\n');
  const lines = failed.map(({ call, loss, outcome }) => `  ${loss}: ${call}: ${outcome.problem?.split('\n')[0]}`);
  const first = failed[0] ? ['', failed[0].outcome.report()] : [];
  return [head, ...lines, ...first].join('\n');
}
