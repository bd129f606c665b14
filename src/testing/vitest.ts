import type { SWF } from '@aws-sdk/client-swf';
import { chai, type ExpectStatic, expect as vitestExpect, test as vitestTest } from 'vitest';
import { bothOf, Coverage } from '../coverage/index.js';
import { SwfFake } from '../fake.js';
import { fakeOptionsOf, reportFolder, type SwfTestOptions, writeFailurePage } from './failurePage.js';
import { assertInvariants, failureReport } from './failureReport.js';
import { matchers } from './matchers/matchers.js';
import type { HistoryMatchers } from './matchers/matcherTypes.js';
import { snapshotOf } from './matchers/snapshot.js';
import { attachPage, isFailure, namesOf, noteAttempt, type PagedTask } from './pagedTask.js';
import { noteCoverage } from './reporters/taskMeta.js';
import type { SwfTest } from './testApi.js';

/** The fixtures of a test. */
export interface SwfFixtures {
  /** The options of the fake and of its report. Override them with `test.extend({ swfOptions: { … } })`. */
  readonly swfOptions: SwfTestOptions;
  /** The fake of the test, created when a test uses it, and closed after the test. */
  readonly swf: SwfFake;
  /** A client of the AWS SDK that is connected to the fake. */
  readonly client: SWF;
}

/**
 * Vitest's `test` with the fixtures `swf` and `client`. Each test has its own fake, also in `test.concurrent`. After
 * each test the state of the fake is checked. If a test fails, its error has every run with its timeline, the reason
 * why a run is still open, and the seed.
 *
 * @example
 * ```ts
 * import { expect, test } from 'swfake/vitest';
 *
 * test('the worker charges the card', async ({ swf, client }) => {
 *   const run = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge-7' });
 *   const { taskToken } = await client.pollForActivityTask({ domain: run.domain, taskList: { name: 'default' } });
 *   await client.respondActivityTaskCompleted({ taskToken, result: 'paid' });
 *   expect(swf.history(run)).toHaveClosedActivity('charge-7', 'Completed', { result: 'paid' });
 * });
 * ```
 */
export const test: SwfTest<SwfFixtures> = vitestTest.extend<SwfFixtures>({
  swfOptions: {},
  swf: async ({ swfOptions, task, onTestFailed, annotate }, use) => {
    const coverage = new Coverage();
    const swf = new SwfFake({ ...fakeOptionsOf(swfOptions), coverage: bothOf(coverage, swfOptions.coverage) });
    noteAttempt(task);
    // A retried test has the errors of all its attempts.
    const before = task.result?.errors?.length ?? 0;
    onTestFailed(async () => {
      const errors = task.result?.errors?.slice(before) ?? [];
      const path = await addReport(swf, swfOptions, errors, task);
      if (path !== undefined) await attachPage(path, task, annotate);
    });
    await use(swf);
    noteCoverage(task.meta, coverage.toJSON());
    try {
      assertInvariants(swf);
    } finally {
      swf.close();
    }
  },
  client: async ({ swf }, use) => {
    await use(swf.client());
  },
});
/** Another name of `test`. */
export const it: typeof test = test;

interface TestError {
  message: string;
  stack?: string;
}

/**
 * Adds the report to the first error of a test. Some reporters show the message, and some the stack. Resolves to the path of
 * its page, if one was written.
 */
async function addReport(
  swf: SwfFake,
  swfOptions: SwfTestOptions,
  errors: readonly TestError[],
  task: PagedTask,
): Promise<string | undefined> {
  const [first] = errors;
  if (!first) return undefined;
  const failed = { seed: swfOptions.seed ?? 1, errorText: errors.map(({ message }) => message).join('\n') };
  const report = failureReport(swf, failed);
  // A test that passes in the end has no page.
  const folder = isFailure(task) ? reportFolder(swfOptions) : undefined;
  const test = { ...failed, name: namesOf(task).join(' > '), key: task.id };
  const page = folder === undefined ? undefined : await writeFailurePage(swf, test, folder);
  const { message: before } = first;
  const after = [before, report, ...(page ? [page.line] : [])].join('\n\n');
  first.message = after;
  if (first.stack !== undefined) first.stack = first.stack.replace(before, () => after);
  return page?.path;
}

// Derived from `expect`, since the type parameters of Vitest's own types differ between its major versions.
type SwfAssertion<T> = ReturnType<typeof vitestExpect<T>> & HistoryMatchers & { readonly not: HistoryMatchers };

/** The type of `expect`: Vitest's own, with the matchers for histories. */
export interface SwfExpect extends ExpectStatic {
  <T>(actual: T, message?: string): SwfAssertion<T>;
}

vitestExpect.extend(matchers as unknown as Parameters<ExpectStatic['extend']>[0]);

/** The parts of an assertion of Chai that are used. */
interface Assertion {
  readonly _obj: unknown;
  toMatchSnapshot(hint?: string): void;
}

// Vitest 3.2 does not tell a matcher of `expect.extend()` for which test it is called, so the snapshots of concurrent
// tests were mixed up. The assertion itself has the test.
chai.use((_chai, utils) => {
  const { prototype } = _chai.Assertion;
  utils.addMethod(prototype, 'toMatchHistorySnapshot', function (this: object, hint?: string) {
    const assertion = this as Assertion;
    utils.flag(this, 'object', snapshotOf(assertion._obj));
    return assertion.toMatchSnapshot(...(hint === undefined ? [] : [hint]));
  });
});

/** Vitest's `expect` with the matchers for histories: see `HistoryMatchers`. */
export const expect = vitestExpect as SwfExpect;

export type { HistoryMatchers };
