import { createCoverageFolder, takeCoverage } from './coverageFolder.js';
import { type CoverageReporterOptions, checkedOptions, PART_OF_SUITE, publishCoverage } from './coverageReport.js';

export type { CoverageReporterOptions } from './coverageReport.js';

/** The parts of Jest's configuration that tell whether all tests run. */
interface JestConfig {
  readonly testNamePattern?: string;
  readonly nonFlagArgs?: readonly string[];
  readonly onlyChanged?: boolean;
  readonly onlyFailures?: boolean;
  readonly shard?: object;
  /** The pattern in Jest 29 and earlier. */
  readonly testPathPattern?: string;
  /** The patterns in Jest 30 and later. */
  readonly testPathPatterns?: { readonly patterns?: readonly string[] };
}

/**
 * Reports the coverage of Amazon SWF by the tests with `useSwf()`: prints it at the end of a run, by workflow type.
 * Configure it with `reporters: ['default', ['swfake/jest/reporter', { require: ['event TimerFired'] }]]`.
 */
export default class CoverageReporter {
  readonly #config: JestConfig;
  readonly #options: CoverageReporterOptions;
  #folder: string | undefined;
  #missing: readonly string[] = [];

  constructor(config: JestConfig = {}, options: CoverageReporterOptions = {}) {
    this.#config = config;
    this.#options = checkedOptions('swfake/jest/reporter', options);
  }

  /** Creates the folder for the coverage. Jest calls this before it starts the processes that run the tests. */
  onRunStart(): void {
    this.#folder = createCoverageFolder();
  }

  /** Prints the coverage, writes the file, and prints the required facts that are missing. */
  onRunComplete(): void {
    this.#missing = publishCoverage(this.#folder === undefined ? {} : takeCoverage(this.#folder), this.#options);
    if (this.#missing.length > 0)
      console.error([...this.#missing, ...(this.#isPart() ? [PART_OF_SUITE] : [])].join('\n'));
  }

  /** Returns an error if a required fact is missing: then Jest fails the run. */
  getLastError(): Error | undefined {
    return this.#missing.length > 0 && !this.#isPart() ? new Error(this.#missing.join('\n')) : undefined;
  }

  // A single test, or a shard, cannot cover what the whole suite must cover.
  #isPart(): boolean {
    const { testNamePattern, testPathPattern, testPathPatterns, nonFlagArgs = [], shard } = this.#config;
    const { onlyChanged, onlyFailures } = this.#config;
    const paths = [...nonFlagArgs, ...(testPathPatterns?.patterns ?? [])];
    const flags = [testNamePattern, testPathPattern, shard, onlyChanged, onlyFailures];
    return paths.length > 0 || flags.some(Boolean);
  }
}
