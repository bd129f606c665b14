/** The user's own deciders and workers, run together under virtual time, from a seed, with faults. */
export {
  type CrashPoint,
  type CrashPointOptions,
  type CrashPoints,
  everyCrashPoint,
  type Loss,
} from './crashPoints.js';
export {
  type Activity,
  ActivityCanceled,
  type ActivityContext,
  type ActivityTask,
  type Decider,
  type DeciderAnswer,
  type Decision,
  type DecisionTask,
  type Definition,
  type OutsideEvent,
  type PollLoop,
  type Seen,
  type Start,
} from './definition.js';
export * from './explore/index.js';
export type { FiredFault } from './faults.js';
export { type Harness, harness } from './harness.js';
export { type LintFinding, type LintOptions, type Look, linted } from './lint.js';
export type { Outcome } from './outcome.js';
export type { ActivityOutcome, Outcomes } from './outcomes.js';
export { FAULT_KINDS, type FaultKind, type Plan, type PlannedFault } from './plan.js';
export { type SimulateOptions, simulate } from './simulate.js';
export type { Ended } from './simulation.js';
export { type Sweep, type SweepOptions, type SweepProgress, sweep } from './sweep.js';
