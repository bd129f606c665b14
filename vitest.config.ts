import { defineConfig } from 'vitest/config';
import { buildPages } from './.ci/page.mjs';

// The tests run the sources, and the pages are built from some of them.
await buildPages();

/**
 * The slow part: thousands of random calls, searches through all that can happen, programs and compilers in processes of
 * their own, messages that are printed after seconds of real time. `npm run test:fast` leaves it out.
 */
const SLOW = [
  '{examples,readme}.test.ts',
  'cli/bin.test.ts',
  'conform/{badTargets,moto,mutated,readings,serve}.test.ts',
  'core/validate/badInput.test.ts',
  'host/**/*.test.ts',
  'http/{clients,doors,frameworks,server}.test.ts',
  'http/console/workflow.test.ts',
  'iam/laws.test.ts',
  'laws/**/*.test.ts',
  'messages/**/*.test.ts',
  'mistakes.test.ts',
  'otherFakes/**/*.test.ts',
  'package/package.test.ts',
  'page/**/*.test.ts',
  'property/**/*.test.ts',
  'replay/redecided.test.ts',
  'simulation/{crashPoints,explore,harness,platforms}.test.ts',
  'soak/**/*.test.ts',
  'tables/**/*.test.ts',
  'testing/failing.test.ts',
  'verify/**/*.test.ts',
];

// The samples are suites of a user: they run where the packed tarball is installed.
const NEVER = ['**/node_modules/**', '**/samples/**'];

// `npx vitest` and editors run what `npm test` runs: both projects.
export default defineConfig({
  test: {
    dir: 'test',
    // A worker loads the SDK and the sources once for all of its files.
    isolate: false,
    // A page draws in its own time: what a test expects of it is asked until it holds.
    expect: { poll: { timeout: 10_000 } },
    setupFiles: ['test/support/sharedWorker.ts'],
    reporters: ['default', './test/support/coverage/reporter.ts'],
    projects: [
      { extends: true, test: { name: 'fast', exclude: [...NEVER, ...SLOW] } },
      { extends: true, test: { name: 'slow', include: SLOW, exclude: NEVER } },
    ],
  },
});
