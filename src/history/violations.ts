import type { Violation } from '../core/index.js';
import { type Assertable, counted, withReport } from '../results/report.js';

/** A list of broken rules, which `assert()` throws if it is not empty. */
export interface Violations extends ReadonlyArray<Violation>, Assertable {
  /** Returns the report: one line for each broken rule. */
  toString(): string;
}

/** Returns a list of broken rules with its report. */
export function violationsOf(list: readonly Violation[]): Violations {
  const lines = (): readonly string[] => list.map(({ rule, detail }) => `  ${rule} (${detail})`);
  const report = (): string =>
    list.length === 0 ? 'no broken rules' : [`${counted(list.length, 'broken rule')}:`, ...lines()].join('\n');
  return withReport([...list], report, () => list.length > 0);
}
