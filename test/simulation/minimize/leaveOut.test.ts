import { describe, expect, it } from 'vitest';
import { leaveOut } from '../../../src/simulation/minimize/leaveOut.js';

const numbers = Array.from({ length: 40 }, (_, i) => i);

/** Minimizes a list that fails as long as it has all of `needed`. Returns what is left, and the number of trials. */
async function left(needed: readonly number[]): Promise<readonly [readonly number[], number]> {
  let trials = 0;
  const rest = await leaveOut(numbers, async (items) => {
    trials += 1;
    return needed.every((one) => items.includes(one));
  });
  return [rest, trials];
}

describe('leaveOut', () => {
  it('leaves out everything that is not needed, in few trials', async () => {
    expect(await left([])).toEqual([[], 1]);
    for (const needed of [[7], [0, 39], [3, 4, 5], [1, 20, 38]]) {
      const [rest, trials] = await left(needed);
      expect(rest).toEqual(needed);
      expect(trials).toBeLessThan(60);
    }
  });

  it('keeps a list of which nothing can be left out', async () => {
    expect((await left(numbers))[0]).toEqual(numbers);
  });

  it('finds what can be left out only after something else', async () => {
    // 2 is needed as long as 1 is there, and 1 as long as 3 is there.
    const stays = async (items: readonly number[]): Promise<boolean> =>
      items.includes(0) && (!items.includes(3) || items.includes(1)) && (!items.includes(1) || items.includes(2));
    expect(await leaveOut([0, 1, 2, 3], stays)).toEqual([0]);
  });
});
