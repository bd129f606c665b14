/** The parts of a task of Vitest that are used. */
export interface PagedTask {
  readonly id: string;
  readonly name: string;
  readonly suite?: NamedSuite | undefined;
  readonly retry?:
    | number
    | { readonly count?: number; readonly delay?: number; readonly condition?: unknown }
    | undefined;
  readonly result?: { state: unknown; readonly retryCount?: number | undefined } | undefined;
}

interface NamedSuite {
  readonly name: string;
  readonly suite?: NamedSuite | undefined;
}

/** Returns true if Vitest does not try the test again. With a condition, which only Vitest can judge, it may all the same. */
export function isLastAttempt({ retry = 0, result }: Pick<PagedTask, 'retry' | 'result'>): boolean {
  const { count = 0, condition = undefined } = typeof retry === 'number' ? { count: retry } : retry;
  return condition !== undefined || (result?.retryCount ?? 0) >= count;
}

type Annotate = (message: string, attachment: { readonly path: string; readonly contentType: string }) => unknown;

/** Returns the name of a test below those of its suites. */
export function namesOf({ name, suite }: Pick<PagedTask, 'name' | 'suite'>): readonly string[] {
  return [...(suite ? namesOf(suite) : []), name].filter((one) => one !== '');
}

/**
 * Attaches a page to a test, as an annotation. Vitest takes annotations only while a test runs, but says only afterwards
 * that it failed. If it takes none, the message of the test has the path all the same.
 */
export async function attachPage(path: string, { result }: PagedTask, annotate: Annotate): Promise<void> {
  if (!result) return;
  try {
    await whileRunning(result, () => annotate('page of its histories', { path, contentType: 'text/html' }));
  } catch {
    // An annotation is an extra.
  }
}

function whileRunning<T>(result: { state: unknown }, act: () => T): T {
  const { state } = result;
  result.state = 'run';
  try {
    return act();
  } finally {
    result.state = state;
  }
}
