import type { Choose } from '../core/index.js';

/** Takes what is due in the turns of a walk, over and over; -1 lets the steps after a batch wait. None: the default order. */
export function chooser(turns: readonly number[]): Choose {
  let turn = 0;
  return (due) => {
    const choice = turns[turn++ % Math.max(1, turns.length)] ?? 0;
    // Deadlines cannot be held back.
    if (choice < 0) return due.some((one) => 'at' in one) ? 0 : -1;
    return choice % due.length;
  };
}
