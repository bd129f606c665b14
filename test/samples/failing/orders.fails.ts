import { expect, test } from '../../../src/testing/vitest.js';

// Tests that fail, run by failing.test.ts to see what they show.

test('a run that is not closed', { retry: 1 }, ({ swf }) => {
  expect(swf.history(swf.scheduleActivity({ activity: 'Charge@1' }))).toBeClosedWith('COMPLETED');
});

test('two things that are wrong', ({ swf }) => {
  swf.scheduleActivity({ activity: 'Charge@1' });
  expect.soft(1).toBe(2);
  expect.soft(3).toBe(4);
});

test('nothing to do with a fake', () => {
  expect(1).toBe(2);
});
