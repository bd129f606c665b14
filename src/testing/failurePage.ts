import { checkValue } from '../args/checkOptions.js';
import type { SwfFake } from '../fake.js';
import type { SwfFakeOptions } from '../options.js';
import { type FailedTest, runsThatMatter } from './failureReport.js';
import type { FailurePage } from './reporters/pageFile.js';

/** The options of the fake of a test, and of the report if the test fails. */
export interface SwfTestOptions extends SwfFakeOptions {
  /**
   * `'html'` writes a page of HTML when a test fails, with the histories of its fake. The failure names its path. The folder
   * is that of the environment variable `SWFAKE_REPORT`, or `swfake-report` in the working directory. Default: a page is
   * written only if `SWFAKE_REPORT` is set.
   */
  readonly report?: 'html' | undefined;
}

/** A test that failed, for a page. */
export interface PagedTest extends FailedTest {
  readonly name: string;
  /** The text that tells the test from others of its name: the file names of the pages differ by it. */
  readonly key: string;
}

const DEFAULT_FOLDER = 'swfake-report';

/**
 * Returns the options without that of the report.
 *
 * @throws TypeError if `report` has another value than 'html'.
 */
export function fakeOptionsOf<O extends SwfTestOptions>({ report, ...options }: O): Omit<O, 'report'> {
  checkValue('report', report, ['html']);
  return options;
}

interface Host {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
}

/** Returns the folder of the pages; `undefined` if none is wanted. */
export function reportFolder({ report }: SwfTestOptions): string | undefined {
  const folder = (globalThis as Host).process?.env?.SWFAKE_REPORT;
  if (folder !== undefined && folder !== '') return folder;
  return report === 'html' ? DEFAULT_FOLDER : undefined;
}

/** A page that was written, or the reason why it was not. */
export interface WrittenPage {
  /** The absolute path of the file. Absent if it could not be written. */
  readonly path?: string;
  /** The line for the failure of the test. */
  readonly line: string;
}

/**
 * Writes the page of a failed test. Resolves to its path; `undefined` if the fake has no run. It never rejects, because
 * the failure of the test matters more.
 */
export async function writeFailurePage(
  swf: SwfFake,
  test: PagedTest,
  folder: string,
): Promise<WrittenPage | undefined> {
  try {
    if (swf.runs().length === 0) return undefined;
    // Loaded for this alone: it holds the script of the pages.
    const { writePage } = await import('./reporters/pageFile.js');
    const path = writePage(pageOf(swf, test), folder);
    return { path, line: `page of its histories: ${path}` };
  } catch (error) {
    return { line: `swfake: the page of this test could not be written to folder '${folder}': ${String(error)}` };
  }
}

const MOST_RUNS = 100;
const MOST_OF_ERROR = 4000;

/** Returns the parts of the page of a failed test: the runs that matter first, and then the others; at most 100. */
function pageOf(swf: SwfFake, { name, key, errorText, seed }: PagedTest): FailurePage {
  const all = swf.runs();
  const matter = runsThatMatter(all, errorText);
  const runs = [...all].toSorted((a, b) => Number(matter.has(b)) - Number(matter.has(a))).slice(0, MOST_RUNS);
  const left = all.length - runs.length;
  const more = left > 0 ? `, ${left} more runs are not in this page` : '';
  const note = `${errorText.slice(0, MOST_OF_ERROR)}\n\nseed ${seed}, time ${swf.clock.now().toISOString()}${more}`;
  return {
    name,
    key,
    note,
    runs: runs.map(({ domain, workflowId, runId }) => ({
      workflowId,
      runId,
      history: swf.history({ domain, workflowId, runId }),
    })),
  };
}
