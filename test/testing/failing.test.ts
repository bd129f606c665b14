import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly failureMessages: readonly string[] }[];
  }[];
}

/** Runs the tests that fail in a vitest of their own: the messages of each, and what is printed. */
function run() {
  const folder = mkdtempSync(join(tmpdir(), 'swfake-failing-'));
  const outputFile = join(folder, 'results.json');
  const reporters = [
    `--reporter=json`,
    `--outputFile=${outputFile}`,
    '--reporter=../../../src/testing/reporters/vitest.ts',
  ];
  const root = resolve(import.meta.dirname, '../samples/failing');
  const vitest = resolve('node_modules/vitest/vitest.mjs');
  const env = { ...process.env, NO_COLOR: '1' };
  const words = [vitest, 'run', '--no-cache', '--root', root, '--dir', root, ...reporters];
  const { stdout, status } = spawnSync(process.execPath, words, { encoding: 'utf8', env, cwd: root });
  const results = JSON.parse(readFileSync(outputFile, 'utf8')) as Results;
  rmSync(folder, { recursive: true });
  const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
  return { stdout, status, messages: tests.map(({ failureMessages }) => failureMessages) };
}

const times = (texts: readonly string[], said: string): number => texts.join('\n').split(said).length - 1;

it('a test that fails shows its fake once, also when it is tried again, and what it met is counted', {
  timeout: 60_000,
}, () => {
  const { stdout, status, messages } = run();
  const [retried = [], soft = [], other = []] = messages;
  expect(status).toBe(1);
  expect(times(retried, 'ActivityTaskScheduled Charge-1')).toBe(retried.length);
  expect(times(retried, 'swfake: seed 1')).toBe(retried.length);
  expect(times(retried, "'swfake-decider-1' (OPEN): see the error")).toBe(retried.length);
  expect(soft).toHaveLength(2);
  expect(times(soft.slice(0, 1), 'ActivityTaskScheduled Charge-1')).toBe(1);
  expect(times(soft, 'ActivityTaskScheduled Charge-1')).toBe(1);
  expect(times(other, 'swfake:')).toBe(0);
  expect(stdout).toContain('ActivityTaskScheduled 2');
});
