import type { EventType } from '@aws-sdk/client-swf';
import type { Attributes, Run } from './history.js';
import type { World } from './world.js';
import { append } from './writing.js';

/** What the decisions of one response have in common. */
export interface Batch {
  readonly world: World;
  readonly run: Run;
  readonly completedId: number;
  /** Whether the decider may make no decision at all. */
  readonly denied: boolean;
  /** Whether a second decision task waited when the response came (swf-behaviour 3.3, doubt 1). */
  readonly unhandled: boolean;
}

export const DENIED = 'OPERATION_NOT_PERMITTED';

/** Writes what a decision did. */
export function wrote<T extends EventType>({ world, run }: Batch, type: T, attributes: Attributes<T>): true {
  append(world, run, type, attributes);
  return true;
}

/** Writes that a decision did nothing. */
export const failed = <T extends EventType>(batch: Batch, type: T, attributes: Attributes<T>): boolean =>
  !wrote(batch, type, attributes);
