import { instant, nextDeadline, settle } from '../../../src/core/index.js';
import { searchGuided } from '../../../src/simulation/guided/runVariants.js';
import { type Decider, harness, type Plan, simulate } from '../../../src/simulation/index.js';
import { samples } from '../../simulation/guided/samples.js';
import { everyTrouble, order, start } from '../../simulation/sample.js';
import { call, DOMAIN, decide, LIST, newState } from '../calls.js';
import { stopwatch, timed } from '../measure.js';
import type { Row } from '../row.js';

const RUNS = 100;
const DAYS = 2;
const MINUTES = DAYS * 24 * 60;
/** A run continues as new before its history gets long. */
const LONG = 1000;

const simulated = (name: string, what: string, plan: Plan, goal: number): Row => ({
  name,
  subject: `a simulated run of an order ${what}`,
  limit: 'JSON.parse(JSON.stringify(its history))',
  goal,
  unit: 'ms',
  warmUps: 15,
  prepare: async () => {
    const histories = await Promise.all(
      seeds.map(async (seed) => (await simulate(order, { seed, start, plan })).history),
    );
    return { limit: () => timed(RUNS, () => copy(histories)), subject: () => simulateAll(plan) };
  },
});

const seeds = Array.from({ length: RUNS }, (_, i) => i + 1);
const copy = (histories: readonly object[]): readonly unknown[] =>
  histories.map((history) => JSON.parse(JSON.stringify(history)) as unknown);

async function simulateAll(plan: Plan): Promise<number> {
  const stop = stopwatch(RUNS);
  for (const seed of seeds) await simulate(order, { seed, start, plan });
  return stop();
}

const timer = [
  { decisionType: 'StartTimer', startTimerDecisionAttributes: { timerId: 'minute', startToFireTimeout: '60' } },
] as const;
const patient = { executionStartToCloseTimeout: String(DAYS * 2 * 86_400) };
const again = [
  { decisionType: 'ContinueAsNewWorkflowExecution', continueAsNewWorkflowExecutionDecisionAttributes: patient },
] as const;

async function harnessed(): Promise<number> {
  let left = MINUTES;
  const tick: Decider = ({ events }) => {
    if (left === 0) return [{ decisionType: 'CompleteWorkflowExecution' }];
    if (events.length > LONG) return again;
    left -= 1;
    return timer;
  };
  const { run } = harness({ workflows: { 'Order@1': tick } });
  const stop = stopwatch(MINUTES);
  await run({ workflow: 'Order@1' });
  return stop();
}

/** The same through the core alone, by somebody who knows what comes. */
function bare(): number {
  const s = newState();
  const workflowType = { name: 'Order', version: '1' };
  call(s, 'StartWorkflowExecution', { domain: DOMAIN, workflowId: 'run', workflowType, taskList: LIST, ...patient });
  return timed(MINUTES, () => {
    for (let left = MINUTES, length = 0; left > 0; length += 5) {
      const poll = { domain: DOMAIN, taskList: LIST, maximumPageSize: 1 };
      const { taskToken } = call(s, 'PollForDecisionTask', poll);
      const isLong = length > LONG;
      if (isLong) length = 0;
      else left -= 1;
      decide(s, taskToken as string, isLong ? again : timer);
      settle(s, isLong ? s.now : (nextDeadline(s) ?? instant(s.now)));
    }
  });
}

/** The runs of each sample of guided search. */
const GUIDED_RUNS = 96;

async function randomRuns(): Promise<number> {
  const stop = stopwatch(GUIDED_RUNS * samples.length);
  for (const { module } of samples) {
    const { definition, ...options } = module;
    for (let seed = 1; seed <= GUIDED_RUNS; seed += 1) await simulate(definition, { ...options, seed });
  }
  return stop();
}

async function guidedRuns(): Promise<number> {
  const stop = stopwatch(GUIDED_RUNS * samples.length);
  for (const { module } of samples) {
    const { definition, ...options } = module;
    await searchGuided(definition, options, { from: 1, seeds: GUIDED_RUNS, corpus: [] }, () => false);
  }
  return stop();
}

export const simulationRows: readonly Row[] = [
  simulated('simulate', 'that is canceled somewhere', [], 5.1),
  simulated('simulate with faults', 'with every kind of fault', everyTrouble, 7.4),
  {
    name: 'timer a minute',
    subject: `a minute of a run with a timer a minute, over ${DAYS} days`,
    limit: 'the same calls through step',
    goal: 4.4,
    unit: 'ms',
    pairs: 11,
    prepare: () => ({ limit: bare, subject: harnessed }),
  },
  {
    name: 'guided',
    subject: 'a run of a guided search, over five workflows with bugs',
    limit: 'a run with a random seed',
    goal: 1.3,
    unit: 'ms',
    pairs: 11,
    prepare: () => ({ limit: randomRuns, subject: guidedRuns }),
  },
];
