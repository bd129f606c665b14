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
  'cli/{bin,threads}.test.ts',
  'conform/{badTargets,mutated,readings,serve}.test.ts',
  'core/validate/badInput.test.ts',
  'host/**/*.test.ts',
  'http/server.test.ts',
  'iam/laws.test.ts',
  'laws/**/*.test.ts',
  'messages/**/*.test.ts',
  'mistakes.test.ts',
  'otherFakes/**/*.test.ts',
  'package/package.test.ts',
  'page/**/*.test.ts',
  'property/**/*.test.ts',
  'replay/redecided.test.ts',
  'simulation/{crashPoints,explore,harness}.test.ts',
  'simulation/explore/independent.test.ts',
  'soak/**/*.test.ts',
  'tables/**/*.test.ts',
  'testing/failing.test.ts',
  'verify/**/*.test.ts',
];

/**
 * The tests that need what is not of this project: a browser, Java, Python, moto, Mermaid, other Nodes. They say that they
 * are skipped where it is missing; `.ci/run` installs it, with a budget each.
 */
const OUTSIDE = [
  'conform/moto.test.ts',
  'http/{clients,doors,frameworks}.test.ts',
  'http/console/workflow.test.ts',
  'page/{app,hostile,large}.test.ts',
  'page/**/*View.test.ts',
  'page/console/console.test.ts',
  'render/mermaid.test.ts',
  'replay/replayPage.test.ts',
  'simulation/page/**/*.test.ts',
  'simulation/platforms.test.ts',
  'testing/failurePage.test.ts',
];

// The samples are suites of a user: they run where the packed tarball is installed.
const NEVER = ['**/node_modules/**', '**/samples/**'];

// `npx vitest` and editors run what `npm test` runs: all projects.
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
      { extends: true, test: { name: 'fast', exclude: [...NEVER, ...SLOW, ...OUTSIDE] } },
      { extends: true, test: { name: 'slow', include: SLOW, exclude: [...NEVER, ...OUTSIDE] } },
      { extends: true, test: { name: 'outside', include: OUTSIDE, exclude: NEVER } },
    ],
  },
});
