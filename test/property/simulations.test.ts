import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustFinish, plans, type Simulated, simulations } from '../../src/property/index.js';
import { simulate } from '../../src/simulation/index.js';
import { chargesTwice, forgetsRefund, order, quietStart, start } from '../simulation/sample.js';

const failureOf = async (definition: typeof order, simulated: fc.Arbitrary<Simulated>) =>
  fc.check(
    fc.asyncProperty(simulated, (given) => mustFinish(definition, given)),
    { seed: 7, numRuns: 2000 },
  );

describe('simulations as arbitraries', () => {
  it('hold for the mended order', async () => {
    const law = fc.asyncProperty(simulations(fc, { start }), (given) => mustFinish(order, given));
    await fc.assert(law, { seed: 1, numRuns: 100 });
  }, 60_000);

  it('shrink plan, schedule and start together, to the one fault that matters', async () => {
    const inputs = fc.constantFrom('order-1', 'order-7').map((input) => ({ ...quietStart, input }));
    const { counterexample } = await failureOf(chargesTwice, simulations(fc, { start: inputs }));
    const [{ seed, plan = [], schedule, start: shrunk }] = counterexample as [Simulated];
    expect([seed, plan.length, schedule, shrunk.input]).toEqual([0, 1, [], 'order-1']);
  });

  it('shrink to a schedule alone where no fault is needed', async () => {
    const { counterexample } = await failureOf(forgetsRefund, simulations(fc, { start }));
    const [{ plan, schedule = [] }] = counterexample as [Simulated];
    expect(plan).toEqual([]);
    expect(schedule.length).toBeLessThan(10);
  });

  it('print seed, path, what happens, and the test that repeats the failure', async () => {
    const law = fc.asyncProperty(simulations(fc, { start: quietStart }), (given) => mustFinish(chargesTwice, given));
    const text = await fc.assert(law, { seed: 7, numRuns: 2000, includeErrorInReport: true } as object).catch(String);
    expect(text).toMatch(/seed: 7, path: "/);
    expect(text).toContain('invariant violated: charged 2 times');
    expect(text).toMatch(/4\. \+0s {2}worker-1 calls PollForActivityTask for activity 'Charge-1'\./);
    expect(text).toContain('await simulate(definition, {');
  });

  it('plan nothing that is no plan, and all kinds of fault', async () => {
    const planned = fc.sample(plans(fc), { seed: 1, numRuns: 200 });
    for (const plan of planned) await simulate(order, { start: quietStart, plan });
    expect(new Set(planned.flat().map(({ fault }) => fault)).size).toBe(13);
  }, 60_000);
});
