import type { SWF } from '@aws-sdk/client-swf';
import { checkNames } from '../args/checkOptions.js';
import { bothOf, Coverage, type CoverageCounts } from '../coverage/index.js';
import { SwfFake } from '../fake.js';
import { FAKE_OPTIONS } from '../options.js';
import { failedTest } from './failedTest.js';
import { fakeOptionsOf, reportFolder, type SwfTestOptions, writeFailurePage } from './failurePage.js';
import { assertInvariants, failureReport } from './failureReport.js';

/** Registers a function of a test runner, which it calls after each test or after all tests. */
export type TestHook = (hook: (this: unknown, ...values: readonly unknown[]) => void | Promise<void>) => unknown;

/** The functions of the test runner, for runners whose functions are not global. */
export interface RunnerHooks {
  /** Registers a function that the runner calls after each test. Default: the global `afterEach`. */
  readonly afterEach?: TestHook;
  /** Registers a function that the runner calls after all tests. Default: the global `afterAll` or `after`. */
  readonly afterAll?: TestHook;
  /** The runner's `expect`, to which the matchers of `swfake/jest` are added. Default: the global `expect`. */
  readonly expect?: object;
}

/** The options of `useSwf()`: those of the fake and its report, and the functions of the test runner. */
export interface UseSwfOptions extends SwfTestOptions, RunnerHooks {}

/** Access to the fake of the current test. */
export interface SwfHandle {
  /** The fake of the current test, created when the test first uses it. */
  readonly swf: SwfFake;
  /** A client of the AWS SDK that is connected to that fake. */
  readonly client: SWF;
}

/** The parts of a runner that an entry point adds: Jest has its own matchers and its own coverage reporter. */
export interface RunnerParts {
  /** Adds the matchers to the `expect` of the runner. */
  readonly extend?: (expect: object) => void;
  /** Returns the function that takes the coverage of a test file; `undefined` if no reporter needs it. */
  readonly coverageWriter?: () => ((counts: CoverageCounts) => void) | undefined;
}

const OPTIONS: Readonly<Record<keyof UseSwfOptions, true>> = {
  ...FAKE_OPTIONS,
  report: true,
  afterEach: true,
  afterAll: true,
  expect: true,
};

let parts: RunnerParts = {};

/** Sets the parts of the runner. An entry point calls this when it is imported. */
export function setRunnerParts(ofRunner: RunnerParts): void {
  parts = ofRunner;
}

/**
 * Gives each test its own fake: call it once in a test file, or in a `describe`. After each test it closes the fake and
 * checks its state. If the test failed, it prints the seed and the timelines of the runs that matter. It says why a run is
 * still open. This needs a runner that tells its hooks about the failure: Jest, Mocha and node:test, not bun test and Deno.
 *
 * @throws Error if the runner has no global `afterEach` and none is passed.
 * @throws TypeError if an option is unknown.
 *
 * @example
 * ```ts
 * import { assertOpenActivity, useSwf } from 'swfake/assert';
 * import { afterEach, test } from 'vitest'; // or 'node:test', 'bun:test'
 *
 * const fake = useSwf({ afterEach });
 *
 * test('an activity is scheduled', () => {
 *   const run = fake.swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge-7' });
 *   assertOpenActivity(fake.swf.history(run), 'charge-7');
 * });
 * ```
 */
export function useSwf(options: UseSwfOptions = {}): SwfHandle {
  checkNames('useSwf()', options, OPTIONS);
  const { afterEach, afterAll, expect, ...ofTest } = options;
  const ofFake = fakeOptionsOf(ofTest);
  const place = placeOfCaller();
  if (expect) parts.extend?.(expect);
  let swf: SwfFake | undefined;
  let client: SWF | undefined;
  const coverage = coverageForReporter(afterAll);
  const make = (): SwfFake => {
    swf ??= new SwfFake({ ...ofFake, ...(coverage && { coverage: bothOf(coverage, ofFake.coverage) }) });
    return swf;
  };
  hookOf(
    'afterEach',
    afterEach,
  )(function (this: unknown, ...values: readonly unknown[]) {
    const fake = swf;
    [swf, client] = [undefined, undefined];
    return fake && finish(fake, ofTest, [this, ...values], place);
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

/** Returns the coverage to fill for a reporter, written after all tests; `undefined` without a reporter. */
function coverageForReporter(afterAll: TestHook | undefined): Coverage | undefined {
  const write = parts.coverageWriter?.();
  if (write === undefined) return undefined;
  const coverage = new Coverage();
  hookOf('afterAll', afterAll)(() => write(coverage.toJSON()));
  return coverage;
}

// A promise only where a page is written: not every runner waits for one.
function finish(swf: SwfFake, options: SwfTestOptions, told: readonly unknown[], key: string): void | Promise<void> {
  const failed = failedTest(told);
  if (!failed) return end(swf);
  const test = { seed: options.seed ?? 1, ...failed };
  const report = failureReport(swf, test);
  const folder = failed.isRetried ? undefined : reportFolder(options);
  if (folder === undefined) {
    console.error(report);
    return end(swf);
  }
  return writeFailurePage(swf, { ...test, name: test.name ?? 'test', key }, folder).then((page) => {
    console.error([report, ...(page ? [page.line] : [])].join('\n\n'));
    end(swf);
  });
}

function end(swf: SwfFake): void {
  try {
    assertInvariants(swf);
  } finally {
    swf.close();
  }
}

/** Returns the files on the stack: they tell a test file from others, which may have tests of the same name. */
const placeOfCaller = (): string => (new Error('place').stack ?? '').replaceAll(/:\d+/g, '');

type GlobalHooks = { readonly [N in keyof RunnerHooks]?: TestHook };

function hookOf(name: 'afterEach' | 'afterAll', given: TestHook | undefined): TestHook {
  const found = given ?? (globalThis as GlobalHooks)[name] ?? otherName(name);
  if (typeof found === 'function') return found;
  const passed = found === undefined ? `found no global ${name}` : `was given ${name} that is not a function`;
  throw new Error(
    `swfake: useSwf() ${passed}. Call it in a test file, and pass the functions of the runner if they are not global: useSwf({ ${name} })`,
  );
}

// Mocha's name.
const otherName = (name: string): TestHook | undefined =>
  name === 'afterAll' ? (globalThis as { readonly after?: TestHook }).after : undefined;
