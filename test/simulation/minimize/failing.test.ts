import { expect, test } from 'vitest';
import { type SimulationResult, sweep } from '../../../src/simulation/index.js';
import { type FailingSample, failingSamples } from './failing.js';

const SEEDS = 200;
/** Enough seeds to see that an order of steps alone breaks nothing. */
const FAULTLESS_SEEDS = 50;

/** Returns the end of a run as `FailingSample.how` has it. */
const howOf = ({ ended, refused }: SimulationResult): FailingSample['how'] =>
  refused.some(({ expected }) => !expected) ? 'refused' : (ended.how as FailingSample['how']);

test.each(failingSamples)('$name fails as it says', async ({ how, module }) => {
  const { definition, ...options } = module;
  const { failed } = await sweep(definition, { ...options, seeds: SEEDS });
  expect(failed && howOf(failed)).toBe(how);
});

test.each(failingSamples.filter(({ byOrder }) => byOrder))('$name fails without a fault', async ({ how, module }) => {
  const { definition, plan: _plan, ...options } = module;
  const { failed } = await sweep(definition, { ...options, seeds: SEEDS });
  expect(failed && howOf(failed)).toBe(how);
});

test.each(failingSamples.filter(({ byOrder }) => !byOrder))('$name fails only with a fault', async ({ module }) => {
  const { definition, plan: _plan, ...options } = module;
  const { failed } = await sweep(definition, { ...options, seeds: FAULTLESS_SEEDS });
  expect(failed?.problem).toBeUndefined();
});
