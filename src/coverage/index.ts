export { bothOf, Coverage, type CoverageCounts, type CoverageListener, NO_TYPE } from './coverage.js';
export type { CoverageFact } from './facts.js';
export { missing } from './missing.js';
export { type CoverageReport, reportOf, type TypeCoverage } from './report.js';
export { table } from './table.js';
