import * as sdk from '@aws-sdk/client-swf';

/**
 * Checks that the SDK is the real one. A suite can replace it as a whole with `vi.mock()` or `jest.mock()`: its classes
 * return `undefined` then, and its exceptions have no message.
 *
 * @throws Error if the SDK is a mock.
 */
export function checkSdk(): void {
  if (!isMock(sdk.SWF) && !isMock(sdk.SWFServiceException)) return;
  throw new Error(
    "swfake: '@aws-sdk/client-swf' is a mock of vi.mock() or jest.mock(), and a fake needs the real SDK; remove the mock, and " +
      'use swf.client() or swf.attach(mockClient(SWFClient)) of aws-sdk-client-mock',
  );
}

// Both runners mark the functions of an automatic mock. A mock with a factory may have no such class at all.
const isMock = (value: unknown): boolean =>
  typeof value !== 'function' || ('_isMockFunction' in value && value._isMockFunction === true);
