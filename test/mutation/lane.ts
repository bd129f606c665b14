/** A process of its own that runs test files of the instrumented copy with one mutant, when its parent asks. */
import { writeSync } from 'node:fs';
import { createVitest } from 'vitest/node';

/** A request to a lane: the test files to run, and the mutant that is switched on. */
export interface LaneRequest {
  readonly mutant: string | undefined;
  readonly files: readonly string[];
}

/** The answer of a lane. */
export interface LaneAnswer {
  /** The first test that failed, with its file. */
  readonly failed?: { readonly file: string; readonly test: string };
  /** Milliseconds. */
  readonly took: number;
}

const [, , copy = '.'] = process.argv;
process.chdir(copy);

const vitest = await createVitest('test', {
  root: copy,
  dir: 'test',
  config: false,
  watch: false,
  isolate: false,
  pool: 'forks',
  maxWorkers: 1,
  bail: 1,
  setupFiles: ['test/mutation/coverSetup.ts', 'test/support/sharedWorker.ts'],
  exclude: ['**/node_modules/**', '**/samples/**'],
  // Tables of messages are compared with the sources, which are instrumented here.
  testNamePattern: '^(?!.*has a row)',
  reporters: [{}],
  testTimeout: 60_000,
  onConsoleLog: () => false,
});
await vitest.standalone();
const known = new Map((await vitest.globTestSpecifications()).map((spec) => [spec.moduleId, spec]));

process.on('message', async ({ mutant, files }: LaneRequest) => {
  process.env.__STRYKER_ACTIVE_MUTANT__ = mutant ?? '';
  const specs = files.flatMap((file) => known.get(file) ?? []);
  const began = performance.now();
  vitest.state.filesMap.clear();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs);
  const took = performance.now() - began;
  process.send?.({ ...failureOf(testModules, unhandledErrors), took } satisfies LaneAnswer);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

type Outcome = Awaited<ReturnType<typeof vitest.runTestSpecifications>>;

function failureOf(modules: Outcome['testModules'], errors: readonly unknown[]): Pick<LaneAnswer, 'failed'> {
  for (const module of modules) {
    const [test] = module.children.allTests('failed');
    if (test) return { failed: { file: module.moduleId, test: test.fullName } };
    if (module.state() === 'failed') return { failed: { file: module.moduleId, test: 'the file itself' } };
  }
  if (errors.length > 0) writeSync(2, `${String(errors[0])}\n`);
  return errors.length > 0 ? { failed: { file: modules[0]?.moduleId ?? '', test: String(errors[0]) } } : {};
}
