export type { DecisionDifference } from '../deciders/compareDecisions.js';
export type { RecordedDecision } from '../deciders/recordedDecision.js';
export { checkHistory } from '../history/checkHistory.js';
export type { ExportedHistory, HistoryLike, HistoryPage, RunOfHistory } from '../history/historyPages.js';
export type { Violations } from '../history/violations.js';
export type { Assertable } from '../results/report.js';
export type { Difference } from '../verify/compareEvents.js';
export { SUPPLIED, SUPPLIED_BY_RUNS } from '../verify/suppliedAttributes.js';
export type { Verification } from '../verify/verification.js';
export { type VerifyOptions, verifyHistory } from '../verify/verifyHistory.js';
export type { Progress } from './progress.js';
export { replay } from './replay.js';
export {
  type NamedReplay,
  type ReplayAllHistory,
  type ReplayAllOptions,
  type ReplayAllProgress,
  type ReplayAllResult,
  replayAll,
} from './replayAll.js';
export type { Deciders, Replayed, ReplayOptions, TaskDifference, UnansweredTask } from './replayed.js';
