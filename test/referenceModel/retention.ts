import { isClosed, lastOf, type Run } from './history.js';
import { outstanding } from './steps.js';
import type { World } from './world.js';

const ONE_DAY_IN_MILLIS = 86_400_000;

/**
 * When a closed run is forgotten: so many days after its close; without a retention as soon as time moves on, or at once
 * (docs/swf.md 7.5, doubt 30).
 */
export function forgottenAt({ domains, assumptions }: World, run: Run): number {
  const retention = domains[0]?.retention ?? 'NONE';
  const days = retention === 'NONE' ? 0 : Number(retention);
  const { at } = lastOf(run);
  if (days > 0) return at + days * ONE_DAY_IN_MILLIS;
  return assumptions.closedWithoutRetention === 'forgotten' ? at : at + 1;
}

/** Whether a run is gone; one that has still something to deliver is not (docs/swf.md, doubts 8 and 30). */
export const isForgotten = (world: World, run: Run): boolean =>
  isClosed(run) && forgottenAt(world, run) <= world.now && !outstanding(world).some((step) => step.run === run);
