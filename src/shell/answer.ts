import type { Fault, Grants, Reply } from '../core/index.js';

/** What the core said, before a door gives it the form of its own. */
export type Answer = Reply | Fault;

/** How a door treats a poll that finds nothing. */
export type Polls =
  /** Answers after one turn of the event loop: for tests that poll once. */
  | 'immediate'
  /** Waits for a task, an abort, 60 seconds of the fake's clock, or `close()`: for resident loops. */
  | 'park';

/** What a door brings besides the operation and its input. */
export interface Caller {
  readonly polls: Polls;
  readonly grants: Grants;
  readonly signal?: AbortSignal | undefined;
}
