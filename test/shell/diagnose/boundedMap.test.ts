import { expect, it } from 'vitest';
import { setNewest } from '../../../src/shell/diagnose/boundedMap.js';

it('a bounded map keeps the keys that were set last', () => {
  const map = new Map<string, number>();
  for (const [n, key] of ['a', 'b', 'c', 'a', 'd'].entries()) setNewest(map, 3, key, n);
  expect([...map]).toEqual([
    ['c', 2],
    ['a', 3],
    ['d', 4],
  ]);
  setNewest(map, 3, 'c', 5);
  expect([...map.keys()]).toEqual(['a', 'd', 'c']);
});
