import type { ActivityType, HistoryEvent as SdkHistoryEvent, SWF, WorkflowType } from '@aws-sdk/client-swf';
import type { OperationName } from '../../tables/operations.js';
import type { Instant } from './ids.js';

type NewMethod<I> = (args: I, options: object, callback: (error: never, data?: { $metadata: object }) => void) => void;

// The methods that the oldest supported SDK, 3.523.0, does not have.
interface NewMethods {
  deleteActivityType: NewMethod<{ domain: string | undefined; activityType: ActivityType | undefined }>;
  deleteWorkflowType: NewMethod<{ domain: string | undefined; workflowType: WorkflowType | undefined }>;
}

// Where the SDK has a method, its own types count.
type Methods = SWF & Omit<NewMethods, keyof SWF>;

// The last overload of each method of `SWF` is (args, options, callback). It gives the types of input and output.
type Method<O extends OperationName> = Parameters<Methods[Uncapitalize<O>]>;

/** The input of an operation, as the SDK types it. */
export type SdkInput<O extends OperationName> = Method<O>[0];

/** The output of an operation, as the SDK types it. */
export type SdkOutput<O extends OperationName> = Method<O>[2] extends (error: never, data?: infer D) => void
  ? Exclude<D, undefined>
  : never;

/**
 * An SDK type in the form of the core: read-only, with an `Instant` for each `Date`. A required member is never
 * `undefined`.
 */
export type Known<T> = T extends Date
  ? Instant
  : T extends string | number | boolean | undefined
    ? T
    : T extends readonly (infer U)[]
      ? readonly Known<U>[]
      : {
          readonly [K in keyof T]: Record<never, never> extends Pick<T, K>
            ? Known<T[K]>
            : Known<Exclude<T[K], undefined>>;
        };

/** The checked input of an operation: every required member has a value. */
export type Input<O extends OperationName> = Known<SdkInput<O>>;

/**
 * The reply of an operation: the output of the SDK without `$metadata`, with times as `Instant`s. It can share frozen
 * objects with the state.
 */
export type Reply<O extends OperationName = OperationName> = O extends unknown
  ? Known<Omit<SdkOutput<O>, '$metadata'>>
  : never;

/** A history event in the form of AWS, with an `Instant` for its time. */
export type HistoryEvent = Known<SdkHistoryEvent>;
