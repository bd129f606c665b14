import { expect, it } from 'vitest';
import { fuzz } from './fuzz.js';

// `npm run fuzz` sends ten thousand, and looks at the heap.
it('malformed requests leave the server up, and the fake as it was where they are refused', async () => {
  const { statuses, changed, wrong } = await fuzz(1, 1500);
  expect(wrong).toEqual([]);
  expect(changed).toBeGreaterThan(10);
  expect(Object.keys(statuses)).toEqual(
    expect.arrayContaining(['200', '400', '403', '404', '405', '408', '413', '431']),
  );
}, 60_000);
