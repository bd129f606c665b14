import { afterAll, expect, it, vi } from 'vitest';

vi.mock('@aws-sdk/client-swf');

afterAll(() => {
  vi.doUnmock('@aws-sdk/client-swf');
  // Other tests of this worker must not get the modules that have loaded the mock.
  vi.resetModules();
});

it('a fake with an SDK that the suite has mocked names the mock', async () => {
  vi.resetModules();
  const { SwfFake } = await import('../../src/index.js');
  expect(() => new SwfFake()).toThrow(
    new Error(
      "swfake: '@aws-sdk/client-swf' is a mock of vi.mock() or jest.mock(), and a fake needs the real SDK; remove the mock, and " +
        'use swf.client() or swf.attach(mockClient(SWFClient)) of aws-sdk-client-mock',
    ),
  );
});
