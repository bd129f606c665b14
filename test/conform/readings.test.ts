import { describe, expect, it } from 'vitest';
import { CHECKS, networkTarget } from '../../src/conform/index.js';
import { measuredOptions } from '../../src/conform/report/assumptions.js';
import { ASSUMPTION_VALUES, type Assumptions } from '../../src/core/index.js';
import { serve } from '../../src/http/index.js';
import { SwfFake } from '../../src/index.js';
import { ask, askSelf } from './support.js';

// Every assumption that is read is read as the other value where a fake has that.

const READ = [...new Set(CHECKS.flatMap(({ reads }) => reads ?? []))].filter((doubt) =>
  Object.hasOwn(ASSUMPTION_VALUES, doubt),
) as (keyof Assumptions)[];
const other = (name: keyof Assumptions): string => String(ASSUMPTION_VALUES[name][1]);
const checksOf = (name: string) => CHECKS.filter(({ reads }) => reads === name);

describe('the other reading is measured on the fake of this process', () => {
  it.each(READ)('%s', async (name) => {
    const seen = await askSelf(checksOf(name), { assumptions: { [name]: other(name) } });
    expect(measuredOptions(seen.results).assumptions).toEqual({ [name]: other(name) });
  });

  it('pageTokenLifetime', async () => {
    const seen = await askSelf(checksOf('pageTokenLifetime'), { limits: { pageTokenLifetime: 60_000 } });
    expect(measuredOptions(seen.results)).toEqual({ assumptions: {}, limits: { pageTokenLifetime: 60_000 } });
  });
});

describe('the other reading is measured over HTTP, with the real clock', () => {
  it.each(READ)(
    '%s',
    async (name) => {
      const assumptions = { [name]: other(name) };
      // Polls end earlier than on AWS, so that an idle one is no minute long.
      await using server = await serve(new SwfFake({ clock: 'real', assumptions }), { pollTimeout: '3s' });
      const seen = await ask(networkTarget({ endpoint: server.url }), checksOf(name));
      expect(seen.results.map(({ verdict, differences }) => [verdict, differences])).toEqual([['agrees', []]]);
      expect(measuredOptions(seen.results).assumptions).toEqual(assumptions);
    },
    30_000,
  );
});

describe('the assumptions', () => {
  it('are read but for those that cannot be asked from outside', () => {
    const others = Object.keys(ASSUMPTION_VALUES).filter((name) => !(READ as string[]).includes(name));
    expect(others).toEqual(['closedWithoutRetention', 'deniedOperation']);
  });
});
