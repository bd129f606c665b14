import { TestRunner } from 'vitest';

/**
 * A part of the service that a test shows at work: `op StartTimer` that the operation was accepted and did what it does,
 * `cause StartTimerFailed TIMER_ID_ALREADY_IN_USE` that the decision failed so, `fault PollForActivityTask
 * UnknownResourceFault`, `limit openTimers`, and so on.
 */
export type Fact =
  | `op ${string}`
  | `decision ${string}`
  | `event ${string}`
  | `cause ${string} ${string}`
  | `fault ${string} ${string}`
  | `constraint ${string}`
  | `limit ${string}`;

declare module 'vitest' {
  interface TaskMeta {
    proves?: Fact[];
  }
}

/** Notes what the test that runs has shown. It counts if the test passes, so call it behind the assertion. */
export function proves(...facts: readonly Fact[]): void {
  const meta = TestRunner.getCurrentTest()?.meta;
  if (meta) meta.proves = [...new Set([...(meta.proves ?? []), ...facts])];
}
