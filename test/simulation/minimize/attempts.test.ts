import { describe, expect, it } from 'vitest';
import type { PlannedFault } from '../../../src/simulation/index.js';
import { atFirstAttempt } from '../../../src/simulation/minimize/attempts.js';

const lost: PlannedFault = { fault: 'lost request', at: 'a call' };
const throttled: PlannedFault = { fault: 'throttle', at: 'a call, attempt 2' };
const crash: PlannedFault = { fault: 'crash', at: 'a call, attempt 3' };
const other: PlannedFault = { fault: 'crash', at: 'another call' };

describe('a fault at the first attempt', () => {
  it('takes the place of those that led to its own attempt', () => {
    expect(atFirstAttempt([other, lost, throttled, crash], crash)).toEqual([other, { fault: 'crash', at: 'a call' }]);
  });

  it('is no smaller plan if the fault strikes no later attempt, or none led to it', () => {
    expect(atFirstAttempt([lost, other], lost)).toBeUndefined();
    expect(atFirstAttempt([other, crash], crash)).toBeUndefined();
  });
});
