import { describe, expect, it } from 'vitest';
import { everyCrashPoint } from '../../src/simulation/index.js';
import { chargesTwice, forgetsRefund, order, quietStart, start } from './sample.js';

describe('everyCrashPoint', () => {
  it('finds the charge that is made again, and nothing else', async () => {
    const { ok, tried, left, failed } = await everyCrashPoint(chargesTwice, quietStart);
    expect([ok, tried, left]).toEqual([false, 50, 0]);
    expect(failed.map(({ call, loss, outcome }) => [call, loss, outcome.problem])).toEqual([
      ['RespondActivityTaskCompleted of worker-1', 'crash', 'invariant violated: charged 2 times'],
    ]);
  });

  it('tries every call of the scenario: requests, responses, and whoever makes it', async () => {
    const seen: (readonly [number, number])[] = [];
    const onProgress = (...told: [number, number]) => seen.push(told);
    const { ok, tried, undisturbed } = await everyCrashPoint(order, quietStart, { onProgress });
    expect(ok).toBe(true);
    // The one call that starts the run is nobody's crash.
    expect(tried).toBe(undisturbed.calls * 3 - 1);
    expect(seen.at(-1)).toEqual([tried, tried]);
  });

  it('finds nothing in the mended order, with the signal wherever a seed puts it', async () => {
    for (const seed of [1, 2, 3, 4, 5])
      expect(String(await everyCrashPoint(order, start, { seed }))).toMatch(/ 0 failed$/);
  });

  it('says how many points it did not try', async () => {
    const points = await everyCrashPoint(order, quietStart, { maxPoints: 7 });
    expect([points.ok, points.tried, points.left]).toEqual([false, 7, 43]);
    expect(String(points)).toBe('tried 7 crash points, 0 failed, 43 not tried (maxPoints is 7)');
  });

  it('shows which failed, with a test that repeats the first', async () => {
    const text = String(await everyCrashPoint(chargesTwice, quietStart));
    expect(text).toMatch(
      /^tried 50 crash points, 1 failed\n {2}crash at RespondActivityTaskCompleted of worker-1: invariant violated: charged/,
    );
    expect(text).toContain(`plan: [{ fault: 'crash', at: "RespondActivityTaskCompleted for activity 'Charge-1'" }],`);
  });

  it('says so when the scenario fails with nothing lost', async () => {
    const points = await everyCrashPoint(forgetsRefund, start, { seed: 3 });
    expect(points.undisturbed.ok).toBe(false);
    expect(String(points)).toMatch(
      /the run without a loss failed:\n\ninvariant violated: it was canceled, and the money is not back/,
    );
  });
});
