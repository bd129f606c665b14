import * as sdk from '@aws-sdk/client-swf';
import type { Fault, FaultName } from '../core/index.js';

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

/** Returns the exception that the SDK throws for a fault. Its class is the exported one if the API model has one. */
export function exceptionOf({ fault, message }: Fault, requestId: string): sdk.SWFServiceException {
  const server = fault === 'InternalFailure';
  const $metadata = metadataOf(server ? 500 : 400, requestId);
  const Modeled = MODELED[fault];
  if (Modeled) return new Modeled({ message, $metadata });
  return new sdk.SWFServiceException({ name: fault, $fault: server ? 'server' : 'client', message, $metadata });
}
