import { expect, it } from 'vitest';
import { atMostOnce } from '../../../src/rules/index.js';
import { everyUpgradePoint } from '../../../src/simulation/index.js';
import { INCOMPATIBLE, scenario } from './pairs.js';

it('finds a broken rule, by a key of meaning', async () => {
  const { a, b } = INCOMPATIBLE['a renamed activity id'];
  const once = atMostOnce('an order is charged once', 'ActivityTaskScheduled activityType=Charge@1', {
    key: ({ attributes }) => attributes.input,
  });
  const { start, world } = scenario;
  const points = await everyUpgradePoint({ from: a, to: b }, { start, world, rules: [once] });
  expect(points.unsafe.map(({ upgraded, first, last }) => [upgraded, first, last])).toEqual([
    ['both', 2, 5],
    ['deciders', 2, 5],
  ]);
  expect(points.failed[0]?.outcome.problem).toMatch(/^rule broken: .*an order is charged once/);
});
