/** Rules over time, which judge the histories of tests, simulations and production. */

export type { Duration } from '../args/durations.js';
export type { CoreEvent, EventOf, EventType } from '../core/index.js';
export type { ExportedHistory, HistoryLike, HistoryPage, RunOfHistory } from '../history/historyPages.js';
export type { Assertable } from '../results/report.js';
export {
  type AuditHistory,
  type AuditOptions,
  type AuditProgress,
  audit,
  type JudgeOptions,
  judge,
} from './judge.js';
export { always, type Moment } from './kinds/always.js';
export { type AtMostOnceOptions, atMostOnce } from './kinds/atMostOnce.js';
export { type BeforeOptions, before } from './kinds/before.js';
export { eventually } from './kinds/eventually.js';
export { type LeadsToOptions, leadsTo } from './kinds/leadsTo.js';
export { never } from './kinds/never.js';
export type { VerdictOfRule } from './model/finding.js';
export type { Key, RunOfEvent } from './model/key.js';
export {
  type EventLine,
  type EventPattern,
  event,
  type OnePattern,
  type TypedPattern,
  type TypeOf,
} from './model/pattern.js';
export type { Rule, RuleKind, RuleOptions, RuleScope } from './model/rule.js';
export type { JudgedEvent, Judgement, RuleCounts, RulesReport } from './report.js';
