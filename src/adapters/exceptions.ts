import * as sdk from '@aws-sdk/client-swf';
import type { Fault, FaultName } from '../core/index.js';
import { statusOfFault } from '../tables/commonFaults.js';

interface Metadata {
  readonly httpStatusCode: number;
  readonly requestId: string;
  readonly attempts: number;
  readonly totalRetryDelay: number;
}

type Modeled = new (options: { message: string; $metadata: Metadata }) => sdk.SWFServiceException;

// A namespace import: SDKs before `TypeNotDeprecatedFault` fail to load if it is imported by name.
const MODELED: { readonly [F in FaultName]?: Modeled | undefined } = {
  DefaultUndefinedFault: sdk.DefaultUndefinedFault,
  DomainAlreadyExistsFault: sdk.DomainAlreadyExistsFault,
  DomainDeprecatedFault: sdk.DomainDeprecatedFault,
  LimitExceededFault: sdk.LimitExceededFault,
  OperationNotPermittedFault: sdk.OperationNotPermittedFault,
  TooManyTagsFault: sdk.TooManyTagsFault,
  TypeAlreadyExistsFault: sdk.TypeAlreadyExistsFault,
  TypeDeprecatedFault: sdk.TypeDeprecatedFault,
  TypeNotDeprecatedFault: sdk.TypeNotDeprecatedFault,
  UnknownResourceFault: sdk.UnknownResourceFault,
  WorkflowExecutionAlreadyStartedFault: sdk.WorkflowExecutionAlreadyStartedFault,
};

/** Returns the `$metadata` of an output or an exception: one attempt, without a delay. */
export const metadataOf = (httpStatusCode: number, requestId: string): Metadata => ({
  httpStatusCode,
  requestId,
  attempts: 1,
  totalRetryDelay: 0,
});

/**
 * Returns the exception that the SDK throws for a fault. Its class is the exported one if the API model has one. The reason
 * of a denial is its `cause`, since the message is that of AWS.
 */
export function exceptionOf({ fault, message, reason }: Fault, requestId: string): sdk.SWFServiceException {
  const status = statusOfFault(fault);
  const $metadata = metadataOf(status, requestId);
  const Modeled = MODELED[fault];
  const exception = Modeled
    ? new Modeled({ message, $metadata })
    : new sdk.SWFServiceException({ name: fault, $fault: status < 500 ? 'client' : 'server', message, $metadata });
  return reason === undefined ? exception : withCause(exception, new Error(`swfake: ${reason}`));
}

// Like the cause that a constructor gets: not enumerable.
const withCause = <E extends Error>(error: E, cause: Error): E =>
  Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true });
