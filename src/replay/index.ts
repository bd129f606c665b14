export { SUPPLIED, SUPPLIED_BY_RUNS } from './attributes.js';
export { checkHistory } from './check.js';
export type { Difference } from './compare.js';
export type { Decision } from './decisions.js';
export type { DecisionDifference } from './differing.js';
export type { ExportedHistory, HistoryPage } from './exported.js';
export type { Progress } from './progress.js';
export type { HistoryLike } from './recorded.js';
export { type Reenactment, type ReenactOptions, reenact } from './reenact.js';
export {
  type Deciders,
  type Replayed,
  type ReplayOptions,
  replay,
  type TaskDifference,
  type UnansweredTask,
} from './replay.js';
export {
  type NamedReplay,
  replayAll,
  type Sweep,
  type SweepOptions,
  type SweepProgress,
  type SweptHistory,
} from './sweep.js';
