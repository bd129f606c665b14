import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { warnOfOtherAttributes } from '../../src/adapters/decisionWarnings.js';

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => warn.mockRestore());

const START = { timerId: 'day', startToFireTimeout: '60' };

describe('the warning of a decision with attributes of two types', () => {
  it('names the decision and the attributes that SWF does not read', () => {
    const both = {
      decisionType: 'StartTimer',
      startTimerDecisionAttributes: START,
      cancelTimerDecisionAttributes: { timerId: 'day' },
    };
    const single = { decisionType: 'StartTimer', startTimerDecisionAttributes: START };
    warnOfOtherAttributes({ decisions: [single, both, { ...both, decisionType: 'CancelTimer' }] });
    expect(warn.mock.calls).toEqual([
      [
        "swfake: the decision 'StartTimer' has 'cancelTimerDecisionAttributes' beside its own attributes, and SWF does not read it; remove it",
      ],
      [
        "swfake: the decision 'CancelTimer' has 'startTimerDecisionAttributes' beside its own attributes, and SWF does not read it; remove it",
      ],
    ]);
  });

  it.each<readonly [what: string, decision: unknown]>([
    ['has only its own', { decisionType: 'StartTimer', startTimerDecisionAttributes: START }],
    [
      'has only those of another type, which is a fault',
      { decisionType: 'CancelTimer', startTimerDecisionAttributes: START },
    ],
    [
      'has others that are undefined',
      { decisionType: 'StartTimer', startTimerDecisionAttributes: START, cancelTimerDecisionAttributes: undefined },
    ],
    [
      'has its own as undefined',
      { decisionType: 'StartTimer', startTimerDecisionAttributes: undefined, cancelTimerDecisionAttributes: {} },
    ],
    [
      'has a member that is no attributes',
      { decisionType: 'StartTimer', startTimerDecisionAttributes: START, note: 'x' },
    ],
    ['has no type', { startTimerDecisionAttributes: START, cancelTimerDecisionAttributes: {} }],
    ['has a type that is no text', { decisionType: 7, startTimerDecisionAttributes: START }],
    ['is null', null],
    ['is undefined', undefined],
  ])('does not come if a decision %s', (_what, decision) => {
    warnOfOtherAttributes({ decisions: [decision] });
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([undefined, {}, { decisions: undefined }, { decisions: 'none' }, { decisions: 7 }])(
    'does not come for an input without a list of decisions: %j',
    (input) => {
      warnOfOtherAttributes(input);
      expect(warn).not.toHaveBeenCalled();
    },
  );
});
