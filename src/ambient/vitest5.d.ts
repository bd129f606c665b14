import type { HistoryMatchers } from '../fixtures/histories.js';

// For `setupFiles`, with vitest 5: its own `expect` knows the matchers.
declare module 'vitest' {
  interface Matchers<R, T> extends HistoryMatchers<R> {}
}

export * from '../fixtures/vitest.js';
