import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { summaryOf } from './summary.js';

const TESTS = resolve(import.meta.dirname, '../..');

/** At the end of a whole run: what the tests have shown of the service. The run fails if something was not shown. */
export default class Coverage implements Reporter {
  #filtered = false;

  onInit({ config }: Vitest): void {
    this.#filtered = config.testNamePattern !== undefined;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    if (this.#filtered || !isWhole(modules)) return;
    const { MODEL, UNDECLARED } = await import('./model.js');
    const { table, problems } = summaryOf(MODEL, shownBy(modules), UNDECLARED);
    console.log(['shown of Amazon SWF by tests that passed:', ...table, ...problems, ''].join('\n'));
    if (problems.length > 0) process.exitCode = 1;
  }
}

function isWhole(modules: readonly TestModule[]): boolean {
  const run = new Set(modules.map(({ moduleId }) => resolve(moduleId)));
  // The samples are suites of a user: they run where the packed tarball is installed.
  const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.test.ts') && !name.startsWith('samples'),
  );
  return files.every((name) => run.has(resolve(TESTS, name)));
}

const shownBy = (modules: readonly TestModule[]): ReadonlySet<string> =>
  new Set(
    modules.flatMap(({ children }) => [...children.allTests('passed')]).flatMap((test) => test.meta().proves ?? []),
  );
