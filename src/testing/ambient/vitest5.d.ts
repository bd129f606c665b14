import type { HistoryMatchers } from '../matchers/matcherTypes.js';

// For `setupFiles` with Vitest 5: adds the matchers to the type of its own `expect`.
declare module 'vitest' {
  interface Matchers<R, T> extends HistoryMatchers<R> {}
}

export * from '../vitest.js';
