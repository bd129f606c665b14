import { expect, it } from 'vitest';
import { CHECKS, networkTarget } from '../../src/conform/index.js';
import { serve } from '../../src/http/index.js';
import { SwfFake } from '../../src/index.js';
import { ask } from './support.js';

// A page token has to grow old for a minute: `swfake conform --endpoint` asks that too, here it would only cost time.
const QUICK = CHECKS.filter(({ id }) => id !== 'readings.pageTokenLifetime');

it('a fake behind swfake serve, with the real clock, gets the same verdicts', async () => {
  await using server = await serve(new SwfFake({ clock: 'real' }), { pollTimeout: '20s' });
  const seen = await ask(networkTarget({ endpoint: server.url }), QUICK);
  const others = seen.results.filter(({ verdict }) => verdict !== 'agrees');
  expect(others.map(({ check, reason, differences }) => [check.id, reason, differences])).toEqual([]);
  expect(seen.results.flatMap(({ inHistories }) => inHistories)).toEqual([]);
  expect(seen.results.flatMap(({ readings }) => readings).filter((one) => one.seen !== one.fake)).toEqual([]);
  expect(seen.stopped).toBeUndefined();
}, 300_000);
