/** Simulates deciders and workers together: under virtual time, from a seed, with planned faults. */

export type { Decider, DeciderAnswer, Decision, DecisionTask } from '../deciders/decider.js';
export type { Assertable } from '../results/report.js';
export {
  type CrashPoint,
  type CrashPointFault,
  type CrashPointOptions,
  type CrashPoints,
  everyCrashPoint,
} from './crashPoints.js';
export * from './explore/index.js';
export { FAULT_KINDS, type FaultKind, type Plan, type PlannedFault } from './faults/faultKinds.js';
export type { FiredFault } from './faults/faults.js';
export type { Refusal } from './faults/refusals.js';
export type { CorpusEntry } from './guided/corpus.js';
export type { SearchCorpus } from './guided/document.js';
export type { Variant } from './guided/variant.js';
export { type Harness, type HarnessRunOptions, harness } from './harness.js';
export {
  type CheckDeterminismOptions,
  type CheckedDecider,
  checkDeterminism,
  type DeterminismFinding,
  type Look,
} from './lint/checkDeterminism.js';
export { type MinimizeOptions, minimize } from './minimize/minimize.js';
export type { Minimized } from './minimize/minimized.js';
export {
  type Activity,
  ActivityCanceled,
  type ActivityContext,
  type ActivityTask,
  type Definition,
  type OutsideEvent,
  type PollLoop,
  type Seen,
  type Start,
} from './model/definition.js';
export type { DefinitionSource } from './model/definitionSource.js';
export type { Ended } from './model/ended.js';
export type { ActivityOutcome, Outcomes } from './model/outcomes.js';
export type { EarlierSeed } from './order/chance.js';
export type { Choice, HeldStep, Schedule } from './order/schedule.js';
export type { SimulationResult } from './run/result.js';
export { type SimulateOptions, simulate } from './run/simulate.js';
export type { SimulationModule } from './simulationModule.js';
export { type GuidedReach, type Sweep, type SweepOptions, sweep } from './sweep.js';
export type { SweepProgress } from './sweepCounts.js';
export { everyUpgradePoint, type UnsafeTasks, type UpgradePoints } from './upgrade/everyUpgradePoint.js';
export type { UpgradedPart, UpgradePoint } from './upgrade/point.js';
export type { UpgradeScenario } from './upgrade/scenario.js';
export type { UpgradeFailure } from './upgrade/tries.js';
export type { UpgradeVersion, UpgradeVersions, VersionName } from './upgrade/versions.js';
