import type { Change } from './changes.js';
import type { State } from './state.js';

/** Changes, and perhaps more that follow from the state which they make. */
export interface Stage {
  readonly changes: readonly Change[];
  /** Decides what follows, against the state after `changes`. */
  readonly next?: (s: State) => Stage | undefined;
}

/** One stage after another, each decided against what the one before it left. */
export function inTurn(...stages: readonly ((s: State) => Stage | undefined)[]): Stage {
  return { changes: [], next: (s) => turn(s, stages, undefined) };
}

function turn(
  s: State,
  stages: readonly ((s: State) => Stage | undefined)[],
  current: Stage | undefined,
): Stage | undefined {
  if (current) {
    return { changes: current.changes, next: (after) => turn(after, stages, current.next?.(after)) };
  }
  const [first, ...rest] = stages;
  if (!first) return undefined;
  const stage = first(s);
  return stage ? turn(s, rest, stage) : turn(s, rest, undefined);
}
