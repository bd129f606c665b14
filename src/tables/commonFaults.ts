/** One fault that every AWS service can answer. */
export interface CommonFault {
  /** The HTTP status. */
  readonly status: number;
  /** The message, where it does not depend on the call. An empty text if the service sends none. */
  readonly message: string;
  /** The namespace before the name on the wire. Default: that of the framework of AWS's services (docs/swf.md 9.3). */
  readonly namespace?: string;
}

/**
 * The faults that every AWS service can answer, with their HTTP status and message. Status and text are those that SWF was
 * seen to send, or else those of the common errors in the API reference (docs/swf.md 9.3).
 */
export const COMMON_FAULTS = {
  AccessDeniedException: { status: 400, message: '' },
  ExpiredTokenException: { status: 403, message: 'The security token included in the request is expired' },
  IncompleteSignature: { status: 403, message: 'The request signature does not conform to AWS standards.' },
  InternalFailure: { status: 500, message: '' },
  InvalidAction: { status: 400, message: 'The action or operation requested is invalid.' },
  InvalidClientTokenId: { status: 403, message: 'The security token included in the request is invalid.' },
  InvalidSignatureException: {
    status: 400,
    message: 'The request signature we calculated does not match the signature you provided.',
  },
  MalformedHttpRequestException: { status: 400, message: 'There are problems with the request at the HTTP level.' },
  MissingAuthenticationToken: { status: 403, message: 'Missing Authentication Token' },
  MissingAuthenticationTokenException: { status: 400, message: 'Missing Authentication Token' },
  NotAuthorized: { status: 401, message: 'You do not have permission to perform this action.' },
  OptInRequired: { status: 403, message: 'The AWS access key ID needs a subscription for the service.' },
  RequestAbortedException: { status: 400, message: 'The request was aborted before a reply was sent back.' },
  RequestEntityTooLargeException: { status: 413, message: 'The request entity is too large.' },
  RequestExpired: { status: 400, message: 'Request has expired.' },
  RequestTimeoutException: { status: 408, message: 'Reading the request timed out.' },
  SerializationException: { status: 400, message: '' },
  ServiceUnavailable: { status: 503, message: 'The request has failed due to a temporary failure of the server.' },
  ThrottlingException: { status: 400, message: 'Rate exceeded', namespace: 'com.amazon.coral.availability' },
  UnknownOperationException: { status: 400, message: '' },
  UnrecognizedClientException: { status: 400, message: 'The security token included in the request is invalid.' },
  ValidationError: { status: 400, message: 'The input fails to satisfy the constraints specified by an AWS service.' },
  ValidationException: { status: 400, message: '', namespace: 'com.amazon.coral.validate' },
} as const satisfies Readonly<Record<string, CommonFault>>;

/** The name of a fault that every AWS service can answer. */
export type CommonFaultName = keyof typeof COMMON_FAULTS;

const BY_NAME: Readonly<Record<string, CommonFault>> = COMMON_FAULTS;

/** Returns a fault of every AWS service by its name, or `undefined` for a fault of SWF's own and any other name. */
export const commonFault = (name: string): CommonFault | undefined =>
  Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;

// Every fault of SWF's own has this status (docs/swf.md 9.3).
const OWN_STATUS = 400;

/** Returns the HTTP status of a fault. */
export const statusOfFault = (name: string): number => commonFault(name)?.status ?? OWN_STATUS;
