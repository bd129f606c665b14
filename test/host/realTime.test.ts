import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import FakeTimers from '@sinonjs/fake-timers';
import { rolldown } from 'rolldown';
import { afterEach, describe, expect, it } from 'vitest';
import { macrotask } from '../../src/host/eventLoop.js';
import { FAKED } from './faked.config.js';

it('fake timers that are on before the package is imported change nothing, under Vitest and under Sinon', {
  timeout: 60_000,
}, async () => {
  const bundle = await rolldown({ input: 'test/host/faked.ts', external: [/^node:/, /^@aws-sdk\//, 'vitest'] });
  await bundle.write({ file: FAKED, format: 'esm', codeSplitting: false });
  await bundle.close();
  const vitest = resolve('node_modules/vitest/vitest.mjs');
  const words = [vitest, 'run', '--config', 'test/host/faked.config.ts', '--reporter=json'];
  const env = { ...process.env, NO_COLOR: '1' };
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env, timeout: 50_000 });
  const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{"num')) || `{"testResults":[]}`) as {
    readonly testResults: readonly { readonly assertionResults: readonly Record<string, unknown>[] }[];
  };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  expect(
    results.filter(({ status }) => status !== 'passed'),
    stderr,
  ).toEqual([]);
  expect(testResults.map(({ assertionResults }) => assertionResults.length)).toEqual([8, 8]);
});

describe('real time', () => {
  let clock: FakeTimers.InstalledClock | undefined;
  afterEach(() => void clock?.uninstall());

  /** The module as it is when it is imported under fake timers, without and with Node's own modules. */
  const underFakes = async (query: string, builtin: boolean): Promise<typeof import('../../src/host/realTime.js')> => {
    clock = FakeTimers.install({ toFake: ['setTimeout', 'performance', 'hrtime', 'Date', 'setImmediate'] });
    const { getBuiltinModule } = process;
    if (!builtin) Object.assign(process, { getBuiltinModule: undefined });
    try {
      return await import(/* @vite-ignore */ new URL(`../../src/host/realTime.ts?${query}`, import.meta.url).href);
    } finally {
      Object.assign(process, { getBuiltinModule });
    }
  };

  it('passes under fake timers', async () => {
    const { realMillis } = await underFakes('passes', true);
    const before = realMillis();
    while (realMillis() - before < 5) await macrotask();
    expect(realMillis()).toBeGreaterThan(before);
  });

  it('is that of `performance` in a runtime without Node’s modules', async () => {
    const { realMillis } = await underFakes('elsewhere', false);
    expect(realMillis()).toBe(performance.now());
  });

  it('fires a timeout under fake timers, unless it is cancelled', async () => {
    const { realMillis, realTimeout } = await underFakes('fires', true);
    const fired: string[] = [];
    const cancel = realTimeout(() => fired.push('cancelled'), 5);
    realTimeout(() => fired.push('fired'), 10);
    cancel();
    const before = realMillis();
    while (fired.length === 0 && realMillis() - before < 2000) await macrotask();
    expect(fired).toEqual(['fired']);
  });
});
