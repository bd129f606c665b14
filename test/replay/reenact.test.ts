import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { checkHistory, type HistoryLike, reenact } from '../../src/replay/index.js';
import { moves } from '../support/moves.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { historiesOf } from './corpus.js';

vi.setConfig({ testTimeout: 120_000 });

const sequences = moves(fc, { minLength: 40, maxLength: 100 });

describe('reenact()', () => {
  it('verifies every history that the fake writes', () =>
    assertOnSeeds(
      fc.property(sequences, (walked) => {
        for (const { events } of historiesOf(walked)) {
          const { verdict, reason, differences } = reenact(events);
          expect({ verdict, reason, differences }).toEqual({ verdict: 'verified', reason: undefined, differences: [] });
        }
      }),
      15,
    ));

  it('needs no timestamps, and takes pages that come newest first', () =>
    assertOnSeeds(
      fc.property(sequences, (walked) => {
        for (const { events } of historiesOf(walked)) {
          expect(reenact(events.toReversed()).verdict).toBe('verified');
          expect(checkHistory(events)).toEqual([]);
        }
      }),
      5,
    ));
});

const started: HistoryLike = {
  eventId: 1,
  eventType: 'WorkflowExecutionStarted',
  eventTimestamp: 1_577_836_800,
  ...{
    workflowExecutionStartedEventAttributes: {
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: '60',
      parentInitiatedEventId: 0,
      taskList: { name: 'list' },
      taskStartToCloseTimeout: '30',
      workflowType: { name: 'Order', version: '1' },
    },
  },
};
const scheduled: HistoryLike = {
  eventId: 2,
  eventType: 'DecisionTaskScheduled',
  eventTimestamp: 1_577_836_800,
  ...{ decisionTaskScheduledEventAttributes: { startToCloseTimeout: '30', taskList: { name: 'list' } } },
};
const timedOut = (eventTimestamp: number): HistoryLike => ({
  eventId: 3,
  eventType: 'WorkflowExecutionTimedOut',
  eventTimestamp,
  ...{ workflowExecutionTimedOutEventAttributes: { childPolicy: 'TERMINATE', timeoutType: 'START_TO_CLOSE' } },
});

describe('what a recorder does to a history', () => {
  it('differs where values were dropped, unless that is allowed', () => {
    expect(reenact([started, scheduled])).toMatchObject({
      verdict: 'differs',
      differences: [{ eventId: 2, what: 'scheduleToStartTimeout', recorded: undefined, fake: 'NONE' }],
    });
    expect(reenact([started, scheduled], { lenientAbsent: true })).toMatchObject({ verdict: 'verified', lenient: 1 });
  });

  it.each([
    [1_577_836_860, 'verified', undefined],
    [1_577_836_860.9, 'verified', 'WorkflowExecutionTimedOut 3 came 900 ms late'],
    [1_577_836_861.1, 'differs', 'WorkflowExecutionTimedOut 3 came 1100 ms late'],
    [1_577_836_859.9, 'differs', undefined],
  ])('takes a deadline that is late, but not by much, and never early: %d %s', (at, verdict, freedom) => {
    const outcome = reenact([started, scheduled, timedOut(at)], { lenientAbsent: true });
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.freedoms).toEqual(freedom ? [freedom] : []);
  });

  it('skips what it does not know, by name', () => {
    const unknown: HistoryLike = { eventId: 3, eventType: 'LambdaFunctionScheduled' };
    expect(reenact([started, scheduled, unknown])).toMatchObject({
      verdict: 'skipped',
      reason: 'nobody plays the other runs of LambdaFunctionScheduled yet',
    });
  });

  it('explains what is no history', () => {
    expect(() => reenact([{}])).toThrow('entry 0 is no event');
    expect(() => reenact('nothing' as never)).toThrow('a history is a list of events');
  });
});

afterAll(() => console.log(freshSeedLine));
