/// <reference types="node" />
import { writeFileSync } from 'node:fs';
import { checkNames } from '../../args/checkOptions.js';
import { type CoverageCounts, missing, reportOf, table } from '../../coverage/index.js';

/** The message for a run of a part of the tests, if a required fact is missing. */
export const PART_OF_SUITE = 'swfake: only a part of the suite ran, so a missing fact does not fail the run';

/** The options of a coverage reporter. */
export interface CoverageReporterOptions {
  /** The path of the JSON file to write, a `CoverageReport` of `swfake/coverage`. Default: no file is written. */
  readonly outputFile?: string;
  /**
   * The facts that the suite must cover. A run of all tests fails if one is missing. Default: none. Examples:
   *
   * - `event TimerFired`
   * - `cause StartTimerFailed TIMER_ID_ALREADY_IN_USE`
   * - `timeout ActivityTaskTimedOut HEARTBEAT`
   * - `fault StartWorkflowExecution LimitExceededFault`
   * - `Order@1 event TimerFired`: in a run of this workflow type.
   */
  readonly require?: readonly string[];
  /** Prints the table of the coverage. Default `true`. */
  readonly table?: boolean;
}

const OPTIONS: Readonly<Record<keyof CoverageReporterOptions, true>> = { outputFile: true, require: true, table: true };

/**
 * Returns the options after a check. Call it before the run: an error must not come only after all tests.
 *
 * @throws TypeError if an option is unknown, or a required name is not the name of a fact.
 */
export function checkedOptions(reporter: string, options: CoverageReporterOptions): CoverageReporterOptions {
  checkNames(reporter, options, OPTIONS);
  missing(options.require ?? [], {});
  return options;
}

/** Prints the table and writes the file. Returns a message for each required fact that is missing. */
export function publishCoverage(
  counts: CoverageCounts,
  { outputFile, require: names = [], table: printed = true }: CoverageReporterOptions,
) {
  if (printed) console.log(`\n${table(counts)}\n`);
  if (outputFile !== undefined) writeFileSync(outputFile, `${JSON.stringify(reportOf(counts), undefined, 2)}\n`);
  return missing(names, counts).map((name) => `swfake: the suite did not cover the required fact '${name}'`);
}
