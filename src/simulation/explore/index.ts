export { explore } from './explore.js';
export type {
  Exploration,
  ExploreOptions,
  Finding,
  FindingKind,
  IndependentOrders,
  Scenario,
  Work,
  WorkOutcome,
  WorldEffect,
} from './state/scenario.js';
