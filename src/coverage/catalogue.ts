import { EVENT_TYPES } from '../core/index.js';
import { FAILURES } from '../tables/decisions.js';
import { OPERATIONS } from '../tables/operations.js';
import { TIMEOUTS } from '../tables/timeouts.js';
import { type CoverageFact, factOfFault } from './facts.js';
import { faultsOf } from './operationFaults.js';

// By name, whatever the order of the tables.
const timeouts = TIMEOUTS.map(([event, type]): CoverageFact => `timeout ${event} ${type}`).toSorted();
const failures = [...FAILURES]
  .flatMap(([event, { causes }]) => causes.map((cause): CoverageFact => `cause ${event} ${cause}`))
  .toSorted();

/** All facts: every event type, timeout, failure cause, and fault that the API declares. */
export const CATALOGUE: readonly CoverageFact[] = [
  ...[...EVENT_TYPES].map((type): CoverageFact => `event ${type}`),
  ...timeouts,
  ...failures,
  ...OPERATIONS.flatMap((op) => faultsOf(op).map((fault) => factOfFault(op, fault))),
];

/** Faults that any operation can return, though the API model does not declare them for it. */
const UNDECLARED = [
  'AccessDeniedException',
  'DomainDeprecatedFault',
  'InternalFailure',
  'SerializationException',
  'ThrottlingException',
  'ValidationException',
] as const;

/** The names of all facts, including the undeclared faults, which the catalogue does not have. */
export const FACT_NAMES: ReadonlySet<string> = new Set<string>([
  ...CATALOGUE,
  ...OPERATIONS.flatMap((op) => UNDECLARED.map((fault) => factOfFault(op, fault))),
]);
