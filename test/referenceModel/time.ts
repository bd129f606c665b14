import { type Deadline, deadlines } from './deadlines.js';
import type { Order } from './order.js';
import { outstanding, takeStep } from './steps.js';
import type { Step, World } from './world.js';

export const inOrder: Order = () => 0;
export const holding: Order = () => -1;

/** Time passes: what is due at an instant fires first, then what batches left behind lands (docs/swf.md 6.9). */
export function settle(world: World, until: number, order: Order): void {
  for (let next = chosen(world, until, order); next; next = chosen(world, until, order)) {
    if ('kind' in next) takeStep(world, next);
    else {
      world.now = Math.max(world.now, next.at);
      next.fire(world);
    }
  }
  world.now = until;
}

function chosen(world: World, until: number, order: Order): Deadline | Step | undefined {
  const due = deadlines(world).filter(({ at }, _, [first]) => at <= until && at === first?.at);
  const steps = outstanding(world);
  if (due[0] && (due[0].at <= world.now || steps.length === 0)) {
    const choices = [...due, ...(due[0].at <= world.now ? steps : [])];
    // Nobody can hold time back.
    return choices[Math.max(0, order(choices.length))];
  }
  const step = steps[order(steps.length)];
  return step ?? due[Math.max(0, order(due.length))];
}
