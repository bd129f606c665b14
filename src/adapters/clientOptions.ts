import type { HistoryEvent } from '@aws-sdk/client-swf';
import type { Grants, OperationName, SdkInput, SdkOutput } from '../core/index.js';
import type { Polls } from '../shell/call.js';

/** A history event in the form of the SDK. */
export type SdkHistoryEvent = HistoryEvent;
export type { SdkInput, SdkOutput };

/** Options of one client: how its polls wait, and which permissions it has. */
export interface ClientOptions {
  /**
   * The time that a poll waits if there is no task. `'immediate'` returns an empty response at once: for tests that poll
   * once. `'long'` waits up to 60 seconds of the fake's clock, as SWF does: for poll loops. Default `'immediate'`.
   */
  readonly polls?: Polls | undefined;
  /** The permissions of this client: `false` denies a call. Default: the option `authorize` of the fake. */
  readonly authorize?: Grants['authorize'] | undefined;
  /**
   * Condition keys of this client for `authorize`, such as `{ 'aws:SourceIp': '10.0.0.7' }`. `undefined` removes a key that
   * every request has. Keys of the fake's own option count too. Default: none.
   */
  readonly requestContext?: Grants['requestContext'];
}

/** Options of one call. */
export interface SendOptions {
  /** Ends the call: a poll that waits rejects with an `AbortError`, and no task is lost. */
  readonly abortSignal?: AbortSignal | undefined;
}

/** Calls one operation of the fake. Resolves to the output of the SDK; rejects with the exceptions of the SDK. */
export type Send = <O extends OperationName>(op: O, input: SdkInput<O>, options?: SendOptions) => Promise<SdkOutput<O>>;
