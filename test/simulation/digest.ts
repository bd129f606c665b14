/** Prints what simulations of the sample come to: the same everywhere, whatever runs it. */
import { createHash } from 'node:crypto';
import { simulate } from '../../src/simulation/index.js';
import { everyTrouble, order, slowly, start } from './sample.js';

const SEEDS = 40;

export async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const definition of [order, slowly]) {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { history, timeline, schedule } = await simulate(definition, { seed, start, plan: everyTrouble });
      hash.update(JSON.stringify([history, timeline, schedule]));
    }
  }
  return hash.digest('hex');
}
