import type { HistoryMatchers } from '../fixtures/histories.js';

// For `setupFiles`, with vitest 3.2 to 4: its own `expect` knows the matchers. All declarations of an interface must name
// its parameters alike, so each major version needs a file of its own.
declare module 'vitest' {
  interface Matchers<T = any> extends HistoryMatchers {}
}

export * from '../fixtures/vitest.js';
