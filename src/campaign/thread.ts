import type { CampaignSetup, ThreadMessage, ThreadRequest } from './messages.js';

/** A thread that runs plays. */
export interface Thread {
  /** Sends a request. A thread has one at a time. */
  request(request: ThreadRequest): void;
  /**
   * Returns the number of the play that runs, or ran last; `undefined` before the first of the thread. While a failure is
   * minimized, it is the number of runs that are done.
   */
  current(): number | undefined;
  /** Ends the thread. It sends nothing more. */
  stop(): void;
}

/** Functions that are called by a thread. */
export interface ThreadListener {
  /** Called with each message. The first one says whether the module can be used. */
  message(message: ThreadMessage): void;
  /** Called once, if the thread ends by itself. `reason` is the rest of a sentence. */
  ended(reason: string): void;
}

/** Starts a thread. `megabytes` is the limit of its heap. */
export type StartThread = (setup: CampaignSetup, megabytes: number, listener: ThreadListener) => Thread;
