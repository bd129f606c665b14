/** The pure machine: `(state, command, now) -> reply + changes`. It knows no clock, no chance, no promise. */
export type { AccessRequest, Grants, Injection } from './access.js';
export type { Change, EventChange } from './changes.js';
export { type Choices, DEFAULT_CHOICES } from './choices.js';
export type { Due } from './due.js';
export type { Attributes, CoreEvent, EventType } from './events.js';
export { type Fault, type FaultName, isFault } from './faults.js';
export { type EventId, type Instant, instant, type Millis, type RunNumber } from './ids.js';
export { checkInvariants } from './invariants/state.js';
export type { Violation } from './invariants/violation.js';
export type { Effect, LambdaOutcome, LambdaRef } from './lambdas.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export type { Choose } from './settle.js';
export { createState, fork, type ListKey, type State, type StateOptions } from './state.js';
export { type Command, nextDeadline, type Outcome, settle, step, transition } from './step.js';
export { type HistoryEvent, type Input, OPERATIONS, type OperationName, type Reply } from './types.js';
