import type { SWF } from '@aws-sdk/client-swf';
import { bothOf, Coverage } from '../coverage/index.js';
import { SwfFake } from '../fake.js';
import type { SwfFakeOptions } from '../options.js';
import { assertInvariants, failureReport } from './failureReport.js';
import { matchers as historyMatchers, type Verdict } from './matchers/matchers.js';
import type { HistoryMatchers } from './matchers/matcherTypes.js';
import { snapshotOf } from './matchers/snapshot.js';
import { coverageFolder, writeCoverage } from './reporters/coverageFolder.js';

declare global {
  // The namespace of @types/jest: adds the matchers to the type of its `expect`.
  namespace jest {
    interface Matchers<R, T> extends HistoryMatchers<R> {}
  }
}

/** The globals of Jest that are needed here. */
interface JestGlobals {
  readonly expect?: Expect;
  readonly afterEach?: (hook: () => void) => void;
  readonly afterAll?: (hook: () => void) => void;
}

interface Expect {
  (actual: unknown): { toMatchSnapshot(hint?: string): void };
  extend(matchers: object): void;
}

/**
 * The matchers, to pass to `expect.extend()`. If `expect` is global, the import of `swfake/jest` does so. For each
 * matcher see `HistoryMatchers`.
 */
export const matchers = {
  ...historyMatchers,
  /** Compares the history with its snapshot. If they differ, the inner expectation throws Jest's own error. */
  toMatchHistorySnapshot(received: unknown, hint?: string): Verdict {
    globalOf('expect')(snapshotOf(received)).toMatchSnapshot(...(hint === undefined ? [] : [hint]));
    return { pass: true, message: () => 'a snapshot of a history cannot be expected not to match' };
  },
};

(globalThis as JestGlobals).expect?.extend(matchers);

/** Access to the fake of the current test. */
export interface SwfHandle {
  /** The fake of the current test, created when the test first uses it. */
  readonly swf: SwfFake;
  /** A client of the AWS SDK that is connected to that fake. */
  readonly client: SWF;
}

/**
 * Gives each test its own fake: call it once in a test file, or in a `describe`. After each test it closes the fake and
 * checks its state. If the test failed, it prints every run with its timeline, the reason why a run is still open, and
 * the seed.
 *
 * @throws Error if Jest's globals are missing (`injectGlobals: false`).
 */
export function useSwf(options: SwfFakeOptions = {}): SwfHandle {
  let swf: SwfFake | undefined;
  let client: SWF | undefined;
  const coverage = coverageForReporter();
  const make = (): SwfFake => {
    swf ??= new SwfFake({ ...options, ...(coverage && { coverage: bothOf(coverage, options.coverage) }) });
    return swf;
  };
  globalOf('afterEach')(() => {
    const fake = swf;
    [swf, client] = [undefined, undefined];
    if (fake) finish(fake, options);
  });
  return {
    get swf() {
      return make();
    },
    get client() {
      client ??= make().client();
      return client;
    },
  };
}

/**
 * Returns the coverage to fill for a reporter, written to its folder after all tests; `undefined` without a reporter.
 */
function coverageForReporter(): Coverage | undefined {
  const folder = coverageFolder();
  if (folder === undefined) return undefined;
  const coverage = new Coverage();
  globalOf('afterAll')(() => writeCoverage(folder, coverage.toJSON()));
  return coverage;
}

function finish(swf: SwfFake, { seed = 1 }: SwfFakeOptions): void {
  const errorText = testErrorText();
  if (errorText !== undefined) console.error(failureReport(swf, seed, errorText));
  try {
    assertInvariants(swf);
  } finally {
    swf.close();
  }
}

interface CircusState {
  readonly currentlyRunningTest?: { readonly errors?: readonly unknown[] } | null;
}

// Jest does not pass the result of a test to hooks. Its runner keeps the result in the global scope (jest-circus,
// state.ts).
function testErrorText(): string | undefined {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  );
  const state = symbol && (globalThis as unknown as Readonly<Record<symbol, CircusState>>)[symbol];
  const [error] = [state?.currentlyRunningTest?.errors?.[0]].flat();
  return error === undefined ? undefined : String((error as Error | null)?.message ?? error);
}

function globalOf<N extends keyof JestGlobals>(name: N): NonNullable<JestGlobals[N]> {
  const found = (globalThis as JestGlobals)[name];
  if (found) return found as NonNullable<JestGlobals[N]>;
  throw new Error(
    `swfake: swfake/jest wants jest's global ${name}, and there is none: run this under jest, and leave injectGlobals on`,
  );
}
