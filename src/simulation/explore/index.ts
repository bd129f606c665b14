export { explore } from './explore.js';
export type {
  Exploration,
  ExploreOptions,
  Finding,
  FindingKind,
  Scenario,
  Work,
  WorkOutcome,
  WorldEffect,
} from './state/scenario.js';
