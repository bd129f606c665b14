/// <reference types="node" />
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { Coverage } from '../../coverage/index.js';
import { type CoverageReporterOptions, checkedOptions, PART_OF_SUITE, publishCoverage } from './coverageReport.js';
import { coverageIn } from './taskMeta.js';

export type { CoverageReporterOptions } from './coverageReport.js';

/**
 * Reports the coverage of Amazon SWF by the tests of `swfake/vitest`: prints it at the end of a run, by workflow type.
 * Configure it with `reporters: ['default', ['swfake/vitest/reporter', { require: ['event TimerFired'] }]]`.
 */
export default class CoverageReporter implements Reporter {
  readonly #options: CoverageReporterOptions;
  #vitest: Vitest | undefined;

  constructor(options: CoverageReporterOptions = {}) {
    this.#options = checkedOptions('swfake/vitest/reporter', options);
  }

  /** Keeps the Vitest instance, to find out at the end whether all tests ran. */
  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  /** Prints the coverage and writes the file. The run fails if a required fact is missing. */
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const missing = publishCoverage(coverageOf(modules), this.#options);
    if (missing.length === 0) return;
    console.error(missing.join('\n'));
    if (await this.#isPart(modules)) console.error(PART_OF_SUITE);
    else process.exitCode = 1;
  }

  // A single test, a shard, or a rerun in watch mode cannot cover what the whole suite must cover.
  async #isPart(modules: readonly TestModule[]): Promise<boolean> {
    if (!this.#vitest || this.#vitest.config.testNamePattern !== undefined) return true;
    const all = await this.#vitest.globTestSpecifications();
    return modules.length < all.length;
  }
}

function coverageOf(modules: readonly TestModule[]) {
  const coverage = new Coverage();
  for (const { children } of modules) for (const test of children.allTests()) coverage.add(coverageIn(test.meta()));
  return coverage.toJSON();
}
