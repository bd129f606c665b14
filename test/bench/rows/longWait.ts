import { SwfFake } from '../../../src/index.js';
import { stopwatch } from '../measure.js';
import type { Row } from '../row.js';

const LOOPS = 4;
const DAYS = 365;

/** A day in which each poll ends for itself is as much work as the goal of a year: some 50 ms on the machine of the goals. */
export const longWaitRow: Row = {
  name: 'long wait',
  subject: `${DAYS} days pass while ${LOOPS} poll loops wait`,
  limit: 'one day whose polls end each minute (idlePolls: exact)',
  goal: 1,
  unit: 'ms',
  pairs: 11,
  prepare: () => ({ limit: () => waited('exact', 1), subject: () => waited('skipped', DAYS) }),
};

async function waited(idlePolls: 'exact' | 'skipped', days: number): Promise<number> {
  const swf = new SwfFake({ idlePolls });
  swf.register({ domain: 'shop' });
  const client = swf.client({ polls: 'long' });
  const loops = Array.from({ length: LOOPS }, (_, number) => polling(`list-${number}`));
  const stop = stopwatch(1);
  await swf.clock.advanceAsync(`${days}d`);
  const cost = stop();
  swf.close();
  await Promise.all(loops);
  return cost;

  // The loop of a resident worker: it ends when the fake is closed.
  async function polling(name: string): Promise<void> {
    for (let isOpen = true; isOpen; ) {
      isOpen = await client.pollForActivityTask({ domain: 'shop', taskList: { name } }).then(
        () => true,
        () => false,
      );
    }
  }
}
