import type { SdkHistoryEvent } from './clientOptions.js';

/** An event that was written, with the run that it belongs to. */
export interface HistoryChange {
  /** The domain of the run. */
  readonly domain: string;
  /** The workflow id of the run. */
  readonly workflowId: string;
  /** The id of the run. */
  readonly runId: string;
  /** A copy of the event in the form of the SDK. */
  readonly event: SdkHistoryEvent;
}
