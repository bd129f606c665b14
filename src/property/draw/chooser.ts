import type { Choose } from '../../core/index.js';

/**
 * Returns a function that chooses the next deadline or after-batch step of those that are due. It uses the turns one
 * after the other, and then again from the first: -1 leaves the steps waiting. Without turns, the order is the default
 * one.
 */
export function chooser(turns: readonly number[]): Choose {
  let turn = 0;
  return (due) => {
    const choice = turns[turn++ % Math.max(1, turns.length)] ?? 0;
    // A deadline cannot wait.
    if (choice < 0) return due.some((one) => 'at' in one) ? 0 : -1;
    return choice % due.length;
  };
}
