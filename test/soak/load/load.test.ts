import { expect, it } from 'vitest';
import { load } from './load.js';

// `npm run load` goes on for half a minute, and counts calls per second.
it('clients that poll and respond at once lose no task, and share none', async () => {
  const { decisions, activities, twice, violations } = await load(200, (calls) => calls >= 3000);
  expect(twice).toEqual([]);
  expect(violations).toEqual([]);
  expect(decisions.scheduled).toBe(decisions.closed + decisions.open);
  expect(activities.scheduled).toBe(activities.closed + activities.open);
  expect(activities.closed).toBeGreaterThan(250);
}, 60_000);
