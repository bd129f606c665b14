export { SUPPLIED, SUPPLIED_BY_RUNS } from './attributes.js';
export { checkHistory } from './check.js';
export type { Difference } from './compare.js';
export type { HistoryLike } from './recorded.js';
export { type Reenactment, type ReenactOptions, reenact } from './reenact.js';
