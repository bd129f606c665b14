import type { Choose } from '../../src/core/index.js';

/**
 * Which of so many things that could come next does; -1 leaves the steps waiting. Live leaves it open, so a caller may
 * choose (docs/swf.md 6.9).
 */
export type Order = (choices: number) => number;

/** Takes the turns that a walk says, over and over; none means the default order. */
export function orderBy(turns: readonly number[]): Order {
  let turn = 0;
  return (choices) => {
    const wanted = turns[turn++ % Math.max(1, turns.length)] ?? 0;
    return wanted < 0 ? -1 : wanted % Math.max(1, choices);
  };
}

/** The same for the core, which takes -1 only while no deadline is due. */
export function chooseBy(turns: readonly number[]): Choose {
  const order = orderBy(turns);
  return (due) => {
    const wanted = order(due.length);
    return wanted < 0 && due.some((one) => 'at' in one) ? 0 : wanted;
  };
}
