import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Grants } from '../core/index.js';
import type { OperationName, SdkInput, SdkOutput } from '../core/types.js';
import type { Polls } from '../shell/answer.js';

export type SdkHistoryEvent = HistoryEvent;
export type { SdkInput, SdkOutput };

/** How a door treats those who come through it. */
export interface DoorOptions {
  /**
   * What a poll does that finds nothing: `immediate` answers after one turn of the event loop, for tests that poll once;
   * `park` waits as SWF does, for resident loops. Default `immediate`.
   */
  readonly polls?: Polls;
  /** The rights of those who come through this door. Default: those of the fake. */
  readonly authorize?: Grants['authorize'];
}

export interface SendOptions {
  readonly abortSignal?: AbortSignal | undefined;
}

/** Sends one operation to the fake, as the SDK would: resolves to its output, rejects with its exceptions. */
export type Send = <O extends OperationName>(op: O, input: SdkInput<O>, options?: SendOptions) => Promise<SdkOutput<O>>;
