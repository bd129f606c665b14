import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fitOf } from './fit.js';
import { measure } from './measure.js';
import type { Scenario } from './scenario.js';
import { SCENARIOS } from './scenarios.js';
import { table } from './table.js';

vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => {
  setFlagsFromString('--expose-gc');
  globalThis.gc ??= runInNewContext('gc');
});

describe('a line through the heap', () => {
  const points = (bytes: (n: number) => number) =>
    Array.from({ length: 11 }, (_, n) => ({ units: n * 10, bytes: bytes(n) }));

  it('has the bytes that stay of each unit, whatever was there before', () => {
    expect(fitOf(points((n) => 5000 + 70 * n))).toEqual({ slope: 7, error: 0 });
  });

  it('is uncertain if the heap goes up and down', () => {
    const { slope, error } = fitOf(points((n) => 5000 + (n % 2) * 100));
    expect(Math.abs(slope)).toBeLessThan(2 * error);
    expect(error).toBeGreaterThan(0.1);
  });
});

/** Keeps 64 numbers, so 512 bytes or more, of each unit, or none. */
function keeping(name: string, keeps: boolean): Scenario {
  const kept: number[][] = [];
  const act = (): number => {
    for (let n = 0; n < 100; n += 1) {
      const one = Array.from({ length: 64 }, () => n + 0.5);
      if (keeps) kept.push(one);
    }
    return 100;
  };
  const check = (): void => undefined;
  return { name, unit: 'unit', count: 20_000, goal: 100, prepare: () => ({ act, check, end: check }) };
}

it('a scenario that keeps what it should drop is found, and no other', async () => {
  const results = [];
  for (const keeps of [true, false]) {
    // Each point collects the garbage of a whole heap, which holds what other tests have loaded.
    const length = { fraction: 0.5, minutes: 1, points: 6 };
    results.push(await measure(keeping(keeps ? 'leaky' : 'flat', keeps), length));
  }
  const [leaky, flat] = results;
  expect([leaky?.verdict, flat?.verdict, leaky?.units]).toEqual(['MISSED', 'met', 10_000]);
  expect(leaky?.slope).toBeGreaterThan(500);
  expect(
    table(results)
      .split('\n')
      .map((line) => line.split(/ +/)[0]),
  ).toEqual(['scenario', 'leaky', 'flat']);
});

// `npm run soak -- --memory` does a million of each, and looks at the heap. A tenth of an act does the same things.
it.each(SCENARIOS)('$name does what it says', async ({ prepare }) => {
  const work = await prepare(0.1);
  expect(await work.act()).toBeGreaterThan(0);
  await work.act();
  work.check();
  await work.end();
});
