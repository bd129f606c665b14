import { DEFAULT_PAIRS, DEFAULT_WARM_UPS, type Row } from './row.js';

export type Verdict = 'met' | 'within noise' | 'MISSED';

export interface Result {
  readonly name: string;
  readonly subject: string;
  readonly limit: string;
  readonly unit: Row['unit'];
  readonly pairs: number;
  /** Medians of what a unit of work cost. */
  readonly subjectCost: number;
  readonly limitCost: number;
  /** The median over the pairs of what the subject cost to what the limit did. */
  readonly ratio: number;
  readonly goal: number;
  /** How far the limit is from itself: the median over the pairs of |one sample / the one before it - 1|. */
  readonly noise: number;
  readonly verdict: Verdict;
}

export type Progress = (name: string, done: number, all: number) => void;

/** Limit, subject, limit, subject … limit: whatever slows the machine for a while slows both, and the noise shows it. */
export async function measure(row: Row, progress: Progress): Promise<Result> {
  const { pairs = DEFAULT_PAIRS, warmUps = DEFAULT_WARM_UPS } = row;
  const contest = await row.prepare();
  const limits: number[] = [];
  const subjects: number[] = [];
  for (let i = -warmUps; i < pairs; i += 1) {
    progress(row.name, warmUps + i, warmUps + pairs);
    limits.push(await contest.limit());
    subjects.push(await contest.subject());
  }
  limits.push(await contest.limit());
  await contest.close?.();
  return judged(row, subjects.slice(warmUps), limits.slice(warmUps));
}

function judged(row: Row, subjects: readonly number[], limits: readonly number[]): Result {
  const { name, subject, limit, unit, goal } = row;
  const ratio = median(subjects.map((cost, i) => cost / (limits[i] as number)));
  const noise = median(subjects.map((_, i) => Math.abs((limits[i + 1] as number) / (limits[i] as number) - 1)));
  const costs = { subjectCost: median(subjects), limitCost: median(limits) };
  return {
    name,
    subject,
    limit,
    unit,
    pairs: subjects.length,
    ...costs,
    ratio,
    goal,
    noise,
    verdict: verdict(ratio, goal, noise),
  };
}

const verdict = (ratio: number, goal: number, noise: number): Verdict => {
  if (ratio <= goal) return 'met';
  return ratio <= goal * (1 + noise) ? 'within noise' : 'MISSED';
};

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** Milliseconds for each of `count` units of the work that `act` does. */
export function timed(count: number, act: () => void): number {
  const stop = stopwatch(count);
  act();
  return stop();
}

/** Call it before the work, and what it returns after: milliseconds for each of `count` units. */
export function stopwatch(count: number): () => number {
  // Young garbage of the preparations would be collected in the middle of the work. A full collection would do worse: it
  // throws away what the compiler has learnt.
  collect({ type: 'minor' });
  const start = performance.now();
  return () => (performance.now() - start) / count;
}

/** Bytes in use after everything that can be collected has been. */
export function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

function collect(options?: NodeJS.GCOptions): void {
  if (!gc) throw new Error('bench: run node with --expose-gc');
  if (options) gc(options);
  else gc();
}
