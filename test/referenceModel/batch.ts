import type { EventType } from '@aws-sdk/client-swf';
import { type Attributes, type Run, waitingTask } from './history.js';
import type { World } from './world.js';
import { append, needDecision } from './writing.js';

/** What the decisions of one response have in common. */
export interface Batch {
  readonly world: World;
  readonly run: Run;
  readonly completedId: number;
  /** Whether the decider may make no decision at all. */
  readonly denied: boolean;
}

export const DENIED = 'OPERATION_NOT_PERMITTED';

/** Writes what a decision did. */
export function wrote<T extends EventType>({ world, run }: Batch, type: T, attributes: Attributes<T>): true {
  append(world, run, type, attributes);
  return true;
}

/** Writes that a decision did nothing; the task that this calls for waits for the end of the batch, or not (doubt 1). */
export function failed<T extends EventType>(batch: Batch, type: T, attributes: Attributes<T>): false {
  const { world, run } = batch;
  append(world, run, type, attributes);
  if (world.assumptions.closeAfterFailedDecision === 'fails') needDecision(world, run);
  return false;
}

/** Whether a second decision task waits: then nothing closes the run (docs/swf.md 3.3). */
export const isUnhandled = ({ run }: Batch): boolean => waitingTask(run) !== undefined;
