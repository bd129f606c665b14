import { describe } from 'vitest';
import { expect, test } from '../../../../src/testing/vitest.js';

// Tests that write pages, run by failurePage.test.ts.

const paged = test.extend({ swfOptions: { report: 'html', seed: 7 } });

describe('an order', () => {
  paged('that is not closed: <b>/\\', { retry: 1 }, ({ swf }) => {
    expect(swf.history(swf.scheduleActivity({ activity: 'Charge@1' }))).toBeClosedWith('COMPLETED');
  });

  for (const paid of [1, 2]) {
    paged('that is paid', ({ swf }) => {
      swf.scheduleActivity({ activity: 'Charge@1', input: String(paid) });
      expect(paid).toBe(3);
    });
  }

  paged('that passes', ({ swf }) => {
    swf.scheduleActivity({ activity: 'Charge@1' });
  });

  paged.fails('that fails as expected', ({ swf }) => {
    swf.scheduleActivity({ activity: 'Charge@1' });
    expect(1).toBe(2);
  });

  let attempts = 0;
  paged('that fails at first, in each repeat', { repeats: 1, retry: 1 }, ({ swf }) => {
    swf.scheduleActivity({ activity: 'Charge@1' });
    attempts += 1;
    expect(attempts % 2).toBe(0);
  });
});

paged('without a run', ({ swf }) => {
  expect(swf.runs()).toHaveLength(1);
});

test('without the option', ({ swf }) => {
  swf.scheduleActivity({ activity: 'Charge@1' });
  expect(1).toBe(2);
});
