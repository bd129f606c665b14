import type { CLOSE_STATUSES, CloseEvent, CloseStatus } from '../../tables/closes.js';
import type { SdkAttributes } from '../../tables/sdkEvents.js';
import type { ActivityEnd, ActivityEndName } from './activities.js';

/** A value that decides itself if another one is as expected: `expect.stringContaining('paid')`. */
export interface AsymmetricValue {
  /** Returns true if the value is as expected. */
  asymmetricMatch(value: unknown): boolean;
}

/** The expected attributes of an event of this type: each is a value, or an asymmetric matcher. Default: any value. */
export type ExpectedAttributes<T extends string> = T extends string
  ? { readonly [K in keyof SdkAttributes<T>]?: SdkAttributes<T>[K] | AsymmetricValue }
  : never;

type CloseEventOf<S extends CloseStatus> = {
  [E in CloseEvent]: (typeof CLOSE_STATUSES)[E] extends S ? E : never;
}[CloseEvent];

/** The expected attributes of the event that closes a run with this status. */
export type ExpectedOfClose<S extends CloseStatus> = ExpectedAttributes<CloseEventOf<S>>;

/** The expected attributes of an open activity task: those of its schedule event, and its state. */
export type ExpectedOfOpenActivity = ExpectedAttributes<'ActivityTaskScheduled'> & {
  /** `'scheduled'`: the task waits for a worker. `'started'`: a worker has it. Default: either. */
  readonly state?: 'scheduled' | 'started';
};

interface EndsInCapitals {
  readonly COMPLETED: 'Completed';
  readonly FAILED: 'Failed';
  readonly TIMED_OUT: 'TimedOut';
  readonly CANCELED: 'Canceled';
}
type EndOf<N extends ActivityEndName> = N extends keyof EndsInCapitals ? EndsInCapitals[N] : N & ActivityEnd;

/** The expected attributes of the event that closes an activity task in this way. */
export type ExpectedOfClosedActivity<N extends ActivityEndName> = ExpectedAttributes<`ActivityTask${EndOf<N>}`>;
