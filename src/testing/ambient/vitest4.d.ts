import type { HistoryMatchers } from '../matchers/matcherTypes.js';

// For `setupFiles` with Vitest 3.2 to 4: adds the matchers to the type of its own `expect`. All declarations of an
// interface must have the same type parameters, so each major version needs a file of its own.
declare module 'vitest' {
  interface Matchers<T = any> extends HistoryMatchers {}
}

export * from '../vitest.js';
