import { describe, expect, it } from 'vitest';
import { type CoreEvent, type Run, runAt } from '../../../src/core/index.js';
import type { Decision, DecisionTask } from '../../../src/deciders/decider.js';
import {
  bareArrangement,
  otherIdleTasks,
  otherOrders,
  ownArrangement,
} from '../../../src/simulation/explore/independent/arrangements.js';
import { leadsToNothing } from '../../../src/simulation/explore/independent/askDecider.js';
import { Dependence } from '../../../src/simulation/explore/independent/dependence.js';
import { NormalForms } from '../../../src/simulation/explore/independent/normalForm.js';
import { allOrders, extremeOrders, swapsBetween } from '../../../src/simulation/explore/independent/orders.js';
import { rendered, spansIn } from '../../../src/simulation/explore/independent/render.js';
import type { Scenario } from '../../../src/simulation/explore/index.js';
import { movesOf } from '../../../src/simulation/explore/moves/index.js';
import { startNode } from '../../../src/simulation/explore/search.js';
import { fingerprint } from '../../../src/simulation/explore/state/fingerprint.js';
import { type Node, NodeBuilder } from '../../../src/simulation/explore/state/node.js';
import { PreparedScenario } from '../../../src/simulation/explore/state/preparedScenario.js';
import { complete, phaseOf, schedule, startTimer } from '../exploreSample.js';

/** The runs whose decider got a task, once for each node of a full search. */
function askedRuns(prepared: PreparedScenario<unknown>): readonly Run[] {
  const asked: Run[] = [];
  const seen = new Set<number>();
  const nodes: Node<unknown>[] = [startNode(prepared)];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    for (const { apply } of movesOf(prepared, node)) {
      const builder = new NodeBuilder(prepared, node);
      apply(builder);
      const next = builder.build();
      const print = fingerprint(prepared, next);
      if (seen.has(print)) continue;
      seen.add(print);
      nodes.push(next);
      if (builder.asked) asked.push({ ...(runAt(next.state, builder.asked.number) as Run) });
    }
  }
  return asked;
}

const textOf = (events: readonly CoreEvent[]): string =>
  JSON.stringify(events.map(({ id, type, at, attributes }) => [id, type, at, Object.entries(attributes).toSorted()]));

const waitsFor =
  (names: readonly string[], more: readonly Decision[] = []) =>
  ({ events }: DecisionTask): Decision[] => {
    const phases = names.map((name) => phaseOf(events, name));
    if (phases.includes('none')) return [...names.map(schedule), ...more];
    const types = events.map(({ eventType }) => eventType);
    const fired = !types.includes('TimerStarted') || types.includes('TimerFired');
    return phases.every((phase) => phase === 'completed') && fired ? [complete] : [];
  };

/** It fails after its batch: the target is looked up in an after-batch step. */
const tell: Decision = {
  decisionType: 'SignalExternalWorkflowExecution',
  signalExternalWorkflowExecutionDecisionAttributes: { workflowId: 'gone', signalName: 'hello' },
};

/** It fails in its batch: there is no such workflow type. */
const startStranger: Decision = {
  decisionType: 'StartChildWorkflowExecution',
  startChildWorkflowExecutionDecisionAttributes: {
    workflowId: 'one',
    workflowType: { name: 'Stranger', version: '1' },
  },
};

describe('other orders of a history', () => {
  it.each<readonly [string, Scenario]>([
    [
      'of two activities',
      {
        workflows: { 'Tiny@1': waitsFor(['Pack', 'Bill']) },
        activities: { 'Pack@1': {}, 'Bill@1': {} },
        start: { workflow: 'Tiny@1' },
      },
    ],
    [
      'of an activity, a timer and a signal',
      {
        workflows: { 'Tiny@1': waitsFor(['Pack'], [startTimer('nap', '60')]) },
        activities: { 'Pack@1': {} },
        start: { workflow: 'Tiny@1', events: [{ signal: 'go' }] },
      },
    ],
    [
      'of an activity, a timer of no duration and a cancel request',
      {
        workflows: { 'Tiny@1': waitsFor(['Pack'], [startTimer('nap', '0')]) },
        activities: { 'Pack@1': {} },
        start: { workflow: 'Tiny@1', events: [{ cancel: true }] },
      },
    ],
    [
      'of an activity and a signal that cannot be told',
      {
        workflows: { 'Tiny@1': waitsFor(['Pack'], [tell]) },
        activities: { 'Pack@1': {} },
        expectedFailures: ['UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION'],
        start: { workflow: 'Tiny@1' },
      },
    ],
    [
      'of an activity and a child that fails in its batch',
      {
        workflows: { 'Tiny@1': waitsFor(['Pack'], [startStranger]) },
        activities: { 'Pack@1': {} },
        expectedFailures: ['WORKFLOW_TYPE_DOES_NOT_EXIST'],
        start: { workflow: 'Tiny@1', events: [{ signal: 'go' }] },
      },
    ],
    [
      'of two signals and a decision task that times out',
      {
        workflows: { 'Tiny@1': () => [complete] },
        timeouts: ['decision', 'execution'],
        defaults: { workflows: { 'Tiny@1': { timeouts: { decision: '10s', execution: '15s' } } } },
        start: { workflow: 'Tiny@1', events: [{ signal: 'go' }, { signal: 'stop' }] },
      },
    ],
  ])('%s are histories that the full search reaches', (_words, scenario) => {
    const prepared = new PreparedScenario(scenario);
    const runs = askedRuns(prepared);
    const reached = new Set(runs.map((run) => textOf(run.events.slice(0, run.length))));
    const forms = new NormalForms(new Dependence(prepared.timeouts.size > 0));
    const made = new Set<string>();
    for (const run of runs) {
      const { parts } = forms.of(run);
      const spans = spansIn(parts);
      const isIdle = leadsToNothing(prepared, run);
      const own = rendered(parts, ownArrangement(spans), isIdle);
      expect(textOf(own ?? [])).toBe(textOf(run.events.slice(0, run.length)));
      const bare = bareArrangement(spans);
      for (const other of [bare, ...otherOrders(spans, bare), ...otherIdleTasks(spans, bare)]) {
        const events = rendered(parts, other, isIdle);
        if (events) made.add(textOf(events));
      }
    }
    expect(runs.length).toBeGreaterThan(10);
    expect(made.size).toBeGreaterThan(runs.length / 3);
    expect([...made].filter((text) => !reached.has(text))).toEqual([]);
  });
});

describe('orders', () => {
  // The events 0 and 1 are one chain, 2 and 3 another.
  const before = [0, 0b1, 0, 0b100];

  it('are all that keep what must come before', () => {
    expect([...allOrders(before)]).toEqual([
      [0, 1, 2, 3],
      [0, 2, 1, 3],
      [0, 2, 3, 1],
      [2, 0, 1, 3],
      [2, 0, 3, 1],
      [2, 3, 0, 1],
    ]);
  });

  it('that are extreme have each two independent events in both orders', () => {
    const extreme = [...extremeOrders(before)];
    for (const [one, other] of [
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
    ] as const) {
      const isBefore = extreme.map((order) => order.indexOf(one) < order.indexOf(other));
      expect(new Set(isBefore)).toEqual(new Set([true, false]));
    }
    expect(extreme.every((order) => [...allOrders(before)].some((one) => `${one}` === `${order}`))).toBe(true);
  });

  it('lead to each other by swaps of neighbours', () => {
    const steps = [...swapsBetween([0, 1, 2, 3], [2, 3, 0, 1])];
    expect(steps.map(({ swapped }) => swapped)).toEqual([
      [1, 2],
      [0, 2],
      [1, 3],
      [0, 3],
    ]);
    expect(steps.at(-1)?.order).toEqual([2, 3, 0, 1]);
  });
});

describe('dependence', () => {
  it('has a pair in either order, for its workflow type', () => {
    const dependence = new Dependence();
    dependence.add('Order@1', 'TimerFired a', 'TimerFired b');
    dependence.add('Order@1', 'TimerFired b', 'TimerFired a');
    expect(dependence.has('Order@1', 'TimerFired b', 'TimerFired a')).toBe(true);
    expect(dependence.has('Order@2', 'TimerFired b', 'TimerFired a')).toBe(false);
    expect(dependence.pairs).toHaveLength(1);
  });

  it('has all events of a workflow type after 20 pairs', () => {
    const dependence = new Dependence();
    for (let i = 0; i < 20; i += 1) dependence.add('Order@1', 'TimerFired a', `WorkflowExecutionSignaled ${i}`);
    expect(dependence.whole).toEqual([]);
    dependence.add('Order@1', 'TimerFired a', 'TimerFired b');
    expect([dependence.whole, dependence.pairs.length]).toEqual([['Order@1'], 20]);
    expect([dependence.isWhole('Order@1'), dependence.countsIdle('Order@1')]).toEqual([true, true]);
  });
});
