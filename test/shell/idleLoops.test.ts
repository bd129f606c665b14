import { expect, it } from 'vitest';
import { shellOf } from '../../src/fake.js';
import { IdleLoops, type LoopPoll } from '../../src/shell/idleLoops.js';
import { domain, shop } from '../support/shop.js';

const loop = (n: number): LoopPoll => ({ list: { kind: 'activity', domain, name: 'default' }, holder: `worker-${n}` });

/** Returns loops of which the first has come back ten times, and only waits. */
function waitingLoops(): IdleLoops {
  const loops = new IdleLoops();
  for (let n = 0; n < 10; n += 1) loops.ended(loop(0));
  expect(loops.poll(loop(0), 0)).toBe(true);
  return loops;
}

it('a loop that only waits is known until a thousand others have polled after it', () => {
  const loops = waitingLoops();
  for (let n = 1; n < 1000; n += 1) loops.poll(loop(n), 0);
  expect(loops.poll(loop(0), 0)).toBe(true);
  loops.poll(loop(1000), 0);
  expect(loops.poll(loop(0), 0)).toBe(false);
});

it('the last polls of a thousand task lists are kept', async () => {
  const swf = shop();
  const client = swf.client();
  const poll = (n: number) => client.pollForActivityTask({ domain, taskList: { name: `list-${n}` } });
  for (let n = 0; n < 1000; n += 1) await poll(n);
  // The list is now the one that was polled last.
  await poll(0);
  await poll(1000);
  const names = [...shellOf(swf).pollers.values()].map(({ name }) => name);
  expect(names).toHaveLength(1000);
  expect([names.includes('list-0'), names.includes('list-1'), names.at(-1)]).toEqual([true, false, 'list-1000']);
});
