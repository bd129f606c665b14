import { matchers as historyMatchers, type Verdict } from './matchers/matchers.js';
import type { HistoryMatchers } from './matchers/matcherTypes.js';
import { NO_NEGATED_SNAPSHOT, snapshotOf } from './matchers/snapshot.js';
import { coverageFolder, writeCoverage } from './reporters/coverageFolder.js';
import { setRunnerParts } from './useSwf.js';

declare global {
  // The namespace of @types/jest: adds the matchers to the type of its `expect`.
  namespace jest {
    interface Matchers<R, T> extends HistoryMatchers<R> {}
  }
}

/** @ts-ignore Adds the matchers to the type of `expect` of `@jest/globals`, where that package is installed. */
declare module '@jest/expect' {
  interface Matchers<R extends void | Promise<void>, T> extends HistoryMatchers<R> {}
}

interface Expect {
  (actual: unknown): { toMatchSnapshot(hint?: string): void };
  extend(matchers: object): void;
}

let ownExpect = (globalThis as { readonly expect?: Expect }).expect;

/** The parts of a matcher's `this` that Jest sets. */
interface SnapshotContext {
  /** True after `.not`. */
  readonly isNot?: boolean;
}

/**
 * The matchers, to pass to `expect.extend()`. If `expect` is global, the import of `swfake/jest` does so; else
 * `useSwf({ afterEach, expect })` does. For each matcher see `HistoryMatchers`.
 */
export const matchers = {
  ...historyMatchers,
  /** Compares the history with its snapshot. If they differ, the inner expectation throws Jest's own error. */
  toMatchHistorySnapshot(this: SnapshotContext | undefined, received: unknown, hint?: string): Verdict {
    const text = snapshotOf(received);
    if (!ownExpect) throw new Error(NO_EXPECT);
    if (!this?.isNot) ownExpect(text).toMatchSnapshot(...(hint === undefined ? [] : [hint]));
    return { pass: true, message: () => NO_NEGATED_SNAPSHOT };
  },
};

const NO_EXPECT =
  'swfake: toMatchHistorySnapshot() found no global expect. Pass the functions of @jest/globals: useSwf({ afterEach, expect })';

function extend(expect: object): void {
  ownExpect = expect as Expect;
  ownExpect.extend(matchers);
}

function coverageWriter() {
  const folder = coverageFolder();
  return folder === undefined ? undefined : writeCoverage.bind(undefined, folder);
}

if (ownExpect) extend(ownExpect);
setRunnerParts({ extend, coverageWriter });

export { type RunnerHooks, type SwfHandle, type TestHook, type UseSwfOptions, useSwf } from './useSwf.js';
export type { HistoryMatchers };
