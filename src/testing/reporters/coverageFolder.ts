/// <reference types="node" />
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Coverage, type CoverageCounts } from '../../coverage/index.js';

/** The environment variable with the folder in which the processes that run tests write their coverage. */
const FOLDER = 'SWFAKE_COVERAGE_FOLDER';

/** Creates the folder for this process and the processes that it will start. Returns its path. */
export function createCoverageFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'swfake-coverage-'));
  process.env[FOLDER] = folder;
  return folder;
}

/** Returns the folder; `undefined` if no reporter needs the coverage. */
export const coverageFolder = (): string | undefined => process.env[FOLDER];

/** Writes counts into a new file of the folder. */
export function writeCoverage(folder: string, counts: CoverageCounts): void {
  writeFileSync(join(mkdtempSync(join(folder, 'part-')), 'coverage.json'), JSON.stringify(counts));
}

/** Returns the sum of the counts that the processes wrote, and removes the folder. */
export function takeCoverage(folder: string): CoverageCounts {
  const coverage = new Coverage();
  for (const name of readdirSync(folder)) {
    coverage.add(JSON.parse(readFileSync(join(folder, name, 'coverage.json'), 'utf8')) as CoverageCounts);
  }
  rmSync(folder, { recursive: true });
  delete process.env[FOLDER];
  return coverage.toJSON();
}
