import type { TaskKind } from '../../core/index.js';
import { Random } from '../model/random.js';
import type { VersionName } from './versions.js';

/** The part of a system that is upgraded. */
export type UpgradedPart = 'both' | 'deciders' | 'workers';

/** An upgrade: who takes which task of a play. Tasks have numbers from 1, in the order in which they are taken. */
export type UpgradePoint =
  /** From the task on, `to` takes the tasks of the upgraded part; from `backAt` on, `from` takes them again. */
  | { readonly task: number; readonly upgraded: UpgradedPart; readonly backAt?: number }
  /** Both versions run, and each task is taken by the one named at its place. `to` takes all that follow. */
  | { readonly takenBy: readonly VersionName[] };

/** An upgrade at one task, perhaps with a rollback. */
export type SwitchPoint = Extract<UpgradePoint, { readonly task: number }>;

/** A rolling deployment. */
export type RollingPoint = Extract<UpgradePoint, { readonly takenBy: unknown }>;

/** Returns the versions that run when a task is next. The first one takes it, if it serves it. */
export type Deployment = (kind: TaskKind, task: number) => readonly VersionName[];

const PART = { decision: 'deciders', activity: 'workers' } as const;

/** Returns the deployment in which one version runs alone. */
export const alone = (version: VersionName): Deployment => {
  const running = [version];
  return () => running;
};

/** Returns the deployment of a point. */
export function deploymentOf(point: UpgradePoint): Deployment {
  if ('takenBy' in point)
    return (_kind, task) => (point.takenBy[task - 1] === 'from' ? ['from', 'to'] : ['to', 'from']);
  const { task: first, upgraded, backAt = Number.POSITIVE_INFINITY } = point;
  const [before, after] = [alone('from'), alone('to')];
  return (kind, task) => {
    const isUpgraded = task >= first && task < backAt && (upgraded === 'both' || upgraded === PART[kind]);
    return (isUpgraded ? after : before)(kind, task);
  };
}

/** The parts that can be upgraded. */
export const PARTS: readonly UpgradedPart[] = ['both', 'deciders', 'workers'];

/** Returns the points without a rollback, of a play with so many tasks. */
export const switchPoints = (tasks: number): readonly SwitchPoint[] =>
  PARTS.flatMap((upgraded) => numbers(1, tasks).map((task) => ({ task, upgraded })));

/** Returns the rollbacks of a point, whose play takes so many tasks. */
export const rollbacksOf = (point: SwitchPoint, tasks: number): readonly SwitchPoint[] =>
  numbers(point.task + 1, tasks).map((backAt) => ({ ...point, backAt }));

const MOST_ASSIGNED = 10;
const ROLLING_SEEDS = 256;
// A stream of its own: the seed of the simulation decides other things.
const ROLLING_STREAM = 7;
// A mixed play can take more tasks than the undisturbed one.
const LONGER = 4;

/** Returns the points of a rolling deployment: every assignment of up to 10 tasks, or else those of 256 seeds. */
export const rollingPoints = (tasks: number): readonly UpgradePoint[] =>
  tasks <= MOST_ASSIGNED
    ? numbers(0, 2 ** tasks - 1).map((bits) => ({ takenBy: numbers(0, tasks - 1).map((i) => versionOf(bits >> i)) }))
    : numbers(1, ROLLING_SEEDS).map((seed) => ({ takenBy: assignmentOf(seed, tasks * LONGER) }));

function assignmentOf(seed: number, tasks: number): readonly VersionName[] {
  const random = new Random(seed, ROLLING_STREAM);
  return numbers(1, tasks).map(() => versionOf(random.next()));
}

const versionOf = (bits: number): VersionName => ((bits & 1) === 0 ? 'from' : 'to');

/** Returns the numbers from the first to the last. */
const numbers = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** Returns a point without the assignments of tasks that were never taken. */
export const takenPart = (point: UpgradePoint, tasks: number): UpgradePoint =>
  'takenBy' in point ? { takenBy: point.takenBy.slice(0, tasks) } : point;

/** Returns the place of a point in words. */
export function pointText(point: UpgradePoint): string {
  if ('takenBy' in point) return `rolling, tasks taken by ${point.takenBy.join(', ')}`;
  const { task, upgraded, backAt } = point;
  const back = backAt === undefined ? '' : `, back at task ${backAt}`;
  return `${upgraded} upgraded at task ${task}${back}`;
}
