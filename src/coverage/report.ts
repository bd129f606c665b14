import { isOfType } from './areas.js';
import { CATALOGUE } from './catalogue.js';
import { type CoverageCounts, NO_TYPE } from './coverage.js';
import type { CoverageFact } from './facts.js';

/** The coverage of one workflow type. */
export interface TypeCoverage {
  /** The facts that happened, with their counts. */
  readonly covered: Readonly<Record<string, number>>;
  /** The facts that never happened. */
  readonly missing: readonly CoverageFact[];
}

/** The coverage by workflow type: the content of the JSON file that the reporters write. */
export type CoverageReport = Readonly<Record<string, TypeCoverage>>;

/** Returns the coverage by workflow type, with the facts that are missing. */
export const reportOf = (counts: CoverageCounts): CoverageReport =>
  Object.fromEntries(
    Object.entries(counts).map(([type, covered]) => [type, { covered, missing: missingOf(type, covered) }]),
  );

const missingOf = (type: string, covered: Readonly<Record<string, number>>): readonly CoverageFact[] =>
  CATALOGUE.filter((fact) => isOfType(fact) === (type !== NO_TYPE) && !Object.hasOwn(covered, fact));
