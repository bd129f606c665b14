import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { arbitraries } from '../../src/property/index.js';
import { checkHistory, verifyHistory } from '../../src/replay/index.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';

vi.setConfig({ testTimeout: 60_000 });

const swf = arbitraries(fc);
const RUNS = 25;
const met = new Set<string | undefined>();

it.each(['tasks', 'peers', 'lambdas'] as const)(
  'a history about %s keeps every rule, and can be re-enacted',
  (subject) =>
    assertOnSeeds(
      fc.property(swf.history({ about: [subject] }), (history) => {
        expect(checkHistory(history)).toEqual([]);
        const { verdict, reason, differences } = verifyHistory(history);
        expect({ verdict, reason, differences }).toEqual({ verdict: 'verified', reason: undefined, differences: [] });
        for (const { eventType } of history) met.add(eventType);
      }),
      RUNS,
    ),
);

it('a history shrinks to the events that matter', () => {
  const { counterexample } = fc.check(
    fc.property(swf.history({ about: ['tasks'] }), (history) =>
      history.every(({ eventType }) => eventType !== 'TimerFired'),
    ),
    { seed: 1, numRuns: 200 },
  );
  const [history] = counterexample ?? [];
  expect(history?.map(({ eventType }) => eventType)).toEqual([
    'WorkflowExecutionStarted',
    'DecisionTaskScheduled',
    'DecisionTaskStarted',
    'DecisionTaskCompleted',
    'TimerStarted',
    'TimerFired',
    'DecisionTaskScheduled',
  ]);
});

afterAll(() => {
  console.log(`${freshSeedLine}\n${met.size} types of events`);
  expect(met.size).toBeGreaterThanOrEqual(45);
});
