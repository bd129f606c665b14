import { EventType } from '@aws-sdk/client-swf';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { walkBoth } from '../referenceModel/sideBySide.js';
import { strides } from '../referenceModel/strides.js';
import { assertOnSeeds, freshSeedLine } from '../support/seeds.js';
import { Tally } from '../support/tally.js';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = 100;
const tally = new Tally();

describe('the core and a model of it', () => {
  it('answer alike, and write the same events', () =>
    assertOnSeeds(
      fc.property(strides(fc, { minLength: 1, maxLength: 300 }), (walked) => {
        walkBoth(walked, (op, outcome) => tally.take(op, outcome));
        tally.sequences += 1;
      }),
      RUNS,
    ));
});

afterAll(() => {
  console.log(freshSeedLine);
  tally.print();
  for (const type of Object.values(EventType)) expect(tally.events.get(type) ?? 0, type).toBeGreaterThanOrEqual(5);
});
