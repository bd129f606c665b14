export { explore } from './explore.js';
export type {
  Effect,
  Exploration,
  ExploreOptions,
  Finding,
  FindingKind,
  Scenario,
  Work,
  WorkOutcome,
} from './scenario.js';
