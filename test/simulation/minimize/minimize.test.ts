import { describe, expect, it } from 'vitest';
import {
  type Decider,
  type Definition,
  everyCrashPoint,
  everyUpgradePoint,
  type Minimized,
  minimize,
  simulate,
  sweep,
} from '../../../src/simulation/index.js';
import { chargesTwice, everyTrouble, forgetsRefund, quietStart, start } from '../sample.js';
import { INCOMPATIBLE, scenario } from '../upgrade/pairs.js';
import { failingResults, judged, medianOf } from './bar.js';
import { failingSamples } from './failing.js';
import { ranTest, ranUpgradeTest } from './printedTest.js';

/** The seeds of each sample that are tried, and the most failures of one sample. `measure.ts` tries 100 failures and more. */
const SEEDS = 100;
const MOST = 3;

describe('failing results of the samples', () => {
  it('are repeated by their printed tests, and need every fault and event that is left', async () => {
    const problems: string[] = [];
    const minimized: Minimized[] = [];
    for (const sample of failingSamples) {
      for (const failing of await failingResults(sample, SEEDS, MOST)) {
        const one = await judged(failing);
        problems.push(...one.problems);
        minimized.push(one.minimized);
      }
    }
    const runs = minimized.map((one) => one.runs);
    expect(problems).toEqual([]);
    expect(minimized.length).toBeGreaterThan(30);
    expect(minimized.filter(({ waits }) => waits.length > 0).length).toBeGreaterThan(5);
    expect(medianOf(runs)).toBeLessThan(50);
  }, 60_000);
});

const plan = [
  { fault: 'throttle', p: 0.1 },
  { fault: 'crash', p: 0.05 },
  { fault: 'empty poll', p: 0.1 },
] as const;

describe('minimize', () => {
  it('leaves out what a failure does not need, and tells the rest', async () => {
    const failed = await simulate(forgetsRefund, {
      start: { ...start, events: [{ signal: 'note' }, ...(start.events ?? [])] },
      plan: [
        { fault: 'throttle', nth: 3 },
        { fault: 'empty poll', nth: 2 },
      ],
      schedule: [
        { step: "SignalWorkflowExecution 'note'", after: 'PollForDecisionTask for decision 1' },
        { step: "SignalWorkflowExecution 'cancel'", after: 'PollForDecisionTask for decision 2' },
      ],
    });
    const { faults, events, waits, complete, runs, result, story } = await minimize(failed);
    expect([failed.fired.length, failed.schedule.length]).toEqual([2, 2]);
    expect([faults, events, complete]).toEqual([[], [{ signal: 'cancel' }], true]);
    expect(waits).toEqual([{ step: "SignalWorkflowExecution 'cancel'", after: 'PollForDecisionTask for decision 2' }]);
    expect(runs).toBeLessThan(30);
    expect(result.problem).toBe(failed.problem);
    expect(story().split('\n').slice(5, 8)).toEqual([
      '   6. +0s  decider-1 calls PollForDecisionTask for decision 2.',
      "   7. +0s  outside-1 calls SignalWorkflowExecution 'cancel'.",
      "   8. +0s  decider-1 calls RespondDecisionTaskCompleted for decision 2: ScheduleActivityTask 'Ship-1'.",
    ]);
  });

  it('needs no task that was lost before the one that matters', async () => {
    const often = everyTrouble.map((fault) => ({ ...fault, p: 0.1 }));
    const faults: number[] = [];
    let struck = 0;
    for (let from = 1; faults.length < 10; ) {
      const { failed, minimized } = await sweep(chargesTwice, { start, seeds: 200, from, plan: often });
      struck = Math.max(struck, failed?.fired.length ?? 0);
      faults.push(minimized?.faults.length ?? 0);
      from = (failed?.seed ?? 0) + 1;
    }
    expect(struck).toBeGreaterThan(10);
    expect(faults.filter((count) => count === 1).length).toBeGreaterThan(7);
  });

  it('gives each result to onProgress, and ends with maxRuns', async () => {
    const { failed } = await sweep(forgetsRefund, { start, seeds: 200, plan, minimizeRuns: 0 });
    if (!failed) throw new Error('no seed failed');
    const seen: (readonly number[])[] = [];
    const minimized = await minimize(failed, { maxRuns: 2, onProgress: (...given) => void seen.push(given) });
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect([minimized.runs, minimized.complete]).toEqual([2, false]);
    expect(String(minimized)).toContain('; no run is left, so more can be needless\n');
    expect(() => minimized.assert()).toThrow('the money is not back');
  });

  it('keeps the same failure, though another one needs less', async () => {
    const both: Definition = {
      workflows: { 'Order@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] },
      finalInvariant: ({ history }) =>
        history.some(({ eventType }) => eventType === 'WorkflowExecutionSignaled')
          ? 'with a signal'
          : 'without a signal',
    };
    const failed = await simulate(both, { start: { ...quietStart, events: [{ signal: 'cancel' }] }, schedule: [] });
    const { events, result } = await minimize(failed);
    expect([events, result.problem]).toEqual([[{ signal: 'cancel' }], 'invariant violated: with a signal']);
  });

  it('says so if the failure does not come again', async () => {
    let plays = 0;
    const decider: Decider = () => {
      plays += 1;
      if (plays === 1) throw new Error('the first play');
      return [{ decisionType: 'CompleteWorkflowExecution' }];
    };
    const failed = await simulate({ workflows: { 'Order@1': decider } }, { start: quietStart });
    const minimized = await minimize(failed);
    expect([minimized.runs, minimized.complete, minimized.result]).toEqual([1, false, failed]);
    expect(String(minimized)).toContain('\nnot minimized: the failure did not come again with the same faults,');
    expect(String(minimized)).toContain('\nnote: the same play, made twice, gave two histories');
  });

  it('keeps the seed of a failure that depends on the run id', async () => {
    const ids: string[] = [];
    const decider: Decider = ({ workflowExecution }) => {
      const id = workflowExecution?.runId ?? '';
      ids.push(id);
      if (id === ids[1]) throw new Error('this id');
      return [{ decisionType: 'CompleteWorkflowExecution' }];
    };
    const definition: Definition = { workflows: { 'Order@1': decider } };
    for (const seed of [1, 2]) await simulate(definition, { start: quietStart, seed });
    const { result } = await minimize(await simulate(definition, { start: quietStart, seed: 2 }));
    expect(result.reproduction()).toContain("test('Order@1, seed 2',");
    expect((await ranTest(result.reproduction(), definition)).error?.message).toContain('this id');
  });

  it('names the steps of children and of the runs that continue a run', async () => {
    const failed = (await failingFamily()).failed;
    if (!failed) throw new Error('no seed failed');
    const minimized = await minimize(failed);
    expect(minimized.complete).toBe(true);
    const { result, error } = await ranTest(minimized.result.reproduction(), family);
    expect([result.problem, error === undefined]).toEqual([failed.problem, false]);
    expect(minimized.faults.map(({ at }) => at)).toEqual([
      "RespondActivityTaskCompleted for activity 'a' of run of 'run' (2)",
    ]);
  });
});

/** A run that continues as new after its child; the next run charges twice after a crash. */
const lineage: Decider = ({ events }) => {
  const [first] = events;
  const has = (type: string): boolean => events.some(({ eventType }) => eventType === type);
  const again = first?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId !== undefined;
  const attributes = { activityId: 'a', activityType: { name: 'Charge', version: '1' } };
  if (again) {
    if (has('ActivityTaskCompleted')) return [{ decisionType: 'CompleteWorkflowExecution' }];
    if (has('ActivityTaskScheduled') && !has('ActivityTaskTimedOut')) return [];
    return [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }];
  }
  if (has('ChildWorkflowExecutionCompleted')) return [{ decisionType: 'ContinueAsNewWorkflowExecution' }];
  if (has('StartChildWorkflowExecutionInitiated')) return [];
  const child = { workflowId: 'child', workflowType: { name: 'Child', version: '1' } };
  return [{ decisionType: 'StartChildWorkflowExecution', startChildWorkflowExecutionDecisionAttributes: child }];
};

const family = (): Definition<string[]> => ({
  workflows: { 'Order@1': lineage, 'Child@1': () => [{ decisionType: 'CompleteWorkflowExecution' }] },
  activities: { 'Charge@1': (_task, { world }) => void world.push('42.00') },
  defaults: {
    workflows: {
      'Order@1': { timeouts: { decision: '1m', execution: '1d' }, childPolicy: 'TERMINATE' },
      'Child@1': { timeouts: { decision: '1m', execution: '1d' }, childPolicy: 'TERMINATE' },
    },
    activities: { 'Charge@1': { timeouts: { startToClose: '1m' } } },
  },
  world: () => [],
  invariant: ({ world }) => world.length <= 1 || `charged ${world.length} times`,
});

const failingFamily = () =>
  sweep(family, {
    start: { workflow: 'Order@1' },
    seeds: 300,
    plan: [...plan, { fault: 'crash after', p: 0.1 }],
    minimizeRuns: 0,
  });

describe('the failure that is minimized by itself', () => {
  it('of sweep() is that of its seed', async () => {
    const swept = await sweep(chargesTwice, { start, seeds: 500, plan });
    const { minimized, failed } = swept;
    if (!minimized) throw new Error('nothing was minimized');
    expect([minimized.faults.length, minimized.result.problem]).toEqual([1, failed?.problem]);
    expect(String(swept)).toContain(String(minimized));
    expect(String(swept)).toContain(`\nseed ${failed?.seed} repeats the run before it was minimized\n`);
    const passed = await sweep(chargesTwice, { start, seeds: 2 });
    expect(passed.minimized).toBeUndefined();
  });

  it('of everyCrashPoint() is the first one', async () => {
    const points = await everyCrashPoint(chargesTwice, quietStart);
    expect(points.minimized?.result.timeline).toBe(points.failed[0]?.outcome.timeline);
    const { error } = await ranTest(points.minimized?.result.reproduction() ?? '', chargesTwice);
    expect(error?.message).toContain('charged 2 times');
    const without = await everyCrashPoint(chargesTwice, quietStart, { minimizeRuns: 0 });
    expect(without.minimized).toBeUndefined();
  });

  it('of everyUpgradePoint() is the first one, without the events that it does not need', async () => {
    const [pair] = Object.values(INCOMPATIBLE);
    if (!pair) throw new Error('there is no pair');
    const [from, to] = [pair.a, pair.b];
    const noisy = { ...scenario, start: { ...scenario.start, events: [{ signal: 'note' }, { signal: 'status' }] } };
    const seeded = { ...noisy, seed: 4 };
    const { minimized, failed } = await everyUpgradePoint({ from, to }, seeded);
    expect([minimized?.events, minimized?.waits, minimized?.complete]).toEqual([[], [], true]);
    const source = minimized?.result.reproduction() ?? '';
    expect(source).toContain(
      "    ...scenario,\n    start: { workflow: 'Order@1', workflowId: 'order-7' },\n    schedule: [],\n",
    );
    const error = await ranUpgradeTest(source, { from, to, scenario: seeded });
    expect(error?.message).toContain(failed[0]?.outcome.problem?.split('\n')[0]);
    expect((await everyUpgradePoint({ from, to }, { ...noisy, minimizeRuns: 0 })).minimized).toBeUndefined();
  });
});
