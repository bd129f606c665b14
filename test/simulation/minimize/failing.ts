import type { SimulationModule } from '../../../src/simulation/index.js';
import { faultSamples } from './failingByFaults.js';
import { orderSamples } from './failingByOrder.js';

/** A small workflow that fails with some of its seeds. */
export interface FailingSample {
  readonly name: string;
  /** The end of a failing run: `ended.how` of the result, or `refused` for a refused call. */
  readonly how: 'violated' | 'stuck' | 'threw' | 'refused' | 'broken' | 'unregistered' | 'closed';
  /** True if the order of steps alone makes it fail: no fault is needed. */
  readonly byOrder: boolean;
  readonly module: SimulationModule;
}

/** The samples that a minimizer makes smaller. */
export const failingSamples: readonly FailingSample[] = [
  ...orderSamples.map((sample) => ({ ...sample, byOrder: true })),
  ...faultSamples.map((sample) => ({ ...sample, byOrder: false })),
];
