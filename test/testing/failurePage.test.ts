import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PageData } from '../../src/render/html/pageData.js';
import { reportFolder, writeFailurePage } from '../../src/testing/failurePage.js';
import { isFailure, noteAttempt } from '../../src/testing/pagedTask.js';
import { pageFileName } from '../../src/testing/reporters/pageFile.js';
import { useSwf } from '../../src/testing/useSwf.js';
import { CHROMIUM, PageBrowser } from '../page/browser.js';
import { pageDataIn } from '../support/pageData.js';
import { order } from './told.js';

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly failureMessages: readonly string[] }[];
  }[];
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'swfake-pages-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PATH = /page of its histories: (.*)$/m;
const pathIn = (messages: readonly string[] = []): string => PATH.exec(messages.join('\n'))?.[1] ?? '';
const dataAt = (path: string): PageData => pageDataIn(readFileSync(path, 'utf8'));

/** Runs the tests that fail in a vitest of their own, in a working directory of their own. */
function run(cwd: string, env: Readonly<Record<string, string>> = {}) {
  const root = resolve('test/samples/failing/pages');
  const outputFile = join(cwd, 'results.json');
  const words = ['run', '--no-cache', '--root', root, '--dir', root, `--attachmentsDir=${join(cwd, 'attachments')}`];
  const reporters = ['--reporter=json', `--outputFile=${outputFile}`, '--reporter=default'];
  const { stderr } = spawnSync(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), ...words, ...reporters], {
    encoding: 'utf8',
    cwd,
    env: { ...process.env, NO_COLOR: '1', SWFAKE_REPORT: '', ...env },
  });
  const results = JSON.parse(readFileSync(outputFile, 'utf8')) as Results;
  const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
  return { stderr, messages: tests.map(({ failureMessages }) => failureMessages) };
}

describe('a test of vitest that fails', () => {
  it('writes one page in swfake-report, names it, and attaches it', { timeout: 60_000 }, () => {
    const { messages, stderr } = run(mkdtempSync(join(folder, 'cwd')));
    const [retried, first, second, passed, expected, flaky, withoutRun, withoutOption] = messages;
    const paths = [retried, first, second].map(pathIn);
    const [path = ''] = paths;
    expect(retried?.map((message) => PATH.test(message))).toEqual([false, true]);
    const written = readdirSync(resolve(path, '..'));
    expect(path).toMatch(/swfake-report[\\/]an-order-that-is-not-closed-b-[0-9a-f]{8}\.html$/);
    expect(new Set(paths).size).toBe(3);
    expect(written).toHaveLength(3);
    for (const messagesOfOther of [passed, expected, flaky, withoutRun, withoutOption])
      expect(pathIn(messagesOfOther)).toBe('');
    const { title, note, histories } = dataAt(path);
    expect(title).toBe('an order > that is not closed: <b>/\\');
    expect(note).toContain('seed 7, time 2020-01-01T00:00:00.000Z');
    expect(note).toContain('expected the run to have the close status COMPLETED');
    expect(histories.map(({ name, events }) => [name, events.length])).toEqual([['swfake-decider-1', 5]]);
    expect(paths.slice(1).map((one) => JSON.stringify(dataAt(one).histories).includes('"input":"2"'))).toEqual([
      false,
      true,
    ]);
    expect(stderr).toContain('↳ page of its histories');
    expect(readdirSync(join(resolve(path, '../..'), 'attachments'))).toHaveLength(3);
  });

  it('writes it in the folder of SWFAKE_REPORT, without an option', { timeout: 60_000 }, () => {
    const cwd = mkdtempSync(join(folder, 'cwd'));
    const pages = join(folder, 'a', 'b');
    const { messages } = run(cwd, { SWFAKE_REPORT: pages });
    expect(pathIn(messages.at(-1))).toMatch(/without-the-option-[0-9a-f]{8}\.html$/);
    expect(readdirSync(pages)).toHaveLength(4);
    expect(existsSync(join(cwd, 'swfake-report'))).toBe(false);
  });
});

describe('the last attempt of a test', () => {
  it.each([
    [undefined, 0, true],
    [2, 1, false],
    [2, 2, true],
    [{ count: 1 }, 0, false],
    [{ count: 1 }, 1, true],
    [{ delay: 5 }, 0, true],
    // Vitest alone knows whether the error meets the condition.
    [{ count: 1, condition: /lost/ }, 0, true],
  ])('with retry %j: attempt %i', (retry, retryCount, isLast) => {
    expect(isFailure({ retry, result: { state: 'fail', retryCount } })).toBe(isLast);
  });

  it('is counted for each repeat', () => {
    const result = { state: 'fail', retryCount: 0, repeatCount: 0 };
    const task = { retry: 1, result };
    const failsAt = (retryCount: number, repeatCount: number): boolean => {
      Object.assign(result, { retryCount, repeatCount });
      noteAttempt(task);
      return isFailure(task);
    };
    expect([failsAt(0, 0), failsAt(1, 0)]).toEqual([false, true]);
    expect([failsAt(1, 1), failsAt(2, 1)]).toEqual([false, true]);
    expect([failsAt(2, 2), failsAt(3, 2)]).toEqual([false, true]);
  });

  it('is no failure of a test that is expected to fail', () => {
    const result = { state: 'fail' };
    expect([isFailure({ result }), isFailure({ fails: true, result })]).toEqual([true, false]);
  });
});

describe('a test of useSwf() that fails', () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  afterEach(() => void told.mockClear());

  /** Lets a test end as mocha does; resolves to what is printed. */
  async function ended(error: Error | undefined, report?: 'html') {
    vi.stubEnv('SWFAKE_REPORT', report ? join(folder, report) : '');
    let after: (this: unknown) => unknown = () => undefined;
    const fake = useSwf({ afterEach: (hook) => (after = hook), ...(report && { report }), seed: 3 });
    fake.swf.scheduleActivity({ activity: 'Charge@1' });
    const currentTest = { state: error ? 'failed' : 'passed', err: error, fullTitle: () => 'a charge ends' };
    const left = after.call({ currentTest });
    await left;
    vi.unstubAllEnvs();
    return { printed: told.mock.calls.flat().join('\n'), isPromise: left instanceof Promise };
  }

  it('writes one page and prints its path', async () => {
    const { printed } = await ended(new Error('not paid'), 'html');
    const { title, note } = dataAt(pathIn([printed]));
    expect([title, note]).toEqual(['a charge ends', 'not paid\n\nseed 3, time 2020-01-01T00:00:00.000Z']);
    expect(printed).toContain("swfake: test 'a charge ends', seed 3");
    expect(readdirSync(join(folder, 'html'))).toHaveLength(1);
  });

  it('writes none if it passes, or if none is wanted', async () => {
    expect(await ended(undefined, 'html')).toEqual({ printed: '', isPromise: false });
    const { printed, isPromise } = await ended(new Error('not paid'));
    expect(printed).toContain("swfake: test 'a charge ends', seed 3");
    expect([pathIn([printed]), isPromise]).toEqual(['', false]);
  });

  it('writes the page of a test that jest tries again at the last attempt', async () => {
    const state = Symbol('JEST_STATE_SYMBOL');
    const retries = Symbol.for('RETRY_TIMES');
    const written = async (invocations: number, times?: string): Promise<boolean> => {
      told.mockClear();
      const currentlyRunningTest = { name: 'a charge ends', errors: [new Error('not paid')], invocations };
      Object.assign(globalThis, { [state]: { currentlyRunningTest }, [retries]: times });
      const { printed } = await ended(undefined, 'html');
      expect(printed).toContain("swfake: test 'a charge ends', seed 3");
      return PATH.test(printed);
    };
    try {
      expect([await written(1, '2'), await written(2, '2'), await written(3, '2')]).toEqual([false, false, true]);
      expect(await written(1)).toBe(true);
    } finally {
      for (const symbol of [state, retries]) Reflect.deleteProperty(globalThis, symbol);
    }
  });

  it('is refused another form of page', () => {
    const pdf = { report: 'pdf', afterEach: () => undefined } as unknown as Parameters<typeof useSwf>[0];
    expect(() => useSwf(pdf)).toThrow("swfake: report was given as 'pdf'; expected 'html'");
  });
});

describe('the page of a failed test', () => {
  const failed = { seed: 1, errorText: 'no', name: 'x', key: '1' };

  it('says why it could not be written, and does not throw', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const page = await writeFailurePage(await order(), failed, file);
    expect(page?.path).toBeUndefined();
    expect(page?.line).toMatch(
      /^swfake: the page of this test could not be written to folder '.*no-folder': Error: EEXIST/,
    );
  });

  it('is wanted by the option, and by the variable', () => {
    vi.stubEnv('SWFAKE_REPORT', '');
    expect([reportFolder({}), reportFolder({ report: 'html' })]).toEqual([undefined, 'swfake-report']);
    vi.stubEnv('SWFAKE_REPORT', 'pages');
    expect([reportFolder({}), reportFolder({ report: 'html' })]).toEqual(['pages', 'pages']);
    vi.unstubAllEnvs();
  });

  it.each([
    ['CON', /^CON-[0-9a-f]{8}\.html$/],
    ['a/b\\c: "d" <e> | f? * ', /^a-b-c-d-e-f-[0-9a-f]{8}\.html$/],
    ['', /^test-[0-9a-f]{8}\.html$/],
    ['…', /^test-[0-9a-f]{8}\.html$/],
    ['注文が支払われる', /^注文が支払われる-[0-9a-f]{8}\.html$/],
    ['x'.repeat(300), /^x{50}-[0-9a-f]{8}\.html$/],
  ])('of test %s has a file name that Windows accepts', (name, expected) => {
    expect(pageFileName({ name, key: '1' })).toMatch(expected);
    expect(pageFileName({ name, key: '2' })).not.toBe(pageFileName({ name, key: '1' }));
  });

  describe.skipIf(CHROMIUM === undefined)('in a browser (skipped: no Chromium here)', () => {
    it('opens without an error', async () => {
      const browser = new PageBrowser();
      const page = await writeFailurePage(await order(), { ...failed, errorText: 'not paid' }, join(folder, 'browser'));
      const { page: shown, errors } = await browser.open(readFileSync(page?.path ?? '', 'utf8'));
      expect(await shown.textContent('.note')).toContain('not paid');
      expect(await shown.textContent('h1')).toBe('x');
      expect(errors).toEqual([]);
      await browser.close();
    }, 30_000);
  });
});
