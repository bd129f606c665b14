import { SWFClient } from '@aws-sdk/client-swf';
import { afterAll, vi } from 'vitest';

// Files share a worker: after each of them, the next one finds the world as it was.
afterAll(() => {
  // The stub of `mockClient(SWFClient)`.
  Reflect.deleteProperty(SWFClient.prototype, 'send');
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
