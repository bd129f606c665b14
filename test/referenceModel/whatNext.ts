import type { Move } from '../../src/property/walks/moves.js';
import { deadlines } from './deadlines.js';
import { isClosed } from './history.js';
import { forgottenAt } from './retention.js';
import { candidates } from './tasks.js';
import type { World } from './world.js';

/** What a walk that knows how things are can do next. */

/** The nth instant at which something is due before long: a walk should not end at the timeout of its runs. */
export function instantOf(world: World, now: number, nth: number): number {
  const soon = deadlines(world).filter(({ at }) => at < now + 30_000);
  const instants = [...new Set(soon.map(({ at }) => at))];
  return instants[nth % Math.max(1, instants.length)] ?? now;
}

/** When one of the last closed runs is forgotten. */
export function forgettingOf(world: World, now: number, nth: number): number {
  const instants = world.runs.filter(isClosed).map((run) => forgottenAt(world, run));
  const soon = instants.filter((at) => at > now && at < Number.POSITIVE_INFINITY).slice(-4);
  return soon[nth % Math.max(1, soon.length)] ?? now;
}

/** A poll of a list that has something. */
export function pollOf(world: World, task: 'decision' | 'activity'): Extract<Move, { kind: 'poll' }> | undefined {
  const has = (list: string): boolean => candidates(world, task, list).length > 0;
  if (has('list b')) return { kind: 'poll', task, list: 4 };
  return has('list a') ? { kind: 'poll', task, list: 0 } : undefined;
}
