import type { HistoryEvent } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { arbitraries } from '../../src/property/index.js';
import { checkHistory, reenact } from '../../src/replay/index.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';

vi.setConfig({ testTimeout: 60_000 });

const swf = arbitraries(fc);
const RUNS = 25;
const met = new Set<string | undefined>();

const lookAt = (history: readonly HistoryEvent[]): void => {
  expect(checkHistory(history as never)).toEqual([]);
  for (const { eventType } of history) met.add(eventType);
};

it('a history keeps every rule, and can be re-enacted', () =>
  assertOnSeeds(
    fc.property(swf.history(), (history) => {
      lookAt(history);
      expect(reenact(history as never)).toMatchObject({ verdict: 'verified', differences: [] });
    }),
    RUNS,
  ));

it('a history of runs that start, signal, cancel and continue each other keeps every rule', () =>
  assertOnSeeds(fc.property(swf.history({ peers: true }), lookAt), RUNS));

it('a history shrinks to the events that matter', () => {
  const { counterexample } = fc.check(
    fc.property(swf.history(), (history) => history.every(({ eventType }) => eventType !== 'TimerFired')),
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
  expect(met.size).toBeGreaterThanOrEqual(40);
});
