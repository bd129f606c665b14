export type { MetFact } from './facts.js';
export { bothOf, Met, type MetCounts, type MetListener, NO_TYPE } from './met.js';
export { type MetOfType, type MetReport, reportOf } from './report.js';
export { unmet } from './required.js';
export { table } from './table.js';
