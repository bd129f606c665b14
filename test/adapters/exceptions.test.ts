import * as sdk from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { exceptionOf } from '../../src/adapters/exceptions.js';
import type { Fault, FaultName } from '../../src/core/index.js';

const ID = '00000000-0000-4000-8000-000000000001';
const exception = (fault: FaultName, reason?: string): sdk.SWFServiceException =>
  exceptionOf({ fault, message: 'text', ...(reason !== undefined && { reason }) } as Fault, ID);

describe('the exception of a fault', () => {
  it.each<readonly [name: FaultName, $fault: 'client' | 'server', status: number]>([
    ['UnknownResourceFault', 'client', 400],
    ['ThrottlingException', 'client', 400],
    ['ValidationException', 'client', 400],
    ['InternalFailure', 'server', 500],
    ['ServiceUnavailable', 'server', 503],
  ])('%s is of the %s, with the status %i', (name, $fault, httpStatusCode) => {
    const error = exception(name);
    expect(error).toBeInstanceOf(sdk.SWFServiceException);
    expect(error instanceof sdk.UnknownResourceFault).toBe(name === 'UnknownResourceFault');
    expect({ ...error, name: error.name, message: error.message }).toMatchObject({
      name,
      message: 'text',
      $fault,
      $metadata: { httpStatusCode, requestId: ID, attempts: 1, totalRetryDelay: 0 },
    });
    expect(Object.hasOwn(error, 'cause')).toBe(false);
  });

  it('has the reason of a denial as its cause, which is no enumerable member and can be changed', () => {
    const error = exception('OperationNotPermittedFault', 'no statement allows it');
    expect(error.message).toBe('text');
    expect(Object.getOwnPropertyDescriptor(error, 'cause')).toEqual({
      value: new Error('swfake: no statement allows it'),
      enumerable: false,
      configurable: true,
      writable: true,
    });
  });
});
