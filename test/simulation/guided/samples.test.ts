import { expect, test } from 'vitest';
import { simulate, sweep } from '../../../src/simulation/index.js';
import { samples } from './samples.js';

/** Enough seeds to see that an order of steps alone breaks nothing. */
const FAULTLESS_SEEDS = 50;

test.each(samples)('$name does not fail without faults', async ({ module }) => {
  const { definition, plan: _plan, ...options } = module;
  const { failed } = await sweep(definition, { ...options, seeds: FAULTLESS_SEEDS });
  expect(failed?.problem).toBeUndefined();
});

test.each(samples)('$name takes few calls', async ({ module }) => {
  const { definition, ...options } = module;
  const { calls } = await simulate(definition, options);
  expect(calls).toBeLessThan(100);
});
