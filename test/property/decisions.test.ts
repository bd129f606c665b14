import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { DECISION_TYPES } from '../../src/core/index.js';
import type { SwfFake } from '../../src/index.js';
import { arbitraries } from '../../src/property/index.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { domain, shop, taskList } from '../support/shop.js';

vi.setConfig({ testTimeout: 60_000 });

const swf = arbitraries(fc);
const RUNS = 60;
/** What is drawn in a round depends on the state that the rounds before it came to: its seed is what shrinks. */
const rounds = fc.array(fc.record({ seed: fc.nat(), how: fc.nat({ max: 2 }) }), { minLength: 6, maxLength: 6 });
const functions = ['pack', 'ship'];
const execution = { domain, workflowId: 'order-7' };
const met = new Map<string, number>();

/** A shop with types of every kind: some leave their defaults open, and some are gone. */
async function stocked(limits = {}, assumptions = {}): Promise<SwfFake> {
  const fake = shop({ lambda: { pack: () => 'packed', ship: { after: '20m' } }, limits, assumptions });
  fake.register({ domain, workflows: { 'Order@2': {}, 'Return@1': {} }, activities: { 'Refund@1': {} } });
  await fake.send('RegisterActivityType', { domain, name: 'Bare', version: '1' });
  await fake.send('RegisterWorkflowType', { domain, name: 'Bare', version: '1' });
  await fake.send('DeprecateActivityType', { domain, activityType: { name: 'Refund', version: '1' } });
  await fake.send('DeprecateWorkflowType', { domain, workflowType: { name: 'Return', version: '1' } });
  await started(fake, 'order-7');
  await started(fake, 'order-8');
  return fake;
}

const started = (fake: SwfFake, workflowId: string) =>
  fake.send('StartWorkflowExecution', {
    domain,
    workflowId,
    workflowType: { name: 'Order', version: '1' },
    taskList: { name: workflowId },
    lambdaRole: 'arn:aws:iam::123456789012:role/swf',
  });

/** Answers a decision task of the order with what is drawn for the state in which it is; `false` if there is none. */
async function decide(fake: SwfFake, seed: number): Promise<boolean> {
  const { taskToken } = await fake.send('PollForDecisionTask', { domain, taskList: { name: 'order-7' } });
  if (!taskToken) return false;
  const [decisions = []] = fc.sample(swf.decisions(fake, execution, { functions }), { seed, numRuns: 1 });
  for (const { decisionType = '' } of decisions) met.set(decisionType, (met.get(decisionType) ?? 0) + 1);
  await fake.send('RespondDecisionTaskCompleted', { taskToken, decisions });
  return true;
}

const failures = (fake: SwfFake): readonly string[] =>
  fake
    .history(execution)
    .map(({ eventType }) => String(eventType))
    .filter((type) => type.endsWith('Failed') && !/^(Activity|Lambda|Child|WorkflowExecutionFailed)/.test(type));

/** Lets something happen between two decisions. */
async function goOn(fake: SwfFake, how: number): Promise<void> {
  if (how === 0) fake.clock.advance('1m');
  if (how === 1) await fake.send('PollForActivityTask', { domain, taskList });
  if (fake.runs({ ...execution, status: 'OPEN' }).length === 0) return;
  await fake.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'go on' });
}

describe('a batch that is drawn for a run', () => {
  it.each([
    ['with AWS’s limits', {}, {}],
    ['where nearly nothing may be open', { openActivities: 2, openTimers: 2, openChildren: 2, openExecutions: 4 }, {}],
    ['where the service refuses more', {}, { unlimitedSuccessors: 'refused', workflowIdCharacters: 'refused' }],
  ])('does all that it asks for, %s', (_name, limits, assumptions) =>
    assertOnSeeds(
      fc.asyncProperty(rounds, async (drawn) => {
        const fake = await stocked(limits, assumptions);
        for (const { seed, how } of drawn) {
          if (!(await decide(fake, seed))) break;
          expect(failures(fake)).toEqual([]);
          await goOn(fake, how);
        }
      }),
      RUNS / 3,
    ),
  );

  it('starts children of any name, and successors without end, where the service accepts them', async () => {
    const drawn = async (assumptions: object): Promise<string> => {
      const fake = await stocked({}, assumptions);
      await fake.send('PollForDecisionTask', { domain, taskList: { name: 'order-7' } });
      return JSON.stringify(fc.sample(swf.decisions(fake, execution), { seed: 1, numRuns: 2000 }));
    };
    const strict = { unlimitedSuccessors: 'refused', workflowIdCharacters: 'refused' };
    const banned = /"executionStartToCloseTimeout":"NONE"|"workflowId":"[^"]*[:/]/g;
    expect(new Set((await drawn({})).match(banned)).size).toBeGreaterThan(2);
    expect((await drawn(strict)).match(banned)).toBeNull();
  });

  it('closes nothing while something has happened that its decider has not seen', async () => {
    const fake = await stocked();
    await fake.send('PollForDecisionTask', { domain, taskList: { name: 'order-7' } });
    await fake.send('SignalWorkflowExecution', { domain, workflowId: 'order-7', signalName: 'wait' });
    const batches = fc.sample(swf.decisions(fake, execution), { seed: 1, numRuns: 300 });
    const types = new Set(batches.flat().map(({ decisionType }) => decisionType));
    expect([...types].filter((type) => /^(Complete|Fail|Cancel|ContinueAsNew)Workflow/.test(String(type)))).toEqual([]);
    expect(types.size).toBeGreaterThan(3);
  });
});

it('one decision is one, of the types that are wanted, or a marker', async () => {
  const fake = await stocked();
  const wanted = swf.decision(fake, execution, { types: ['StartTimer', 'CancelTimer'] });
  const types = new Set(fc.sample(wanted, { seed: 1, numRuns: 100 }).map(({ decisionType }) => decisionType));
  expect([...types].toSorted()).toEqual(['RecordMarker', 'StartTimer']);
});

it('a decision shrinks to a marker', async () => {
  const property = fc.property(swf.decision(await stocked(), execution), () => false);
  const { counterexample } = fc.check(property, { seed: 1 });
  expect(counterexample).toMatchObject([{ decisionType: 'RecordMarker' }]);
  expect(Object.values(counterexample?.[0] ?? {})).toContainEqual({ markerName: ' ' });
});

it('there has to be such a run', () => {
  expect(() => swf.decisions(shop(), { workflowId: 'nobody' })).toThrow('no run matches {"workflowId":"nobody"}');
  expect(() => swf.decisions({} as SwfFake, { workflowId: 'a' })).toThrow('expected a SwfFake');
});

afterAll(() => {
  console.log([freshSeedLine, ...[...met].map(([type, n]) => `${String(n).padStart(7)} ${type}`)].join('\n'));
  for (const type of DECISION_TYPES) expect(met.get(type) ?? 0, type).toBeGreaterThanOrEqual(20);
});
