import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestModule, Vitest } from 'vitest/node';
import { Coverage, type CoverageCounts } from '../../src/coverage/index.js';
import type { SwfFakeOptions } from '../../src/index.js';
import { useSwf } from '../../src/testing/jest.js';
import JestReporter from '../../src/testing/reporters/jest.js';
import { coverageIn } from '../../src/testing/reporters/taskMeta.js';
import VitestReporter, { type CoverageReporterOptions } from '../../src/testing/reporters/vitest.js';
import { test } from '../../src/testing/vitest.js';

const COUNTS: CoverageCounts = { 'Order@1': { 'event TimerStarted': 1 } };
const MISSING = "swfake: the suite did not cover the required fact 'event TimerFired'";

let folder: string;
const printed: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swfake-test-'));
  printed.length = 0;
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  vi.spyOn(console, 'error').mockImplementation((text) => void printed.push(text));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('swfake/vitest/reporter', () => {
  const moduleOf = (...metas: readonly object[]) =>
    ({ children: { allTests: () => metas.map((meta) => ({ meta: () => meta })) } }) as unknown as TestModule;

  const runner = (files: number, testNamePattern?: RegExp) =>
    ({ config: { testNamePattern }, globTestSpecifications: async () => Array(files) }) as unknown as Vitest;

  /** Ends a run of one file, and says with which exit code. */
  async function ended(options: CoverageReporterOptions, vitest: Vitest) {
    const before = process.exitCode;
    const reporter = new VitestReporter(options);
    reporter.onInit(vitest);
    await reporter.onTestRunEnd([moduleOf({ swfakeCoverage: COUNTS }, {}, { swfakeCoverage: COUNTS })]);
    const after = process.exitCode;
    process.exitCode = before;
    return after;
  }

  it('prints and writes what all tests have met together', async () => {
    const outputFile = join(folder, 'coverage.json');
    expect(await ended({ outputFile, require: ['event TimerStarted'] }, runner(1))).toBeUndefined();
    expect(printed.join('\n')).toContain('TimerStarted 2');
    const written = JSON.parse(readFileSync(outputFile, 'utf8'));
    expect(written['Order@1'].covered).toEqual({ 'event TimerStarted': 2 });
    expect(written['Order@1'].missing).toContain('event TimerFired');
  });

  it('fails the run that never met what is required, by name', async () => {
    expect(await ended({ require: ['event TimerFired'], table: false }, runner(1))).toBe(1);
    expect(printed).toEqual([MISSING]);
  });

  it.each([
    ['some files', runner(2)],
    ['some tests', runner(1, /one/)],
  ])('does not fail a run of %s for that', async (_what, vitest) => {
    expect(await ended({ require: ['event TimerFired'], table: false }, vitest)).toBeUndefined();
    expect(printed).toEqual([MISSING, 'swfake: only a part of the suite ran, so a missing fact does not fail the run']);
  });
});

describe('a bad option', () => {
  it.each<readonly [string, CoverageReporterOptions, string]>([
    ['a name of nothing', { require: ['event TimerFried'] }, "is not a fact of SWF; did you mean 'event TimerFired'?"],
    ['a mistyped option', { outputfile: 'a.json' } as CoverageReporterOptions, "unknown option 'outputfile' of swfake"],
  ])('%s is named before the run', (_what, options, said) => {
    expect(() => new VitestReporter(options)).toThrow(said);
    expect(() => new JestReporter({}, options)).toThrow(said);
  });
});

describe('the fixture of swfake/vitest', () => {
  const noted: CoverageCounts[] = [];
  const coverage = new Coverage();
  const testOfOurs = test.extend({ swfOptions: { coverage } });

  for (const n of [1, 2]) {
    testOfOurs(
      `notes what a test meets, and tells who asked for it as well (${n})`,
      ({ swf, task, onTestFinished }) => {
        onTestFinished(() => void noted.push(coverageIn(task.meta)));
        swf.scheduleActivity({ activity: 'Charge@1' });
      },
    );
  }

  it('in the meta of each task what it met itself', () => {
    const once = { 'swfake-decider@1': { 'event ActivityTaskScheduled': 1 } };
    expect(noted).toMatchObject([once, once]);
    expect(coverage.toJSON()).toMatchObject({ 'swfake-decider@1': { 'event ActivityTaskScheduled': 2 } });
  });
});

describe('swfake/jest/reporter', () => {
  /** Runs the hooks of `useSwf()` around a test, as jest would. */
  function suite(body: (handle: ReturnType<typeof useSwf>) => void, options?: SwfFakeOptions): void {
    const hooks: (() => void)[] = [];
    vi.stubGlobal('afterEach', (hook: () => void) => hooks.push(hook));
    vi.stubGlobal('afterAll', (hook: () => void) => hooks.push(hook));
    body(useSwf(options));
    for (const hook of hooks.toReversed()) hook();
  }

  it('gathers what the processes leave that run tests', () => {
    vi.stubEnv('SWFAKE_COVERAGE_FOLDER', '');
    const outputFile = join(folder, 'coverage.json');
    const reporter = new JestReporter({}, { outputFile, require: ['event ActivityTaskScheduled'] });
    reporter.onRunStart();
    const handed = process.env.SWFAKE_COVERAGE_FOLDER ?? '';
    const coverage = new Coverage();
    for (let file = 0; file < 2; file += 1) {
      suite(({ swf }) => void swf.scheduleActivity({ activity: 'Charge@1' }), { coverage });
    }
    expect(coverage.toJSON()).toMatchObject({ 'swfake-decider@1': { 'event ActivityTaskScheduled': 2 } });
    reporter.onRunComplete();
    expect(existsSync(handed)).toBe(false);
    expect(reporter.getLastError()).toBeUndefined();
    const written = JSON.parse(readFileSync(outputFile, 'utf8'));
    expect(written['swfake-decider@1'].covered).toMatchObject({ 'event ActivityTaskScheduled': 2 });
    expect(printed.join('\n')).toContain('ActivityTaskScheduled 2');
  });

  it('fails the run that never met what is required, unless only a part of the suite ran', () => {
    vi.stubEnv('SWFAKE_COVERAGE_FOLDER', '');
    const options: CoverageReporterOptions = { require: ['event TimerFired'], table: false };
    const asked = (config: ConstructorParameters<typeof JestReporter>[0]): Error | undefined => {
      const reporter = new JestReporter(config, options);
      reporter.onRunStart();
      reporter.onRunComplete();
      return reporter.getLastError();
    };
    expect(asked({})?.message).toBe(MISSING);
    const whole = { nonFlagArgs: [], testPathPattern: '', testPathPatterns: { patterns: [] } };
    expect(asked(whole)?.message).toBe(MISSING);
    for (const part of [
      { testNamePattern: 'one' },
      { nonFlagArgs: ['orders'] },
      { testPathPattern: 'orders' },
      { testPathPatterns: { patterns: ['orders'] } },
      { onlyChanged: true },
      { onlyFailures: true },
      { shard: { shardIndex: 1, shardCount: 2 } },
    ]) {
      printed.length = 0;
      expect(asked(part)).toBeUndefined();
      expect(printed).toHaveLength(1);
      expect(printed[0]).toContain(MISSING);
    }
  });

  it('is not needed: without it nothing is kept, and nothing is written', () => {
    vi.stubEnv('SWFAKE_COVERAGE_FOLDER', undefined);
    const noted = vi.spyOn(Coverage.prototype, 'note');
    suite(({ swf }) => void swf.scheduleActivity({ activity: 'Charge@1' }));
    expect(noted).not.toHaveBeenCalled();
  });
});
